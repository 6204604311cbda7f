import type { GreyPicture } from "../../model/recogniser.ts";
import type { Ink } from "./ink.ts";

/** [left, top, right, bottom] in pixels; right and bottom are not in it. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

export const widthOf = ([left, , right]: PixelBox): number => right - left;
export const heightOf = ([, top, , bottom]: PixelBox): number => bottom - top;

/** What of a box lies in a picture, in whole pixels. */
export function clipBox(
  [left, top, right, bottom]: PixelBox,
  { width, height }: Pick<GreyPicture, "width" | "height">,
): PixelBox {
  const [x, y] = [Math.max(0, Math.ceil(left)), Math.max(0, Math.ceil(top))];
  return [
    x,
    y,
    Math.max(x, Math.min(width, Math.floor(right))),
    Math.max(y, Math.min(height, Math.floor(bottom))),
  ];
}

export function cropInk(ink: Ink, box: PixelBox): Ink {
  const [left, top, right, bottom] = box;
  const pixels = new Uint8Array(widthOf(box) * heightOf(box));
  for (let y = top; y < bottom; y += 1) {
    const row = ink.pixels.subarray(y * ink.width + left, y * ink.width + right);
    pixels.set(row, (y - top) * widthOf(box));
  }
  return { width: widthOf(box), height: heightOf(box), pixels };
}

/** How many pixels of ink each row holds. */
export function countRows({ width, height, pixels }: Ink): Uint32Array {
  const counts = new Uint32Array(height);
  for (let y = 0; y < height; y += 1) {
    let count = 0;
    for (let at = y * width; at < (y + 1) * width; at += 1) count += pixels[at] ?? 0;
    counts[y] = count;
  }
  return counts;
}

/** How many pixels of ink each column holds, in some of the rows. */
export function countColumns({ width, height, pixels }: Ink, from = 0, to = height): Uint32Array {
  const counts = new Uint32Array(width);
  for (let y = from; y < to; y += 1) {
    for (let x = 0; x < width; x += 1) {
      counts[x] = (counts[x] ?? 0) + (pixels[y * width + x] ?? 0);
    }
  }
  return counts;
}
