import type { GreyPicture } from "../../model/recogniser.ts";
import type { Ink } from "./ink.ts";

/** Degrees. A page lies askew on the glass by this much at the most. */
const MAX_SKEW = 5;
/** Degrees. Steps of the first search and of the second, around the best of the first. */
const COARSE_STEP = 0.25;
const FINE_STEP = 0.03;
/** Degrees. Less moves the end of a line across the page by less than its thickness. */
const MIN_SKEW = 0.06;
/** Pixels of ink that are looked at. */
const MAX_POINTS = 60_000;
const DEGREE = Math.PI / 180;

/**
 * By how many degrees the lines of a picture fall towards the right. Turned back by the true angle, ink gathers in the
 * fewest rows: there the squares of the counts are greatest.
 */
export function findSkew(ink: Ink): number {
  const points = listPoints(ink);
  if (points.length < 200) return 0;
  const best = (angles: readonly number[]): number =>
    angles.reduce(
      (top, angle) => {
        const score = rateAngle(points, angle, ink);
        return score > top.score ? { angle, score } : top;
      },
      { angle: 0, score: -1 },
    ).angle;
  const coarse = best(listAngles(0, MAX_SKEW, COARSE_STEP));
  const fine = best(listAngles(coarse, COARSE_STEP, FINE_STEP));
  return Math.abs(fine) < MIN_SKEW ? 0 : fine;
}

/** From the middle outwards, so that of equals the smallest is taken. */
function listAngles(middle: number, reach: number, step: number): number[] {
  const steps = Math.round(reach / step);
  return Array.from({ length: 2 * steps + 1 }, (_, index) => {
    const side = index % 2 === 0 ? -1 : 1;
    return middle + side * Math.ceil(index / 2) * step;
  });
}

/** Every so many of the pixels that are ink: x and y in turns. */
function listPoints({ width, pixels }: Ink): Float32Array {
  let count = 0;
  for (const pixel of pixels) count += pixel;
  const every = Math.max(1, Math.ceil(count / MAX_POINTS));
  const points = new Float32Array(2 * Math.ceil(count / every));
  let [seen, next] = [0, 0];
  for (let at = 0; at < pixels.length; at += 1) {
    if (pixels[at] !== 1) continue;
    if (seen % every === 0) {
      points[next] = at % width;
      points[next + 1] = Math.floor(at / width);
      next += 2;
    }
    seen += 1;
  }
  return points;
}

function rateAngle(points: Float32Array, angle: number, { width, height }: Ink): number {
  const slope = Math.tan(angle * DEGREE);
  const room = Math.ceil(width * Math.tan(MAX_SKEW * 2 * DEGREE)) + 1;
  const rows = new Float64Array(height + 2 * room);
  for (let at = 0; at < points.length; at += 2) {
    const row = Math.round((points[at + 1] ?? 0) - (points[at] ?? 0) * slope) + room;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  return rows.reduce((sum, count) => sum + count * count, 0);
}

/** Where a point of a picture that was turned upright stood before; `angle` as found. */
export function turnBack(
  [x, y]: readonly [number, number],
  angle: number,
  { width, height }: Pick<GreyPicture, "width" | "height">,
): readonly [number, number] {
  const [sine, cosine] = [Math.sin(angle * DEGREE), Math.cos(angle * DEGREE)];
  const [right, down] = [x - width / 2, y - height / 2];
  return [width / 2 + right * cosine - down * sine, height / 2 + right * sine + down * cosine];
}

/** The picture turned about its middle so that lines which fall by `angle` run level; what comes in from outside is white. */
export function turnUpright(picture: GreyPicture, angle: number): GreyPicture {
  if (angle === 0) return picture;
  const { width, height } = picture;
  const turned = new Uint8Array(width * height);
  const [sine, cosine] = [Math.sin(angle * DEGREE), Math.cos(angle * DEGREE)];
  for (let y = 0; y < height; y += 1) {
    let [fromX, fromY] = turnBack([0, y], angle, picture);
    for (let x = 0; x < width; x += 1) {
      turned[y * width + x] = sample(picture, fromX, fromY);
      fromX += cosine;
      fromY += sine;
    }
  }
  return { width, height, pixels: turned };
}

/** The grey between four pixels. */
function sample({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 255;
  const at = top * width + left;
  const [side, down] = [x - left, y - top];
  const upper = (pixels[at] ?? 255) * (1 - side) + (pixels[at + 1] ?? 255) * side;
  const lower = (pixels[at + width] ?? 255) * (1 - side) + (pixels[at + width + 1] ?? 255) * side;
  return upper * (1 - down) + lower * down;
}
