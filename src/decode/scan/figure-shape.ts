import { countColumns } from "./pixel-box.ts";
import type { Print } from "./print.ts";
import { lengthOf, listInked, type Stretch } from "./stretches.ts";

/** What the ink of a cell looks like before any character of it is made out. */
export type Shape = "dash" | "slash" | "figure" | "text";

/** Shares of the height of digits: how high a stop is at the most, how wide a digit, and how far apart two digits are. */
const LOW = 0.4;
const WIDE = 0.85;
const APART = 0.75;
/** Share of the size of print that digits are high at the most. */
const DIGIT_HEIGHT = 0.85;
/** Share of the size of print below which a bar is a dash, and above which it is long enough for one. */
const DASH_HEIGHT = 0.2;
const DASH_WIDTH = 0.2;
/** Shares of a stroke's height and width by which a slash leans and by which it is narrow at its ends. */
const LEAN = 0.18;
const NARROW = 0.55;

interface Piece extends Stretch {
  readonly height: number;
}

/** @param size of the print around, in pixels: the height of a Chinese character */
export function shapeOf(print: Print, size: number): Shape {
  const pieces = listPieces(print);
  if (print.ink.height <= DASH_HEIGHT * size) {
    return pieces.every((piece) => lengthOf(piece) >= DASH_WIDTH * size) ? "dash" : "text";
  }
  if (print.bands.length > 1) return "text";
  if (pieces.length === 1 && isSlash(print)) return "slash";
  const height = Math.min(print.ink.height, DIGIT_HEIGHT * size);
  return pieces.every((piece) => lengthOf(piece) <= WIDE * height) ? "figure" : "text";
}

/**
 * True if a text can be what is printed: as many digits as there are high pieces of ink, or more where some touch, as many
 * stops as there are low ones, and no gap that may part two numbers.
 */
export function fitsPrint(text: string, print: Print): boolean {
  const pieces = listPieces(print);
  const height = print.ink.height;
  const high = pieces.filter((piece) => piece.height > LOW * height);
  const low = pieces.length - high.length;
  const digits = [...text].filter((character) => character >= "0" && character <= "9").length;
  const isTouching = high.some((piece) => lengthOf(piece) > WIDE * height);
  const isCountRight = isTouching ? digits > high.length : digits === high.length;
  const areStopsRight = isTouching ? low <= text.length - digits : low === text.length - digits;
  const isWhole = pieces.every((piece, index) => {
    const last = pieces[index - 1];
    return last === undefined || piece.from - last.to <= APART * height;
  });
  return isCountRight && areStopsRight && isWhole;
}

/** Ink between columns of paper, with the height of each. */
function listPieces({ ink }: Print): Piece[] {
  return listInked(countColumns(ink)).map((stretch) => {
    let [top, bottom] = [ink.height, 0];
    for (let y = 0; y < ink.height; y += 1) {
      const row = ink.pixels.subarray(y * ink.width + stretch.from, y * ink.width + stretch.to);
      if (!row.includes(1)) continue;
      top = Math.min(top, y);
      bottom = y + 1;
    }
    return { ...stretch, height: bottom - top };
  });
}

/** A slanting stroke, which a machine takes for a 1 or a 7. */
function isSlash({ ink }: Print): boolean {
  const quarter = Math.max(1, Math.round(ink.height / 4));
  const top = extentOf(countColumns(ink, 0, quarter));
  const bottom = extentOf(countColumns(ink, ink.height - quarter, ink.height));
  if (top === undefined || bottom === undefined) return false;
  const lean = (top.from + top.to - bottom.from - bottom.to) / 2;
  const isNarrow = Math.max(lengthOf(top), lengthOf(bottom)) <= NARROW * ink.width;
  return isNarrow && lean >= LEAN * ink.height;
}

function extentOf(counts: Uint32Array): Stretch | undefined {
  const stretches = listInked(counts);
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first === undefined || last === undefined ? undefined : { from: first.from, to: last.to };
}
