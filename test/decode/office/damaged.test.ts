import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { DecodeError } from "../../../src/decode/decode-error.ts";

const folder = new URL("./files/", import.meta.url);
const names = readdirSync(folder).filter((name) => /\.(?:docx?|xlsx?)$/.test(name));
const readFile = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** Whatever a file has become, it is read or refused; nothing else may be thrown. */
async function expectReadOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    await decode(bytes, "application/octet-stream");
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    expect(error.message.length).toBeGreaterThan(20);
  }
}

test.each(names)("%s cut off anywhere is read or refused with a sentence", async (name) => {
  const bytes = readFile(name);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), (length) =>
      expectReadOrRefused(bytes.slice(0, length)),
    ),
    { numRuns: 40, seed: 1 },
  );
});

test.each(names)("%s with damaged bytes is read or refused with a sentence", async (name) => {
  const bytes = readFile(name);
  const damage = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 30 }), async (places) => {
      const damaged = bytes.slice();
      for (const [place, byte] of places) damaged[place] = byte;
      await expectReadOrRefused(damaged);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("a checksum finds a digit changed inside a Word document", async () => {
  const bytes = readFile("distinct.docx");
  const damaged = bytes.slice();
  const middle = Math.floor(bytes.length / 2);
  damaged[middle] = (damaged[middle] ?? 0) ^ 1;
  await expect(decode(damaged, "")).rejects.toThrow(DecodeError);
});
