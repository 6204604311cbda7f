import type { GreyPicture } from "../../model/recogniser.ts";

/** Sides of the largest picture that is handed over. */
const MAX_SIDE = 4_000;

/**
 * The picture at another size with white around it: characters are made out best at the size that the machine was
 * taught with.
 * @param margin pixels of the new picture
 */
export function resize(picture: GreyPicture, scale: number, margin: number): GreyPicture {
  const largest = Math.max(picture.width, picture.height);
  const factor = Math.min(scale, MAX_SIDE / largest);
  const source = factor < 0.6 ? halve(picture) : picture;
  const ratio = source === picture ? factor : factor * 2;
  const width = Math.max(1, Math.round(source.width * ratio)) + 2 * margin;
  const height = Math.max(1, Math.round(source.height * ratio)) + 2 * margin;
  const pixels = new Uint8Array(width * height).fill(255);
  const greyAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= source.width || y >= source.height
      ? 255
      : (source.pixels[y * source.width + x] ?? 255);
  for (let y = 0; y < height; y += 1) {
    const v = (y - margin + 0.5) / ratio - 0.5;
    const [top, down] = [Math.floor(v), v - Math.floor(v)];
    for (let x = 0; x < width; x += 1) {
      const u = (x - margin + 0.5) / ratio - 0.5;
      const [left, side] = [Math.floor(u), u - Math.floor(u)];
      const upper = greyAt(left, top) * (1 - side) + greyAt(left + 1, top) * side;
      const lower = greyAt(left, top + 1) * (1 - side) + greyAt(left + 1, top + 1) * side;
      pixels[y * width + x] = upper * (1 - down) + lower * down;
    }
  }
  return { width, height, pixels };
}

/** Half the size; each pixel is the mean of four. */
export function halve({ width, height, pixels }: GreyPicture): GreyPicture {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const half = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const at = 2 * y * width + 2 * x;
      const upper = (pixels[at] ?? 255) + (pixels[at + 1] ?? 255);
      const lower = (pixels[at + width] ?? 255) + (pixels[at + width + 1] ?? 255);
      half[y * columns + x] = (upper + lower) >> 2;
    }
  }
  return { width: columns, height: rows, pixels: half };
}

/** Pictures in a row on white, standing on one line. */
export function setSideBySide(
  pictures: readonly GreyPicture[],
  gap: number,
  margin: number,
): GreyPicture {
  const inner = Math.max(...pictures.map(({ height }) => height));
  const width = pictures.reduce((sum, picture) => sum + picture.width + gap, 2 * margin) - gap;
  const height = inner + 2 * margin;
  const pixels = new Uint8Array(width * height).fill(255);
  let left = margin;
  for (const picture of pictures) {
    const top = margin + inner - picture.height;
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.pixels.subarray(y * picture.width, (y + 1) * picture.width);
      pixels.set(row, (top + y) * width + left);
    }
    left += picture.width + gap;
  }
  return { width, height, pixels };
}
