import { heightOf, widthOf } from "./pixel-box.ts";
import type { Print } from "./print.ts";
import { lengthOf, type Stretch } from "./stretches.ts";

/** Share of the height of a Chinese character that its ink has, as a rule. */
const INK_SHARE = 0.93;
/** What is this many times as wide as high is more than a character or two. */
const MIN_RATIO = 2;
/** A band of a print that differs from the usual by more than this factor is no line of text, or several. */
const MAX_FACTOR = 1.3;
/** Points. The size of print where nothing tells. */
const USUAL_SIZE = 10.5;

/** Pixels. How high a Chinese character is in most of the prints of a page. */
export function findUsualSize(prints: readonly Print[], pointsAPixel: number): number {
  const heights = prints
    .filter(
      (print) => widthOf(print.box) >= MIN_RATIO * heightOf(print.box) || print.bands.length > 1,
    )
    .flatMap((print) => print.bands.filter((band) => widthOf(print.box) >= lengthOf(band)))
    .map(lengthOf)
    .sort((a, b) => a - b);
  const height = heights[Math.floor(heights.length * 0.6)];
  return height === undefined ? USUAL_SIZE / pointsAPixel : height / INK_SHARE;
}

/** Pixels. How high a Chinese character of a print is; near the usual, since the ink of few characters says little. */
export function sizeOfPrint(bands: readonly Stretch[], usual: number): number {
  const heights = bands.map(lengthOf).sort((a, b) => b - a);
  const own = (heights[Math.floor(heights.length / 3)] ?? usual) / INK_SHARE;
  return own > usual * MAX_FACTOR || own < usual / MAX_FACTOR ? usual : own;
}
