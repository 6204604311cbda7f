import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BodyBroken, BodyTooLarge, readBody } from "../../src/crawl/body.ts";

const limits = { maxWireBytes: 100_000, maxBodyBytes: 200_000 };
const codings = {
  gzip: gzipSync,
  "x-gzip": gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  identity: (bytes: Uint8Array) => bytes,
};

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.byteLength; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

describe("a body", () => {
  test("comes out as it was put in, whatever coding and pieces it came in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5_000 }),
        fc.constantFrom(...Object.keys(codings)),
        fc.integer({ min: 1, max: 700 }),
        async (bytes, coding, size) => {
          const pack = Object.entries(codings).find(([name]) => name === coding)?.[1];
          const packed = pack?.(bytes) ?? bytes;
          const body = await readBody(inPieces(packed, size), coding, limits);
          expect(Buffer.compare(body, bytes)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("may be bare deflate, as some servers send it", async () => {
    const body = await readBody(inPieces(deflateRawSync("青石县"), 5), "deflate", limits);
    expect(new TextDecoder().decode(body)).toBe("青石县");
  });

  test("packed twice is unpacked twice", async () => {
    const body = await readBody(
      inPieces(gzipSync(deflateSync("青石县")), 9),
      "deflate, gzip",
      limits,
    );
    expect(new TextDecoder().decode(body)).toBe("青石县");
  });

  test("of no bytes needs no unpacking", async () => {
    expect((await readBody(inPieces(Buffer.alloc(0), 1), "gzip", limits)).byteLength).toBe(0);
  });

  test.each(["gzip", "br", "deflate"])("that is not %s at all is broken", async (coding) => {
    await expect(readBody(inPieces(Buffer.from("<p>plain"), 3), coding, limits)).rejects.toThrow(
      BodyBroken,
    );
  });

  test("of an unknown or endless coding is broken", async () => {
    const bytes = Buffer.from("x");
    await expect(readBody(inPieces(bytes, 1), "zstd", limits)).rejects.toThrow("coding zstd");
    await expect(readBody(inPieces(bytes, 1), "br, br, br", limits)).rejects.toThrow("at most 2");
  });

  const zeros = Buffer.alloc(50_000_000);

  test.each([
    ["gzip", gzipSync(zeros, { level: 9 })],
    ["deflate", deflateSync(zeros)],
    ["br", brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ["gzip, gzip", gzipSync(gzipSync(zeros))],
  ])("that unpacks by %s to more than the cap is given up", async (coding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(limits.maxWireBytes);
    await expect(readBody(inPieces(bomb, 1_000), coding, limits)).rejects.toThrow(BodyTooLarge);
  });

  test("that unpacks to more than the cap is given up at the cap", async () => {
    const bomb = gzipSync(zeros, { level: 9 });
    expect(bomb.byteLength).toBeLessThan(limits.maxWireBytes);
    let taken = 0;
    async function* counted() {
      for await (const piece of inPieces(bomb, 1_000)) {
        taken += piece.byteLength;
        yield piece;
      }
    }
    await expect(readBody(counted(), "gzip", limits)).rejects.toThrow(BodyTooLarge);
    expect(taken).toBeLessThan(bomb.byteLength);
  });

  test("whose stream breaks says how the stream broke", async () => {
    async function* broken() {
      yield await Promise.resolve(gzipSync("half").subarray(0, 10));
      throw new Error("the line went dead");
    }
    await expect(readBody(broken(), "gzip", limits)).rejects.toThrow("the line went dead");
  });
});
