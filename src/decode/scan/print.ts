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
import { lengthOf, listInked, type Stretch } from "./stretches.ts";

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
/** Points, and share of a side: a second line of a double wall, longer than any digit. */
const NEAR_WALL = 3;
const MIN_WALL = 12.5;
const WHOLE_SIDE = 0.7;

/** What is printed inside a box; undefined where there is no ink. What is left of walls at its edges is none. */
export function findPrint(page: CleanPage, box: PixelBox): Print | undefined {
  const around = clipBox(box, page.ink);
  if (widthOf(around) < 1 || heightOf(around) < 1) return undefined;
  const all = cropInk(page.ink, around);
  const ink = withoutBlots(all, (blot) => isResidue(blot, around, page.pointsAPixel));
  const grey = withoutGone(cropGrey(page.grey, around), all, ink);
  const print = findInk({ ...page, grey, ink }, [0, 0, ink.width, ink.height]);
  if (print === undefined) return undefined;
  const [left, top] = around;
  const [x, y, right, bottom] = print.box;
  return { ...print, box: [left + x, top + y, left + right, top + bottom] };
}

/** The ink inside a box, and the box around it. */
function findInk(page: CleanPage, around: PixelBox): Print | undefined {
  const ink = cropInk(page.ink, around);
  const [rows, columns] = [listInked(countRows(ink)), listInked(countColumns(ink))];
  const [first, last] = [rows[0], rows.at(-1)];
  const [leftmost, rightmost] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (leftmost === undefined || rightmost === undefined) return undefined;
  const [left, top] = around;
  const box: PixelBox = [
    left + leftmost.from,
    top + first.from,
    left + rightmost.to,
    top + last.to,
  ];
  return {
    box,
    ink: cropInk(page.ink, box),
    grey: cropGrey(page.grey, box),
    bands: rows.map(({ from, to }) => ({ from: from - first.from, to: to - first.from })),
  };
}

/** A thin blot at the edge of a cell is what the removal of its wall left, and so is one along the whole of a side. */
function isResidue(
  { left, top, right, bottom }: Blot,
  around: PixelBox,
  pointsAPixel: number,
): boolean {
  const across: Extent = { from: left, to: right, room: widthOf(around) };
  const down: Extent = { from: top, to: bottom, room: heightOf(around) };
  return isBesideWall(across, down, pointsAPixel) || isBesideWall(down, across, pointsAPixel);
}

interface Extent extends Stretch {
  /** What of the direction is inside the cell. */
  readonly room: number;
}

/** @param thin extent of the blot across the wall, and along it */
function isBesideWall(thin: Extent, long: Extent, pointsAPixel: number): boolean {
  if (lengthOf(thin) > MAX_RESIDUE) return false;
  const length = lengthOf(long) * pointsAPixel;
  const distance = Math.min(thin.from, thin.room - thin.to);
  if (distance === 0 && (length <= SHORT_RESIDUE || length >= LONG_RESIDUE)) return true;
  const isWhole = length >= MIN_WALL && lengthOf(long) >= WHOLE_SIDE * long.room;
  return isWhole && distance * pointsAPixel <= NEAR_WALL;
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

/** The print line by line; lines that touch each other stay together. */
export function splitLines(print: Print, size: number): Print[] {
  const lines = joinStrokes(print.bands, print.ink, { size, largest: SAME_SIZE * size });
  if (lines.length < 2) return [print];
  const page: CleanPage = { grey: print.grey, ink: print.ink, pointsAPixel: 1 };
  const [left, top] = print.box;
  return lines.flatMap(({ from, to }): Print[] => {
    const line = findInk(page, [0, from, print.ink.width, to]);
    if (line === undefined) return [];
    const [x, y, right, bottom] = line.box;
    return [{ ...line, box: [left + x, top + y, left + right, top + bottom] }];
  });
}

/** Shares of the size of print: how high strokes of one line are together, and how far apart they stand. */
const SAME_LINE = 1.05;
const STROKE_GAP = 0.15;
/** How many times the usual size of a cell's print a character of it may have. */
const SAME_SIZE = 1.3;
/** In heights of a character that stands alone: how far apart its strokes are, and how wide it is with a stop behind it. */
const CHARACTER_GAP = 0.25;
const NARROW = 1.6;

/** Pixels. How high characters are, as a rule and at the most. */
export interface PrintSize {
  readonly size: number;
  readonly largest: number;
}

/** Bands that are strokes of one line of text: small and close to each other, or those of one character standing alone. */
export function joinStrokes(
  bands: readonly Stretch[],
  ink: Ink,
  { size, largest }: PrintSize,
): Stretch[] {
  const joined: Stretch[] = [];
  for (const band of bands) {
    const last = joined.at(-1);
    const whole = { from: last?.from ?? band.from, to: band.to };
    const gap = last === undefined ? Infinity : band.from - last.to;
    const isStroke = lengthOf(whole) <= SAME_LINE * size && gap <= STROKE_GAP * size;
    const isPart =
      gap <= CHARACTER_GAP * lengthOf(whole) && lengthOf(whole) <= largest && isNarrow(whole, ink);
    if (last !== undefined && (isStroke || isPart)) joined[joined.length - 1] = whole;
    else joined.push(band);
  }
  return joined;
}

/** No wider than a character or two. */
function isNarrow(band: Stretch, ink: Ink): boolean {
  const columns = listInked(countColumns(ink, band.from, band.to));
  const width = (columns.at(-1)?.to ?? 0) - (columns[0]?.from ?? 0);
  return width <= NARROW * lengthOf(band);
}
