import type { Lettering, RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { resize } from "./enlarge.ts";
import { heightOf } from "./pixel-box.ts";
import { type Print, splitLines } from "./print.ts";

/** Pixels. Heights of a Chinese character at which text is made out best, and the white around it. */
const TARGET_SIZES = [28, 34, 24];
const MARGIN = 12;
/** From this confidence on no second look is taken. */
const SURE = 60;
/** In heights of a character: a higher print holds several lines that touch each other. */
const MAX_LINE = 1.6;

const BLANKS = /\s+/g;

/** How large the characters of a print are, and how large they are shown to the machine; both in pixels. */
export interface Enlargement {
  readonly size: number;
  readonly target: number;
}

/** The lines of a text in pixels of the page; each is looked at again at other sizes while some character is unsure. */
export async function readText(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<RecognisedLine[]> {
  const lines: RecognisedLine[] = [];
  for (const line of splitLines(print, size)) {
    const isOne = heightOf(line.box) <= MAX_LINE * size;
    lines.push(...(await readLine(line, size, isOne ? "line" : "text", recogniser)));
  }
  return lines;
}

async function readLine(
  print: Print,
  size: number,
  lettering: Lettering,
  recogniser: Recogniser,
): Promise<readonly RecognisedLine[]> {
  let best: readonly RecognisedLine[] = [];
  for (const target of TARGET_SIZES) {
    const lines = await lookAtText(print, { size, target }, recogniser, lettering);
    if (rate(lines) > rate(best)) best = lines;
    if (lines.length > 0 && lines.every(({ confidence }) => confidence >= SURE)) return lines;
  }
  return best;
}

/** Mean confidence of the characters. */
function rate(lines: readonly RecognisedLine[]): number {
  const characters = lines.flatMap((line) => line.characters);
  const sum = characters.reduce((total, { confidence }) => total + confidence, 0);
  return characters.length === 0 ? 0 : sum / characters.length;
}

/** One look at a text; boxes are in pixels of the page. */
export async function lookAtText(
  print: Print,
  { size, target }: Enlargement,
  recogniser: Recogniser,
  lettering: Lettering = "text",
): Promise<RecognisedLine[]> {
  const picture = resize(print.grey, target / size, MARGIN);
  const [left, top] = print.box;
  // The picture may have been made smaller than asked for, to keep it within bounds.
  const ratio = (picture.width - 2 * MARGIN) / print.grey.width;
  const toPage = ([x, y, right, bottom]: RecognisedLine["box"]): RecognisedLine["box"] => [
    left + (x - MARGIN) / ratio,
    top + (y - MARGIN) / ratio,
    left + (right - MARGIN) / ratio,
    top + (bottom - MARGIN) / ratio,
  ];
  const lines = await recogniser.recognise(picture, lettering);
  return lines.map((line) => ({
    ...line,
    box: toPage(line.box),
    characters: line.characters.map((character) => ({
      ...character,
      box: toPage(character.box),
    })),
  }));
}

/** The text without its blanks; lines stay lines. */
export const textOf = (lines: readonly RecognisedLine[]): string =>
  lines.map(({ text }) => text.replace(BLANKS, "")).join("\n");
