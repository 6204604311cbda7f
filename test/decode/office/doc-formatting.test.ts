import { expect, test } from "vitest";
import { Binary } from "../../../src/decode/office/binary.ts";
import { readParagraphFormatting } from "../../../src/decode/office/doc-formatting.ts";
import type { DocFile } from "../../../src/decode/office/doc-header.ts";
import { MODIFIER } from "../../../src/decode/office/doc-modifiers.ts";

const isInTable = [0x16, 0x24, 1];

/** A file whose second page of 512 bytes gives one paragraph, bytes 0 to 9, these properties. */
function toFile(properties: readonly number[], data: readonly number[]): DocFile {
  const main = new Uint8Array(1024);
  main.set([0, 0, 0, 0, 10, 0, 0, 0, 50], 512);
  main.set([0, properties.length / 2, ...properties], 512 + 100);
  main[1023] = 1;
  const listed = Uint8Array.from([0, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0]);
  return {
    main: new Binary(main, "main"),
    table: new Binary(new Uint8Array(), "table"),
    data: new Binary(Uint8Array.from(data), "data"),
    textEnd: 0,
    boxesStart: 0,
    boxesEnd: 0,
    listed: () => new Binary(listed, "listed"),
  };
}

test("properties too long for their page are read from where they lie", () => {
  const atTwo = [7, 0, 0x46, 0x66, 2, 0, 0, 0];
  const run = readParagraphFormatting(toFile(atTwo, [9, 9, 3, 0, ...isInTable]))(4);
  expect(run).toMatchObject({ style: 7, modifiers: [{ code: MODIFIER.isInTable }] });
});

test("a place of the file between paragraphs has no properties", () => {
  expect(readParagraphFormatting(toFile([7, 0, 0, 0], []))(10)).toBe(undefined);
});
