import type { GreyPicture } from "../../model/recogniser.ts";

/** Pixels. Side of the squares whose paper is measured. */
const SQUARE = 32;
/** Share of a square's pixels that are at least as light as its paper. */
const PAPER_SHARE = 0.2;
/** Share of the picture's usual paper below which a square is not paper, but print from edge to edge. */
const MIN_PAPER = 0.55;

/** Makes the paper white, where it is grey, shaded or lit unevenly, and ink darker in proportion. */
export function whitenPaper(picture: GreyPicture): GreyPicture {
  const { width, height, pixels } = picture;
  const columns = Math.max(1, Math.ceil(width / SQUARE));
  const rows = Math.max(1, Math.ceil(height / SQUARE));
  const paper = measurePaper(picture, columns, rows);
  const even = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) {
    const v = Math.min(rows - 1, Math.max(0, y / SQUARE - 0.5));
    const above = Math.floor(v) * columns;
    const below = Math.min(rows - 1, Math.floor(v) + 1) * columns;
    const down = v - Math.floor(v);
    for (let x = 0; x < width; x += 1) {
      const u = Math.min(columns - 1, Math.max(0, x / SQUARE - 0.5));
      const [left, side] = [Math.floor(u), u - Math.floor(u)];
      const right = Math.min(columns - 1, left + 1);
      const top = mix(paper[above + left] ?? 255, paper[above + right] ?? 255, side);
      const bottom = mix(paper[below + left] ?? 255, paper[below + right] ?? 255, side);
      const grey = ((pixels[y * width + x] ?? 255) * 255) / mix(top, bottom, down);
      even[y * width + x] = Math.min(255, grey);
    }
  }
  return { width, height, pixels: even };
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** The grey of the paper in each square; of a square without any, that of the picture. */
function measurePaper(picture: GreyPicture, columns: number, rows: number): Float64Array {
  const paper = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      paper[row * columns + column] = lightOf(picture, column * SQUARE, row * SQUARE);
    }
  }
  const usual = [...paper].sort((a, b) => a - b)[paper.length >> 1] ?? 255;
  return paper.map((light) => Math.max(1, light < MIN_PAPER * usual ? usual : light));
}

function lightOf({ width, height, pixels }: GreyPicture, left: number, top: number): number {
  const counts = new Uint32Array(256);
  const [right, bottom] = [Math.min(width, left + SQUARE), Math.min(height, top + SQUARE)];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const grey = pixels[y * width + x] ?? 255;
      counts[grey] = (counts[grey] ?? 0) + 1;
    }
  }
  let rest = (right - left) * (bottom - top) * PAPER_SHARE;
  for (let grey = 255; grey > 0; grey -= 1) {
    rest -= counts[grey] ?? 0;
    if (rest <= 0) return grey;
  }
  return 0;
}
