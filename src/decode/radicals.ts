import { radicalPairs } from "./pdf/radicals-data.ts";

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

/** The text with radicals of dictionaries as the characters that look the same; what is copied out of a PDF is full of them. */
export function withoutRadicals(text: string): string {
  return text.replace(RADICAL, (radical) => CHARACTER_OF.get(radical) ?? radical);
}
