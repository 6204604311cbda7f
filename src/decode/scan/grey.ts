import type { GreyPicture } from "../../model/recogniser.ts";
import type { ColourPicture } from "./colour-picture.ts";

/** Distance of a pixel's strongest colour from its weakest, from which it is no grey. */
const MIN_CHROMA = 50;
/** Side of the squares, in pixels, in which coloured ink is looked for, and how many pixels of one must be coloured. */
const SQUARE = 8;
const MIN_COLOURED = 6;
/** Points. A line of coloured text is lower than a seal (42 mm, at the least 30), a table ruled in colour is broader. */
const MIN_SEAL = 60;
const MAX_SEAL = 170;
/** How much longer than broad a seal is: most are round, some oval. */
const MAX_OVAL = 1.6;

/** In a seal: a pixel as coloured and as light as this is of its ink on paper; print under it is darker. */
const SEAL_CHROMA = 25;
const SEAL_LIGHT = 120;

/**
 * A picture in grey, on white where it is transparent. A seal is left out: its ink on paper counts as paper, and what is
 * printed under it is black still.
 * @param pointsAPixel by how many points of paper a pixel stands for
 */
export function toGrey(picture: ColourPicture, pointsAPixel: number): GreyPicture {
  const { width, height, channels } = picture;
  if (channels === 1) return { width, height, pixels: picture.pixels };
  const opaque = channels === 4 ? onWhite(picture) : picture;
  const isSeal = findSeals(opaque, pointsAPixel);
  const { pixels } = opaque;
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    const red = pixels[at * 3] ?? 0;
    const green = pixels[at * 3 + 1] ?? 0;
    const blue = pixels[at * 3 + 2] ?? 0;
    grey[at] = isSeal(at)
      ? withoutSeal(red, green, blue)
      : (77 * red + 150 * green + 29 * blue) >> 8;
  }
  return { width, height, pixels: grey };
}

function withoutSeal(red: number, green: number, blue: number): number {
  const light = Math.max(red, green, blue);
  const isSealInk = light >= SEAL_LIGHT && light - Math.min(red, green, blue) >= SEAL_CHROMA;
  return isSealInk ? 255 : light;
}

function onWhite({ width, height, pixels }: ColourPicture): ColourPicture {
  const opaque = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const opacity = (pixels[at * 4 + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      opaque[at * 3 + channel] = 255 + ((pixels[at * 4 + channel] ?? 0) - 255) * opacity;
    }
  }
  return { width, height, pixels: opaque, channels: 3 };
}

/** Says of a pixel whether it stands within the rim of a seal. */
function findSeals(picture: ColourPicture, pointsAPixel: number): (at: number) => boolean {
  const { width, height } = picture;
  const [columns, rows] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)];
  const coloured = countColoured(picture, columns);
  const isColoured = (square: number): boolean => (coloured[square] ?? 0) >= MIN_COLOURED;
  const pointsASquare = pointsAPixel * SQUARE;
  const seals = new Uint8Array(columns * rows);
  const seen = new Uint8Array(columns * rows);
  for (let square = 0; square < coloured.length; square += 1) {
    if (seen[square] === 1 || !isColoured(square)) continue;
    const extent = measureGroup(listGroup(square, columns, isColoured, seen), columns);
    if (isSealSized(extent, pointsASquare)) markExtent(extent, seals, columns);
  }
  if (!seals.includes(1)) return () => false;
  return (at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return seals[Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE)] === 1;
  };
}

function countColoured({ width, height, pixels }: ColourPicture, columns: number): Uint8Array {
  const counts = new Uint8Array(columns * Math.ceil(height / SQUARE));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) < MIN_CHROMA) continue;
      const square = Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE);
      counts[square] = (counts[square] ?? 0) + 1;
    }
  }
  return counts;
}

/** The squares that hang together with one, itself included; corners touch. */
function listGroup(
  start: number,
  columns: number,
  isColoured: (square: number) => boolean,
  seen: Uint8Array,
): number[] {
  const group = [start];
  seen[start] = 1;
  for (let next = 0; next < group.length; next += 1) {
    for (const neighbour of listNeighbours(group[next] ?? 0, columns)) {
      if (seen[neighbour] !== 0 || !isColoured(neighbour)) continue;
      seen[neighbour] = 1;
      group.push(neighbour);
    }
  }
  return group;
}

function listNeighbours(square: number, columns: number): number[] {
  const column = square % columns;
  const sides = [0, ...(column > 0 ? [-1] : []), ...(column < columns - 1 ? [1] : [])];
  return [-columns, 0, columns].flatMap((down) => sides.map((side) => square + down + side));
}

/** Columns and rows of squares, the last ones included. */
interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function measureGroup(group: readonly number[], columns: number): Extent {
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
  for (const square of group) {
    const [x, y] = [square % columns, Math.floor(square / columns)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, right, top, bottom };
}

function isSealSized({ left, right, top, bottom }: Extent, pointsASquare: number): boolean {
  const sides = [right - left + 1, bottom - top + 1].map((squares) => squares * pointsASquare);
  const [short, long] = [Math.min(...sides), Math.max(...sides)];
  return short >= MIN_SEAL && long <= MAX_SEAL && long <= MAX_OVAL * short;
}

/** The whole of it: star and letters do not touch the rim, and the rim colours too few pixels of the squares around it. */
function markExtent(extent: Extent, seals: Uint8Array, columns: number): void {
  const [left, right] = [Math.max(0, extent.left - 1), Math.min(columns - 1, extent.right + 1)];
  const bottom = Math.min(seals.length / columns - 1, extent.bottom + 1);
  for (let y = Math.max(0, extent.top - 1); y <= bottom; y += 1) {
    seals.fill(1, y * columns + left, y * columns + right + 1);
  }
}
