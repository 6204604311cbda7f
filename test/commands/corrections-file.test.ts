import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  findEntry,
  readCorrectionsFile,
  toCorrections,
} from "../../src/commands/corrections-file.ts";
import { toCorrectionsJsonSchema } from "../../src/commands/corrections-schema.ts";
import { makeWorkplace } from "./workplace.ts";

const place = makeWorkplace();

const ENTRY = {
  agency: "清石县教育局",
  year: 2024,
  cell: "requests.new.total",
  value: 3,
  reason: "printed so",
  document_sha256: "a".repeat(64),
};

function read(...corrections: readonly unknown[]) {
  return readCorrectionsFile(place.write("corrections.json", JSON.stringify({ corrections })));
}

test("the schema beside sources.schema.json is the one the file is read with", () => {
  const path = join(import.meta.dirname, "../../schemas/corrections.schema.json");
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(toCorrectionsJsonSchema())),
  );
});

test("an entry is read as it is written, what it leaves out is null", () => {
  expect(toCorrections(read(ENTRY).file)).toEqual([
    {
      agency: "清石县教育局",
      divisionCode: null,
      year: 2024,
      address: "requests.new.total",
      value: 3,
      reason: "printed so",
      by: null,
      on: null,
      documentSha256: "a".repeat(64),
    },
  ]);
});

test("reports of one year that name nobody are told apart by their documents", () => {
  const nobody = { ...ENTRY, agency: null };
  const other = { ...nobody, document_sha256: "b".repeat(64) };
  const { file } = read(nobody, other);
  expect(file.corrections).toHaveLength(2);
  const report = { agency: null, divisionCode: null, year: 2024 };
  const places = ["a", "b", "c"].map((letter) =>
    findEntry(file, { ...report, documentSha256: letter.repeat(64) }, ENTRY.cell),
  );
  expect(places).toEqual([0, 1, -1]);
});

describe("what is wrong is named by entry and field", () => {
  test.each([
    [
      [{ ...ENTRY, year: "2024" }],
      'correction 1 (清石县教育局 2024): year: expected a report year such as 2024, met "2024"',
    ],
    [[{ ...ENTRY, valeu: 1 }], 'correction 1 (清石县教育局 2024): unknown field "valeu"'],
    [[{ ...ENTRY, reason: undefined }], "reason: is missing: expected a reason in words"],
    [
      [{ ...ENTRY, cell: "requests.new.totals" }],
      'expected a cell, met "requests.new.totals": did you mean requests.new.total',
    ],
    [[{ ...ENTRY, on: "2026-02-30" }], "on: expected a day"],
    [[{ ...ENTRY, document_sha256: "abc" }], "document_sha256: expected the 64 hexadecimal digits"],
    [
      [ENTRY, { ...ENTRY, value: 4 }],
      "correction 2 (清石县教育局 2024): requests.new.total is corrected by correction 1 too: keep one",
    ],
    [
      [ENTRY, { ...ENTRY, division_code: "990123", value: 4 }],
      "correction 2 (清石县教育局 2024): requests.new.total is corrected by correction 1 too: keep one",
    ],
  ])("%#", (corrections, sentence) => {
    expect(() => read(...corrections)).toThrow(sentence);
  });

  test("a slip of the pen by line and column", () => {
    const path = place.write("corrections.json", '{ "corrections": [\n  { "agency": }\n] }');
    expect(() => readCorrectionsFile(path)).toThrow("line 2, column 15: not JSON");
  });
});
