import { radicalPairs } from "./radicals-data.ts";

const characters = [...radicalPairs];
const CHARACTER_OF: ReadonlyMap<string, string> = new Map([
  ...characters.flatMap((radical, index): [string, string][] =>
    index % 2 === 0 ? [[radical, characters[index + 1] ?? radical]] : [],
  ),
  // Of the two ways to write the character, the one that simplified Chinese prints.
  ["\u2f3e", "户"],
  ["\u2fad", "青"],
  ["\u2fc8", "黄"],
]);
/** U+2E80 to U+2FDF */
const RADICAL = /[\u2e80-\u2fdf]/g;
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
  return unicode.replace(RADICAL, (radical) => CHARACTER_OF.get(radical) ?? radical);
}
