import { inflateSync } from "node:zlib";
import { convertIndexedToRgb, type DecodedPng, decode as decodePng } from "fast-png";
import { decode as decodeJpeg } from "jpeg-js";
import { DecodeError } from "../decode-error.ts";
import type { ColourPicture } from "./colour-picture.ts";

/** An A3 page at 400 dots an inch has 31 million. */
const MAX_PIXELS = 64_000_000;
const MAX_BYTES = 64 * 1024 * 1024;
/** What decoding a JPEG may take beside its pixels. */
const MAX_JPEG_MEGABYTES = 700;
/** Parts of a PNG that its pixels depend on; others may be bombs, and say nothing of what is to be seen. */
const PNG_PARTS = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const PNG_SIGNATURE_BYTES = 8;
/** Length, name and check sum of a part. */
const PNG_PART_BYTES = 12;
/** Markers of a JPEG that begin with its size: baseline, progressive and their rarer kin. */
const JPEG_FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** Markers without a length: fill bytes and restarts. */
const isBareMarker = (marker: number): boolean =>
  marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

interface Size {
  readonly width: number;
  readonly height: number;
}

export type PictureFormat = "PNG" | "JPEG";

/** Tells a picture's format from its first bytes; undefined for one that is not decoded. */
export function findPictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const starts = (...signature: number[]): boolean =>
    signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "PNG";
  return starts(0xff, 0xd8, 0xff) ? "JPEG" : undefined;
}

/**
 * How large a picture is, from its head.
 * @throws DecodeError if it has none, or is of another format than PNG and JPEG
 */
export function readPictureSize(bytes: Uint8Array): Size {
  const format = findPictureFormat(bytes);
  if (format === undefined) {
    throw new DecodeError(
      "unsupported_format",
      "expected a picture as PNG or JPEG, met one of another format; save it as one of these",
    );
  }
  const size = format === "PNG" ? readPngSize(bytes) : readJpegSize(bytes);
  if (size !== undefined && size.width > 0 && size.height > 0) return size;
  throw damaged(format, "its head does not say how large it is");
}

/**
 * Decodes a PNG or JPEG.
 * @throws DecodeError if it is of another format, damaged, or larger than any page
 */
export function decodePicture(bytes: Uint8Array): ColourPicture {
  const { width, height } = readPictureSize(bytes);
  if (width * height > MAX_PIXELS || bytes.length > MAX_BYTES) {
    throw new DecodeError(
      "too_large",
      `expected a picture of at most ${MAX_PIXELS} pixels and ${MAX_BYTES} bytes, met ${width} × ${height} in ${bytes.length} bytes`,
    );
  }
  const format = findPictureFormat(bytes) ?? "JPEG";
  try {
    return format === "PNG" ? toPicture(decodePng(plainPng(bytes))) : readJpeg(bytes);
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    throw damaged(format, String(error), error);
  }
}

const damaged = (format: PictureFormat, why: string, cause?: unknown): DecodeError =>
  new DecodeError("undecodable", `expected a whole ${format} picture, met a damaged one (${why})`, {
    cause,
  });

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function readPngSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < PNG_SIGNATURE_BYTES + PNG_PART_BYTES + 13) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function readJpegSize(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (JPEG_FRAMES.includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += isBareMarker(marker) ? 1 + Number(marker !== 0xff) : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The parts of a PNG that make its pixels. What they inflate to is known beforehand; more is a bomb. */
function plainPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, PNG_SIGNATURE_BYTES)];
  const data: Uint8Array[] = [];
  let at = PNG_SIGNATURE_BYTES;
  while (at + PNG_PART_BYTES <= bytes.length) {
    const end = at + PNG_PART_BYTES + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (PNG_PARTS.has(name)) parts.push(bytes.subarray(at, end));
    if (name === "IDAT") data.push(bytes.subarray(at + 8, end - 4));
    at = end;
  }
  expectInflated(data, maxPngBytes(bytes));
  return Buffer.concat(parts);
}

/** Bytes of the rows before compression, at eight bytes a pixel and with room for interlacing. */
function maxPngBytes(bytes: Uint8Array): number {
  const { width, height } = readPictureSize(bytes);
  return width * height * 8 + height * 16 + 1024;
}

function expectInflated(data: readonly Uint8Array[], maxBytes: number): void {
  try {
    inflateSync(Buffer.concat(data), { maxOutputLength: maxBytes });
  } catch (error) {
    const isBomb =
      error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    if (!isBomb) throw damaged("PNG", String(error), error);
    throw new DecodeError(
      "too_large",
      `expected at most ${maxBytes} bytes of pixels in the PNG, met more`,
      { cause: error },
    );
  }
}

function toPicture(png: DecodedPng): ColourPicture {
  const { width, height } = png;
  if (png.palette !== undefined) {
    const channels = png.palette[0]?.length === 4 ? 4 : 3;
    return { width, height, pixels: toBytes(convertIndexedToRgb(png)), channels };
  }
  const pixels = png.depth < 8 ? spreadGreys(png) : toBytes(png.data);
  if (png.channels === 2) return { width, height, pixels: spreadOpacity(pixels), channels: 4 };
  if (png.channels === 1 || png.channels === 3 || png.channels === 4) {
    return { width, height, pixels, channels: png.channels };
  }
  throw damaged("PNG", `it has ${png.channels} channels`);
}

/** The upper byte of 16. */
function toBytes(data: DecodedPng["data"]): Uint8Array {
  if (data instanceof Uint16Array) return Uint8Array.from(data, (value) => value >> 8);
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/** Several greys a byte to one, each row beginning with a byte of its own. */
function spreadGreys({ width, height, data, depth }: DecodedPng): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const most = 2 ** depth - 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)] ?? 0;
      pixels[y * width + x] = (((byte >> (8 - depth - (bit & 7))) & most) * 255) / most;
    }
  }
  return pixels;
}

/** Grey and opacity to red, green, blue and opacity. */
function spreadOpacity(pixels: Uint8Array): Uint8Array {
  const spread = new Uint8Array(pixels.length * 2);
  for (let at = 0; at < pixels.length; at += 2) {
    spread.fill(pixels[at] ?? 0, at * 2, at * 2 + 3);
    spread[at * 2 + 3] = pixels[at + 1] ?? 255;
  }
  return spread;
}

function readJpeg(bytes: Uint8Array): ColourPicture {
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    maxResolutionInMP: MAX_PIXELS / 1e6,
    maxMemoryUsageInMB: MAX_JPEG_MEGABYTES,
  });
  return { width, height, pixels: data, channels: 3 };
}
