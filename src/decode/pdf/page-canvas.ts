import type { ColourPicture } from "../scan/colour-picture.ts";
import type { Box } from "./box.ts";
import type { Matrix } from "./matrix.ts";
import type { PageImage } from "./page-images.ts";

/** A picture of a page or of what of it is covered with pictures. */
export interface PageCanvas {
  readonly picture: ColourPicture;
  /** Where it stands on the page, in points. */
  readonly box: Box;
  readonly pointsAPixel: number;
}

/** Points. Scanners go up to 600 dots an inch; finer pixels only cost. */
const MIN_POINTS_A_PIXEL = 0.11;
/** Of a page as large as a newspaper spread. */
const MAX_PIXELS = 64_000_000;
const CHANNELS = 3;

/**
 * Paints the pictures of a page on white, as the page shows them: turned, in strips, one on top of the other. Undefined for
 * none, or for a page so large that it is no paper.
 */
export function paintPage(
  images: readonly PageImage[],
  page: { readonly width: number; readonly height: number },
): PageCanvas | undefined {
  const scales = images.map(({ matrix: [a, b], width }) => Math.hypot(a, b) / width);
  const finest = Math.min(...scales.filter((scale) => scale > 0));
  if (!Number.isFinite(finest)) return undefined;
  const pointsAPixel = Math.max(MIN_POINTS_A_PIXEL, finest);
  const box = coveredBox(images, page);
  const width = Math.round((box[2] - box[0]) / pointsAPixel);
  const height = Math.round((box[3] - box[1]) / pointsAPixel);
  if (width < 1 || height < 1 || width * height > MAX_PIXELS) return undefined;
  const pixels = new Uint8Array(width * height * CHANNELS).fill(255);
  const picture: ColourPicture = { width, height, pixels, channels: CHANNELS };
  for (const image of images) paintImage(image, picture, box, pointsAPixel);
  return { picture, box, pointsAPixel };
}

function coveredBox(
  images: readonly PageImage[],
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  const edge = (side: 0 | 1 | 2 | 3): number[] => images.map(({ box }) => box[side]);
  return [
    Math.max(0, Math.min(...edge(0))),
    Math.max(0, Math.min(...edge(1))),
    Math.min(width, Math.max(...edge(2))),
    Math.min(height, Math.max(...edge(3))),
  ];
}

/** For each pixel of the canvas that the picture covers, the pixel of the picture that stands there. */
function paintImage(
  image: PageImage,
  canvas: ColourPicture,
  [left, top]: Box,
  pointsAPixel: number,
): void {
  const back = invert(image.matrix);
  if (back === undefined) return;
  const [a, b, c, d, e, f] = back;
  const [fromX, fromY, toX, toY] = image.box.map((edge, side) =>
    Math.round((edge - (side % 2 === 0 ? left : top)) / pointsAPixel),
  );
  const endX = Math.min(canvas.width, (toX ?? 0) + 1);
  const endY = Math.min(canvas.height, (toY ?? 0) + 1);
  for (let y = Math.max(0, fromY ?? 0); y < endY; y += 1) {
    const pageY = top + (y + 0.5) * pointsAPixel;
    for (let x = Math.max(0, fromX ?? 0); x < endX; x += 1) {
      const pageX = left + (x + 0.5) * pointsAPixel;
      const column = Math.floor((a * pageX + c * pageY + e) * image.width);
      // The picture's own space has its origin below, its pixels theirs above.
      const row = Math.floor((1 - (b * pageX + d * pageY + f)) * image.height);
      if (column < 0 || row < 0 || column >= image.width || row >= image.height) continue;
      paintPixel(
        image,
        row * image.width + column,
        canvas.pixels,
        (y * canvas.width + x) * CHANNELS,
      );
    }
  }
}

function paintPixel(image: PageImage, from: number, pixels: Uint8Array, to: number): void {
  const { channels, isStencil } = image;
  const first = image.pixels[from * channels] ?? 255;
  if (isStencil && first === 255) return;
  const opacity = channels === 4 ? (image.pixels[from * 4 + 3] ?? 255) / 255 : 1;
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const value = channels === 1 ? first : (image.pixels[from * channels + channel] ?? 255);
    const below = pixels[to + channel] ?? 255;
    pixels[to + channel] = below + (value - below) * opacity;
  }
}

/** Undefined for a matrix that leaves nothing of a picture to see. */
function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-6) return undefined;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}
