import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { decodePicture, readPictureSize } from "../../../src/decode/scan/picture-bytes.ts";

const WIDTH = 37;
const HEIGHT = 11;

/** Black, but for a white stripe. */
const stripes = sharp(
  Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at % WIDTH < 20 ? 0 : 255))),
  { raw: { width: WIDTH, height: HEIGHT, channels: 1 } },
);

const failure = (bytes: Uint8Array): unknown => {
  try {
    decodePicture(bytes);
    return "decoded";
  } catch (error) {
    return error;
  }
};

function png(parts: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const chunks = parts.map(([name, data]) => {
    const chunk = Buffer.alloc(data.length + 12);
    chunk.writeUInt32BE(data.length);
    chunk.write(name, 4, "latin1");
    chunk.set(data, 8);
    return chunk;
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function head(width: number, height: number): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width);
  data.writeUInt32BE(height, 4);
  data.set([8, 0, 0, 0, 0], 8);
  return data;
}

describe("pictures", () => {
  test.each([
    ["grey", async () => stripes.clone().png().toBuffer()],
    ["colour", async () => stripes.clone().toColourspace("srgb").png().toBuffer()],
    [
      "two colours of a palette",
      async () => stripes.clone().png({ palette: true, colours: 2 }).toBuffer(),
    ],
    ["interlaced", async () => stripes.clone().png({ progressive: true }).toBuffer()],
    [
      "with opacity",
      async () => stripes.clone().toColourspace("srgb").ensureAlpha().png().toBuffer(),
    ],
    [
      "grey with opacity",
      async () => stripes.clone().toColourspace("b-w").ensureAlpha().png().toBuffer(),
    ],
    ["16 bits", async () => stripes.clone().toColourspace("rgb16").png().toBuffer()],
    ["JPEG", async () => stripes.clone().jpeg({ quality: 100 }).toBuffer()],
    [
      "progressive JPEG",
      async () => stripes.clone().jpeg({ quality: 100, progressive: true }).toBuffer(),
    ],
  ])("%s: the stripe is where it was", async (_, write) => {
    const bytes = new Uint8Array(await write());
    expect(readPictureSize(bytes)).toEqual({ width: WIDTH, height: HEIGHT });
    const { width, height, pixels, channels } = decodePicture(bytes);
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    const at = (x: number): number => pixels[(5 * WIDTH + x) * channels] ?? -1;
    expect(at(3)).toBeLessThan(20);
    expect(at(30)).toBeGreaterThan(235);
  });

  test("one larger than any page is refused before it is decoded", () => {
    const huge = png([
      ["IHDR", head(60_000, 60_000)],
      ["IDAT", new Uint8Array(9)],
    ]);
    expect(failure(huge)).toMatchObject({ failure: "too_large" });
    expect(String(failure(huge))).toContain("60000 × 60000");
  });

  test("a small one that inflates to gigabytes is refused", () => {
    const bomb = deflateSync(new Uint8Array(60_000_000));
    const small = png([
      ["IHDR", head(10, 10)],
      ["IDAT", bomb],
      ["IEND", new Uint8Array()],
    ]);
    expect(failure(small)).toMatchObject({ failure: "too_large" });
  });

  test("a cut one is damaged, not blank", async () => {
    const whole = new Uint8Array(await stripes.clone().png().toBuffer());
    expect(failure(whole.subarray(0, whole.length - 40))).toMatchObject({ failure: "undecodable" });
  });

  test("another format is named", () => {
    const gif = Buffer.from("GIF89a\x01\x00\x01\x00", "latin1");
    expect(failure(gif)).toMatchObject({ failure: "unsupported_format" });
  });

  test("without a recogniser a picture is a document of one picture", async () => {
    const { blocks } = await decode(new Uint8Array(await stripes.clone().png().toBuffer()), "");
    expect(blocks).toEqual([{ kind: "picture", source: "", locator: { paragraph: 1 } }]);
  });
});
