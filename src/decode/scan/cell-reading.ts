import type { GreyPicture, Lettering, RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { NOT_MADE_OUT } from "../../model/transcript.ts";
import { resize } from "./enlarge.ts";
import { fitsPrint, shapeOf } from "./figure-shape.ts";
import { heightOf, widthOf } from "./pixel-box.ts";
import type { Print } from "./print.ts";
import { lookAtText, readText, textOf } from "./text-reading.ts";

/** What a place of a page says: a figure or mark as one, or lines of text in pixels of the page. */
export type CellReading =
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "lines"; readonly lines: readonly RecognisedLine[] };

/** One way to look at a print: what is expected in it, the height of its digits in pixels, and the white around it. */
interface Look {
  readonly lettering: Lettering;
  readonly height: number;
  readonly margin: number;
  /** How often the print is set side by side: a machine taught with lines is surer of 111 than of 1. */
  readonly times: number;
}

/**
 * Looks at a figure, in their order. They are so different that they seldom err in the same way: two must agree. Of 562
 * figures of noisy and blurred scans these four left 5 open and took none for another.
 */
const LOOKS: readonly Look[] = [
  { lettering: "figure", height: 26, margin: 20, times: 1 },
  { lettering: "text", height: 22, margin: 12, times: 1 },
  { lettering: "figure", height: 26, margin: 14, times: 3 },
  { lettering: "text", height: 24, margin: 14, times: 3 },
];
/** Pixels. The size for a second look at a number with words. */
const OTHER_TEXT_SIZE = 38;
/** Share of a figure's height that is white between its repetitions. */
const GAP = 0.8;
/** Share of the size of print that digits are high; what is lower is not enlarged to their height. */
const LOW_PRINT = 0.55;

/** "0", "12069", "1,266", "38.3296", "-8" */
const FIGURE = /^[-+]?\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d+)?$/;
/** "0件", "1O", "增15", "3 项", "251000元": what may be read as a number */
const NUMBER_LIKE =
  /^[^\p{Script=Han}]*\d[^\p{Script=Han}]*\p{Script=Han}{0,2}$|^[增减].{0,3}\d+$/u;
/** A line of Chinese words and nothing else. */
const WORDS = /^\p{Script=Han}{2,}$/u;
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
  const lines = await readText(print, size, recogniser);
  const text = textOf(lines);
  if (text === "") return { kind: "mark", text: manyNotMadeOut(print, size) };
  if (!NUMBER_LIKE.test(text)) return { kind: "lines", lines };
  if (FIGURE.test(text)) return await readFigure(print, size, recogniser);
  const again = textOf(await lookAtText(print, { size, target: OTHER_TEXT_SIZE }, recogniser));
  return again === text ? { kind: "lines", lines } : { kind: "mark", text: NOT_MADE_OUT };
}

/** Words in which nothing was made out: a mark for each character, so that nobody takes them for a figure. */
const manyNotMadeOut = (print: Print, size: number): string =>
  NOT_MADE_OUT.repeat(Math.max(2, Math.round(widthOf(print.box) / size)));

async function readFigure(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<CellReading> {
  const seen: string[] = [];
  const height = Math.max(heightOf(print.box), LOW_PRINT * size);
  for (const look of LOOKS) {
    const picture = repeat(resize(print.grey, look.height / height, look.margin), look);
    const lines = await recogniser.recognise(picture, look.lettering);
    const text = withoutRepetition(textOf(lines), look.times);
    if (seen.includes(text)) return { kind: "mark", text };
    if (isWords(text, lines)) {
      return { kind: "lines", lines: await readText(print, size, recogniser) };
    }
    if (FIGURE.test(text) && fitsPrint(text, print)) seen.push(text);
  }
  return { kind: "mark", text: NOT_MADE_OUT };
}

/** The picture so many times, with no more white between than keeps them apart. */
function repeat(picture: GreyPicture, { times, margin, height }: Look): GreyPicture {
  if (times === 1) return picture;
  const step = picture.width - 2 * margin + Math.round(height * GAP);
  const width = step * (times - 1) + picture.width;
  const pixels = new Uint8Array(width * picture.height).fill(255);
  for (let time = 0; time < times; time += 1) {
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.pixels.subarray(
        y * picture.width + margin,
        (y + 1) * picture.width - margin,
      );
      pixels.set(row, y * width + margin + time * step);
    }
  }
  return { width, height: picture.height, pixels };
}

/** What is said each time; nothing if it is not the same. */
function withoutRepetition(text: string, times: number): string {
  const once = text.slice(0, text.length / times);
  return once.repeat(times) === text ? once : "";
}

/** Narrow characters such as 小计 look like digits from afar. */
const isWords = (text: string, lines: readonly RecognisedLine[]): boolean =>
  WORDS.test(text) && lines.every(({ confidence }) => confidence >= SURE_WORDS);
