import type { GreyPicture } from "../../model/recogniser.ts";
import type { Rule } from "../pdf/page-drawing.ts";
import type { ColourPicture } from "./colour-picture.ts";
import { halve } from "./enlarge.ts";
import { toGrey } from "./grey.ts";
import { findThreshold, toInk } from "./ink.ts";
import { whitenPaper } from "./paper.ts";
import { type CleanPage, withoutGone } from "./print.ts";
import { findRuledLines, toRules, whitenLines } from "./ruled-lines.ts";
import { findSkew, turnUpright } from "./skew.ts";
import { withoutBlots } from "./specks.ts";

/** A scanned page made ready for reading. */
export interface CleanScan extends CleanPage {
  readonly rules: readonly Rule[];
  /** Degrees by which the page lay askew. */
  readonly skew: number;
}

/** Points. With pixels smaller than this print is not made out better, only slower (300 dots an inch). */
const MIN_POINTS_A_PIXEL = 0.2;
/** Grey by which a ruled line may be lighter than print: thin lines lose half their ink between two pixels. */
const PALE = 30;
/** Grey above the threshold from which all is paper: its grain is nothing to be made out. */
const GRAIN = 55;
/** Square points. The stop in a decimal number has twice this area at the least. */
const SPECK = 0.35;

/**
 * Makes a picture ready: without colour, seals and shades of paper, upright, ruled lines found and taken out.
 * @param pointsAPixel points of paper that a pixel of it stands for
 */
export function cleanScan(picture: ColourPicture, pointsAPixel: number): CleanScan {
  let grey = toGrey(picture, pointsAPixel);
  let scale = pointsAPixel;
  while (scale * 2 <= MIN_POINTS_A_PIXEL * 1.5) {
    grey = halve(grey);
    scale *= 2;
  }
  const even = whitenPaper(grey);
  const threshold = findThreshold(even);
  const skew = findSkew(toInk(even, threshold));
  const upright = turnUpright(even, skew);
  const runs = findRuledLines(toInk(upright, threshold + PALE), scale);
  const unruled = whitenLines(upright, runs, scale);
  return {
    ...withoutSpecks(unruled, threshold, scale),
    pointsAPixel: scale,
    rules: toRules(runs, scale),
    skew,
  };
}

function withoutSpecks(
  grey: GreyPicture,
  threshold: number,
  pointsAPixel: number,
): Pick<CleanPage, "grey" | "ink"> {
  const maxArea = SPECK / (pointsAPixel * pointsAPixel);
  const before = toInk(grey, threshold);
  const ink = withoutBlots(before, ({ area }) => area <= maxArea);
  return { grey: withoutGrain(withoutGone(grey, before, ink), threshold), ink };
}

/** Ink grows paler towards white where paper begins. */
function withoutGrain({ width, height, pixels }: GreyPicture, threshold: number): GreyPicture {
  const white = Math.min(255, threshold + GRAIN);
  return { width, height, pixels: pixels.map((grey) => Math.min(255, (grey * 255) / white)) };
}
