/** perPage: 15, "totalRecord":"45", var siteId = 'abc': a name, then its number or quoted text */
const namePattern = (name: string) =>
  new RegExp(`(?<![\\w$])["']?${name}["']?\\s*[:=]\\s*(?:["']([^"'<>]{0,300})["']|(\\d{1,12}))`);
const patterns = new Map<string, RegExp>();

/** What an inline script sets a name to: the first place counts. Undefined if it sets it to nothing plain. */
export function findScriptValue(script: string, name: string): string | undefined {
  const known = patterns.get(name) ?? namePattern(name);
  patterns.set(name, known);
  const match = known.exec(script);
  return match?.[1] ?? match?.[2];
}

/** The same for a whole number; undefined if it is none. */
export function findScriptNumber(script: string, name: string): number | undefined {
  const value = findScriptValue(script, name);
  const number = Number(value);
  return value === undefined || value === "" || !Number.isInteger(number) ? undefined : number;
}
