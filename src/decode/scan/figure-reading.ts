import type { GreyPicture, Lettering, RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { NOT_MADE_OUT } from "../../model/transcript.ts";
import { resize, setSideBySide } from "./enlarge.ts";
import { fitsPrint } from "./figure-shape.ts";
import { heightOf } from "./pixel-box.ts";
import type { Print } from "./print.ts";
import { textOf } from "./text-reading.ts";

/**
 * - `mark`: made out, or given up as NOT_MADE_OUT
 * - `open`: what looks at it alone said, no two of which agree
 */
export type FigureReading =
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "open"; readonly seen: readonly string[] };

/** One way to look at a print: what is expected in it, the height of its digits in pixels, and the white around it. */
interface Look {
  readonly lettering: Lettering;
  readonly height: number;
  readonly margin: number;
}

/** Looks at a figure alone. They are so different that they seldom err in the same way: two must agree. */
const LOOKS: readonly Look[] = [
  { lettering: "figure", height: 26, margin: 20 },
  { lettering: "text", height: 22, margin: 12 },
];
/**
 * Looks at a figure in company, since a machine taught with lines of print is surer of 010 than of 1. Of 95 figures of
 * noisy scans, most of them a 1, these left 2 open where looks at them alone left 21, and took none for another.
 */
const LOOKS_IN_COMPANY: readonly Look[] = [
  { lettering: "figure", height: 26, margin: 14 },
  { lettering: "text", height: 24, margin: 14 },
];
/** Shares of a figure's height that are white between it and zeros at its sides, and between it and itself. */
const GAP_TO_ZERO = 0.2;
const GAP_TO_ITSELF = 0.8;
/** Share of the size of print that digits are high; what is lower is not enlarged to their height. */
const LOW_PRINT = 0.55;
/** From this confidence on words in place of a figure are believed. */
const SURE_WORDS = 60;

/** "0", "12069", "1,266", "38.3296", "-8" */
const FIGURE = /^[-+]?\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d+)?$/;
/** A line of Chinese words and nothing else. */
const WORDS = /^\p{Script=Han}{2,}$/u;
/** "0380" of 38 between two zeros */
const BETWEEN_ZEROS = /^0(.+)0$/;

export const isFigure = (text: string): boolean => FIGURE.test(text);

/**
 * Makes out a figure by looking at it alone. It is believed only if two looks agree and the shape of its ink does not
 * object; `words` if it is none.
 */
export async function readFigure(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<FigureReading | { readonly kind: "words" }> {
  const seen: string[] = [];
  for (const { lettering, height, margin } of LOOKS) {
    const picture = resize(print.grey, height / heightOfDigits(print, size), margin);
    const lines = await recogniser.recognise(picture, lettering);
    const text = textOf(lines);
    if (isWords(text, lines)) return { kind: "words" };
    if (seen.includes(text)) return { kind: "mark", text };
    if (FIGURE.test(text) && fitsPrint(text, print)) seen.push(text);
  }
  return { kind: "open", seen };
}

/**
 * Makes out a figure that looks at it alone left open, between two zeros of the same page; where there is none, three
 * times side by side.
 * @param zero the print of a zero
 */
export async function readOpenFigure(
  print: Print,
  size: number,
  before: readonly string[],
  zero: GreyPicture | undefined,
  recogniser: Recogniser,
): Promise<Extract<FigureReading, { kind: "mark" }>> {
  const seen = [...before];
  for (const look of LOOKS_IN_COMPANY) {
    const figure = resize(print.grey, look.height / heightOfDigits(print, size), 0);
    const said = await recogniser.recognise(setInCompany(figure, zero, look), look.lettering);
    const text = zero === undefined ? aThird(textOf(said)) : betweenZeros(textOf(said));
    if (seen.includes(text)) return { kind: "mark", text };
    if (FIGURE.test(text) && fitsPrint(text, print)) seen.push(text);
  }
  return { kind: "mark", text: NOT_MADE_OUT };
}

function setInCompany(
  figure: GreyPicture,
  zero: GreyPicture | undefined,
  { height, margin }: Look,
): GreyPicture {
  if (zero === undefined) {
    return setSideBySide([figure, figure, figure], Math.round(height * GAP_TO_ITSELF), margin);
  }
  const side = resize(zero, height / zero.height, 0);
  return setSideBySide([side, figure, side], Math.round(height * GAP_TO_ZERO), margin);
}

const betweenZeros = (text: string): string => BETWEEN_ZEROS.exec(text)?.[1] ?? "";

const heightOfDigits = (print: Print, size: number): number =>
  Math.max(heightOf(print.box), LOW_PRINT * size);

/** What is said three times; nothing if it is not the same each time. */
function aThird(text: string): string {
  const once = text.slice(0, text.length / 3);
  return once.repeat(3) === text ? once : "";
}

/** Narrow characters such as 小计 look like digits from afar. */
const isWords = (text: string, lines: readonly RecognisedLine[]): boolean =>
  WORDS.test(text) && lines.every(({ confidence }) => confidence >= SURE_WORDS);
