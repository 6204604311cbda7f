import type { GreyPicture } from "../../model/recogniser.ts";

/** What of a picture is printed: one byte a pixel, rows from the top, 1 for ink and 0 for paper. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Grey below which a pixel is ink whatever the rest of the picture says, and above which it never is. */
const SURE_INK = 120;
const SURE_PAPER = 190;

/** The grey that parts ink from paper best (Otsu): between the two groups the squares of the distances are greatest. */
export function findThreshold({ pixels }: GreyPicture): number {
  const counts = new Float64Array(256);
  for (const grey of pixels) counts[grey] = (counts[grey] ?? 0) + 1;
  const total = counts.reduce((sum, count, grey) => sum + count * grey, 0);
  let [best, threshold, below, sumBelow] = [-1, SURE_PAPER, 0, 0];
  counts.forEach((count, grey) => {
    below += count;
    sumBelow += count * grey;
    const above = pixels.length - below;
    if (below === 0 || above === 0) return;
    const distance = sumBelow / below - (total - sumBelow) / above;
    const between = below * above * distance * distance;
    if (between > best) [best, threshold] = [between, grey];
  });
  return Math.min(SURE_PAPER, Math.max(SURE_INK, threshold));
}

export function toInk({ width, height, pixels }: GreyPicture, threshold: number): Ink {
  const ink = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) if ((pixels[at] ?? 255) < threshold) ink[at] = 1;
  return { width, height, pixels: ink };
}
