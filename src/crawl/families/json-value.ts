/** cb( or callback123( before the answer, where a page takes it as a call */
const padding = /^\s{0,9}[\w$.]{1,60}\(/;

/** An answer in JSON, also one that is wrapped in a call: `cb({"a":1});`. Undefined if it is none. */
export function readJson(text: string): unknown {
  const call = padding.exec(text)?.[0];
  const bare = call === undefined ? text : text.slice(call.length, text.lastIndexOf(")"));
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

/** What stands under a path of names; undefined if it leads nowhere. */
export function pick(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Object.getOwnPropertyDescriptor(found, name)?.value;
  }
  return found;
}

/** A text that is not empty, or a number as text. */
export function pickText(value: unknown, ...path: readonly string[]): string | undefined {
  const found = pick(value, ...path);
  if (typeof found === "number") return `${found}`;
  return typeof found === "string" && found.trim() !== "" ? found.trim() : undefined;
}

/** A whole number of zero or more, also one in quotes. */
export function pickNumber(value: unknown, ...path: readonly string[]): number | undefined {
  const text = pickText(value, ...path);
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number >= 0 ? number : undefined;
}

export function pickList(
  value: unknown,
  ...path: readonly string[]
): readonly unknown[] | undefined {
  const found = pick(value, ...path);
  return Array.isArray(found) ? found : undefined;
}
