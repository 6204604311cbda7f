import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";

/** The body passed its cap; the rest was not read. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** What came is not what the headers say it is. */
export class BodyBroken extends Error {
  override readonly name = "BodyBroken";
}

export interface BodyLimits {
  /** Bytes as they travel. */
  readonly maxWireBytes: number;
  /** Bytes after decompression. */
  readonly maxBodyBytes: number;
}

/** More than two codings on one body are not met on web sites, only in bombs. */
const maxCodings = 2;

/**
 * The whole decoded body of an answer. zlib stops at the cap and not after it, so a bomb costs no more memory than a
 * document may. Throws `BodyTooLarge` or `BodyBroken`, or what the stream throws.
 */
export async function readBody(
  stream: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const codings = listCodings(contentEncoding);
  let bytes = await collect(stream, limits.maxWireBytes);
  for (const coding of codings) bytes = await unpack(bytes, coding, limits.maxBodyBytes);
  if (bytes.byteLength > limits.maxBodyBytes) throw new BodyTooLarge(describe(limits.maxBodyBytes));
  return bytes;
}

/** In the order they have to be undone: the one applied last first. */
function listCodings(contentEncoding: string | undefined): string[] {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > maxCodings) {
    throw new BodyBroken(
      `at most ${maxCodings} content codings are undone, met ${contentEncoding}`,
    );
  }
  return codings.reverse();
}

async function collect(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of stream) {
    byteLength += chunk.byteLength;
    if (byteLength > maxBytes) throw new BodyTooLarge(describe(maxBytes));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpack(bytes: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array> {
  // A 200 without a body keeps the header on some servers.
  if (bytes.byteLength === 0) return bytes;
  const unpacker = findUnpacker(coding, bytes);
  if (unpacker === undefined) throw new BodyBroken(`unknown content coding ${coding}`);
  try {
    return await unpacker(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (isTooLarge(error)) throw new BodyTooLarge(`${describe(maxBytes)} once unpacked`);
    throw new BodyBroken(`the ${coding} body cannot be unpacked`, { cause: error });
  }
}

type Unpacker = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

function findUnpacker(coding: string, bytes: Uint8Array): Unpacker | undefined {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return promisify(gunzip);
    case "br":
      return promisify(brotliDecompress);
    case "deflate":
      // Servers send both what the standard says (zlib, first byte ends in 8) and bare deflate.
      return promisify(((bytes[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw);
    default:
      return undefined;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function describe(maxBytes: number): string {
  return `the body is larger than ${maxBytes} bytes`;
}
