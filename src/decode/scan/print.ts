import type { GreyPicture } from "../../model/recogniser.ts";
import type { Ink } from "./ink.ts";
import {
  clipBox,
  countColumns,
  countRows,
  cropInk,
  heightOf,
  type PixelBox,
  widthOf,
} from "./pixel-box.ts";
import { type Blot, withoutBlots } from "./specks.ts";
import { listInked, type Stretch } from "./stretches.ts";

/** A picture made ready: upright, on white paper, without ruled lines and specks. */
export interface CleanPage {
  readonly grey: GreyPicture;
  readonly ink: Ink;
  readonly pointsAPixel: number;
}

/** What is printed in one place of a page. */
export interface Print {
  /** Around the ink, in pixels of the page. */
  readonly box: PixelBox;
  /** What is inside the box. */
  readonly ink: Ink;
  readonly grey: GreyPicture;
  /** Rows of the box with ink in them: lines of text, as a rule. */
  readonly bands: readonly Stretch[];
}

/** Pixels. What is left of a ruled line beside a cell's wall is no thicker. */
const MAX_RESIDUE = 3;
/** Points. A digit is longer than the one and shorter than the other; what is left of a line may be anything else. */
const SHORT_RESIDUE = 2.5;
const LONG_RESIDUE = 20;

/** What is printed inside a box; undefined where there is no ink. */
export function findPrint(page: CleanPage, box: PixelBox): Print | undefined {
  const around = clipBox(box, page.ink);
  if (widthOf(around) < 1 || heightOf(around) < 1) return undefined;
  const all = cropInk(page.ink, around);
  const ink = withoutBlots(all, (blot) => isResidue(blot, around, page.pointsAPixel));
  const [rows, columns] = [listInked(countRows(ink)), listInked(countColumns(ink))];
  const [first, last] = [rows[0], rows.at(-1)];
  const [leftmost, rightmost] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (leftmost === undefined || rightmost === undefined) return undefined;
  const inside: PixelBox = [leftmost.from, first.from, rightmost.to, last.to];
  const [left, top] = around;
  const whole: PixelBox = [left + inside[0], top + inside[1], left + inside[2], top + inside[3]];
  const kept = cropInk(ink, inside);
  return {
    box: whole,
    ink: kept,
    grey: withoutGone(cropGrey(page.grey, whole), cropInk(all, inside), kept),
    bands: rows.map(({ from, to }) => ({ from: from - first.from, to: to - first.from })),
  };
}

/** A thin blot at the edge of a cell is what the removal of its wall left. */
function isResidue(
  { left, top, right, bottom }: Blot,
  around: PixelBox,
  pointsAPixel: number,
): boolean {
  const [width, height] = [right - left, bottom - top];
  const isOff = (length: number): boolean =>
    length * pointsAPixel <= SHORT_RESIDUE || length * pointsAPixel >= LONG_RESIDUE;
  const isAtSide = left === 0 || right === widthOf(around);
  const isAtEnd = top === 0 || bottom === heightOf(around);
  return (
    (isAtSide && width <= MAX_RESIDUE && isOff(height)) ||
    (isAtEnd && height <= MAX_RESIDUE && isOff(width))
  );
}

function cropGrey(grey: GreyPicture, box: PixelBox): GreyPicture {
  const [left, top, right, bottom] = box;
  const [width, height] = [widthOf(box), heightOf(box)];
  const pixels = new Uint8Array(width * height);
  for (let y = top; y < bottom; y += 1) {
    pixels.set(
      grey.pixels.subarray(y * grey.width + left, y * grey.width + right),
      (y - top) * width,
    );
  }
  return { width, height, pixels };
}

/** The grey without what was taken out of the ink, its soft edge included. */
export function withoutGone(grey: GreyPicture, before: Ink, after: Ink): GreyPicture {
  const { width, height } = grey;
  const pixels = grey.pixels.slice();
  for (let at = 0; at < pixels.length; at += 1) {
    if (before.pixels[at] === after.pixels[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
        if (after.pixels[row * width + column] !== 1) pixels[row * width + column] = 255;
      }
    }
  }
  return { width, height, pixels };
}
