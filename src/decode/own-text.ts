/** A page has some thousand short texts, most of them the same on every page of a site or in every report. */
const MAX_TEXTS = 8_000;
/** Longer texts are prose, which no other page has. */
const MAX_LENGTH = 100;

let known = new Map<string, string>();

/**
 * The text, and always the same string for the same text: whoever looks it up later compares places in memory, not
 * characters. It is a copy, since V8 cuts texts without copying, and a label would keep the page that it stood on.
 */
export function ownText(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const stored = known.get(text);
  if (stored !== undefined) return stored;
  if (known.size >= MAX_TEXTS) known = new Map();
  const own = `${text} `.slice(0, -1);
  known.set(own, own);
  return own;
}
