import { once } from "node:events";
import type { Transform } from "node:stream";
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

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

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
  const [coding, second] = listCodings(contentEncoding);
  const sent = capped(stream, limits.maxWireBytes, "as sent");
  const { maxBodyBytes } = limits;
  if (coding === undefined) return collect(capped(sent, maxBodyBytes, "as sent"));
  const body = await unpack(sent, coding, maxBodyBytes);
  return second === undefined ? body : unpack([body], second, maxBodyBytes);
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

async function* capped(chunks: Chunks, maxBytes: number, when: string): AsyncIterable<Uint8Array> {
  let byteLength = 0;
  for await (const chunk of chunks) {
    byteLength += chunk.byteLength;
    if (byteLength > maxBytes) {
      throw new BodyTooLarge(`the body is larger than ${maxBytes} bytes ${when}`);
    }
    yield chunk;
  }
}

async function collect(chunks: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The first chunk is looked at before the unpacker is chosen; a 200 without a body keeps the header on some servers. */
async function unpack(chunks: Chunks, coding: string, maxBytes: number): Promise<Uint8Array> {
  let unpacking: Unpacking | undefined;
  try {
    for await (const chunk of chunks) {
      unpacking ??= startUnpacking(createUnpacker(coding, chunk), coding, maxBytes);
      const { unpacker, body } = unpacking;
      if (!unpacker.write(chunk)) await Promise.race([once(unpacker, "drain"), body]);
    }
    unpacking?.unpacker.end();
    return (await unpacking?.body) ?? Buffer.alloc(0);
  } finally {
    unpacking?.unpacker.destroy();
  }
}

interface Unpacking {
  readonly unpacker: Transform;
  /** Rejects at the cap, whether more is still to be fed or not. */
  readonly body: Promise<Uint8Array>;
}

function startUnpacking(unpacker: Transform, coding: string, maxBytes: number): Unpacking {
  const parts: Uint8Array[] = [];
  let byteLength = 0;
  const body = new Promise<Uint8Array>((resolve, reject) => {
    unpacker.on("data", (part: Uint8Array) => {
      byteLength += part.byteLength;
      if (byteLength <= maxBytes) parts.push(part);
      else
        unpacker.destroy(
          new BodyTooLarge(`the body is larger than ${maxBytes} bytes once unpacked`),
        );
    });
    unpacker.on("end", () => resolve(Buffer.concat(parts)));
    unpacker.on("error", (cause) => {
      const isCap = cause instanceof BodyTooLarge;
      reject(isCap ? cause : new BodyBroken(`the ${coding} body cannot be unpacked`, { cause }));
    });
  });
  // It may fail while more is waited for from the server; it is met there.
  body.catch(() => undefined);
  return { unpacker, body };
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
