import { withoutRadicals } from "../radicals.ts";

/** What stands for a glyph that no character is known for: it prints something, so it must not vanish. */
const UNKNOWN = "\ufffd";
/** Control characters, which nothing prints; fonts without a map to Unicode yield them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const BLANK = /^\s+$/;

/**
 * The characters that a glyph prints: " " for a blank, "" for nothing at all, U+FFFD where the file does not say which.
 * @param unicode as the file maps the glyph; radicals of dictionaries become the characters that look the same
 */
export function toPrintedText(unicode: string): string {
  if (unicode === "") return UNKNOWN;
  if (BLANK.test(unicode)) return " ";
  if (CONTROL.test(unicode)) return UNKNOWN;
  return withoutRadicals(unicode);
}
