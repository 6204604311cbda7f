import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

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

type Chunks = AsyncIterable<Uint8Array>;

/** More than two codings on one body are not met on web sites, only in bombs. */
const maxCodings = 2;
/** Bytes unpacked at a time: most pages are smaller, and each piece is a trip to another thread. */
const chunkSize = 128 * 1024;

/**
 * The whole decoded body of an answer. Both caps are watched while it comes in, so a bomb is stopped at the cap and not
 * after it. Throws `BodyTooLarge` or `BodyBroken`, or what the stream throws.
 */
export async function readBody(
  stream: Chunks,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const codings = listCodings(contentEncoding);
  let chunks = capped(stream, limits.maxWireBytes, "as sent");
  for (const coding of codings) {
    chunks = capped(unpacked(chunks, coding), limits.maxBodyBytes, "once unpacked");
  }
  if (codings.length === 0) chunks = capped(chunks, limits.maxBodyBytes, "as sent");
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
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

async function* capped(chunks: Chunks, maxBytes: number, when: string): Chunks {
  let byteLength = 0;
  for await (const chunk of chunks) {
    byteLength += chunk.byteLength;
    if (byteLength > maxBytes) {
      throw new BodyTooLarge(`the body is larger than ${maxBytes} bytes ${when}`);
    }
    yield chunk;
  }
}

/** The first chunk is looked at before the unpacker is chosen; a 200 without a body keeps the header on some servers. */
async function* unpacked(chunks: Chunks, coding: string): Chunks {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const unpacker = createUnpacker(coding, first.value);
  let feedError: unknown;
  async function* feed() {
    try {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } catch (error) {
      feedError = error;
      throw error;
    }
  }
  // The loop below meets every error; the pipeline is there to end both sides when one ends.
  pipeline(Readable.from(feed()), unpacker, () => undefined);
  try {
    yield* unpacker;
  } catch (error) {
    if (feedError !== undefined) throw feedError;
    throw new BodyBroken(`the ${coding} body cannot be unpacked`, { cause: error });
  }
}

function createUnpacker(coding: string, firstChunk: Uint8Array): Transform {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return createGunzip({ chunkSize });
    case "br":
      return createBrotliDecompress({ chunkSize });
    case "deflate":
      // Servers send both what the standard says (zlib, first byte ends in 8) and bare deflate.
      return ((firstChunk[0] ?? 0) & 0x0f) === 8
        ? createInflate({ chunkSize })
        : createInflateRaw({ chunkSize });
    default:
      throw new BodyBroken(`unknown content coding ${coding}`);
  }
}
