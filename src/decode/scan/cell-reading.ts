import type { Lettering, RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { resize } from "./enlarge.ts";
import { fitsPrint, shapeOf } from "./figure-shape.ts";
import { heightOf } from "./pixel-box.ts";
import type { Print } from "./print.ts";

/** What stands in place of ink in which nothing sure was made out; nobody takes it for a number or a blank. */
export const NOT_UNDERSTOOD = "\ufffd";

/** What a place of a page says: a figure or mark as one, or lines of text in pixels of the page. */
export type CellReading =
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "lines"; readonly lines: readonly RecognisedLine[] };

/** One way to look at a print: what is expected in it, the height of its digits in pixels, and the white around it. */
interface Look {
  readonly lettering: Lettering;
  readonly height: number;
  readonly margin: number;
}

/**
 * Looks at a figure, in their order. They are so different that they seldom err in the same way: two must agree.
 */
const LOOKS: readonly Look[] = [
  { lettering: "figure", height: 26, margin: 20 },
  { lettering: "text", height: 22, margin: 12 },
  { lettering: "figure", height: 30, margin: 16 },
];
/** Pixels. Height of a Chinese character at which text is made out best, and the white around it. */
const TEXT_SIZE = 28;
const TEXT_MARGIN = 12;
/** Pixels. The size for a second look at a number with words. */
const OTHER_TEXT_SIZE = 34;
/** Share of the size of print that digits are high; what is lower is not enlarged to their height. */
const LOW_PRINT = 0.55;

/** "0", "12069", "1,266", "38.3296", "-8" */
const FIGURE = /^[-+]?\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d+)?$/;
/** "0件", "1O", "增15", "3 项", "251000元": what may be read as a number */
const NUMBER_LIKE =
  /^[^\p{Script=Han}]*\d[^\p{Script=Han}]*\p{Script=Han}{0,2}$|^[增减].{0,3}\d+$/u;
/** A line of Chinese words and nothing else. */
const WORDS = /^\p{Script=Han}{2,}$/u;
const BLANKS = /\s+/g;
/** From this on words in place of a figure are believed. */
const SURE_WORDS = 60;

/** Makes out what is printed in a cell. A figure is believed only if two looks at it agree and its shape does not object. */
export async function readCell(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<CellReading> {
  const shape = shapeOf(print, size);
  if (shape === "dash") return { kind: "mark", text: "—" };
  if (shape === "slash") return { kind: "mark", text: "/" };
  if (shape === "figure") return await readFigure(print, size, recogniser);
  const lines = await readLines(print, size, TEXT_SIZE, recogniser);
  const text = textOf(lines);
  if (text === "") return { kind: "mark", text: NOT_UNDERSTOOD };
  if (!NUMBER_LIKE.test(text)) return { kind: "lines", lines };
  if (FIGURE.test(text)) return await readFigure(print, size, recogniser);
  const again = await readLines(print, size, OTHER_TEXT_SIZE, recogniser);
  return textOf(again) === text ? { kind: "lines", lines } : { kind: "mark", text: NOT_UNDERSTOOD };
}

async function readFigure(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<CellReading> {
  const seen: string[] = [];
  const height = Math.max(heightOf(print.box), LOW_PRINT * size);
  for (const look of LOOKS) {
    const picture = resize(print.grey, look.height / height, look.margin);
    const lines = await recogniser.recognise(picture, look.lettering);
    const text = textOf(lines);
    if (seen.includes(text)) return { kind: "mark", text };
    if (isWords(text, lines))
      return { kind: "lines", lines: await readLines(print, size, TEXT_SIZE, recogniser) };
    if (FIGURE.test(text) && fitsPrint(text, print)) seen.push(text);
  }
  return { kind: "mark", text: NOT_UNDERSTOOD };
}

/** Narrow characters such as 小计 look like digits from afar. */
const isWords = (text: string, lines: readonly RecognisedLine[]): boolean =>
  WORDS.test(text) && lines.every(({ confidence }) => confidence >= SURE_WORDS);

/** The lines of a text in pixels of the page. */
export async function readLines(
  print: Print,
  size: number,
  targetSize: number,
  recogniser: Recogniser,
): Promise<RecognisedLine[]> {
  const scale = targetSize / size;
  const picture = resize(print.grey, scale, TEXT_MARGIN);
  const [left, top] = print.box;
  // The picture may have been made smaller than asked for, to keep it within bounds.
  const ratio = (picture.width - 2 * TEXT_MARGIN) / print.grey.width;
  const toPage = ([x, y, right, bottom]: RecognisedLine["box"]): RecognisedLine["box"] => [
    left + (x - TEXT_MARGIN) / ratio,
    top + (y - TEXT_MARGIN) / ratio,
    left + (right - TEXT_MARGIN) / ratio,
    top + (bottom - TEXT_MARGIN) / ratio,
  ];
  const lines = await recogniser.recognise(picture, "text");
  return lines.map((line) => ({
    ...line,
    box: toPage(line.box),
    characters: line.characters.map((character) => ({
      ...character,
      box: toPage(character.box),
    })),
  }));
}

const textOf = (lines: readonly RecognisedLine[]): string =>
  lines.map(({ text }) => text.replace(BLANKS, "")).join("\n");
