import { readFileSync } from "node:fs";
import { join } from "node:path";
import { read, utils, type WorkBook } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { exportXlsx } from "../../src/export/xlsx.ts";
import { escapeXml, MAX_TEXT, toColumnLetters } from "../../src/export/xlsx-xml.ts";
import { describeRelation, listRelations, readRelation } from "../../src/store/relation.ts";
import { settle } from "../../src/store/settle.ts";
import { PARSER, reported, sampleReport, sampleRun, sampleVisit } from "../store/sample-data.ts";
import { temporaryFolder, temporaryStore } from "../store/temporary.ts";
import { everything } from "./export-options.ts";
import { filledStore } from "./filled-store.ts";

function readRows(book: WorkBook, sheet: string): unknown[][] {
  return utils.sheet_to_json(book.Sheets[sheet] ?? {}, { header: 1, raw: true, defval: null });
}

/** The reader cuts fractions of a day where others round them, and so may come out a millisecond early. */
function toWholeMoment(value: unknown): unknown {
  return value instanceof Date ? new Date(Math.round(value.getTime() / 10) * 10) : value;
}

test("a workbook has a sheet for each relation, labels and names frozen above typed rows", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "reports.xlsx");
  const manifest = await exportXlsx(store, path, everything(store));
  const bytes = readFileSync(path);
  const book = read(bytes, { cellDates: true, UTC: true });
  expect(book.SheetNames).toEqual(["about", ...listRelations()]);
  for (const name of listRelations()) {
    const { columns } = describeRelation(store, name);
    const [labels, names, ...rows] = readRows(book, name);
    expect(names, name).toEqual(columns.map((column) => column.name));
    expect(labels?.[0]).toContain(columns[0]?.labelZh);
    const stored = [...readRelation(store, name).rows];
    expect(rows.length, name).toBe(stored.length);
    expect(manifest.counts[name]).toBe(stored.length);
    const toValue = (value: unknown, index: number) => {
      const type = columns[index]?.type;
      if (value === null) return null;
      if (type === "boolean") return value === 1;
      return type === "date" || type === "timestamp" ? new Date(String(value)) : value;
    };
    expect(
      rows.map((row) => row.map(toWholeMoment)),
      name,
    ).toEqual(stored.map((row) => row.map(toValue)));
  }
  const parts = unzipSync(bytes);
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(sheet).toContain(
    '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>',
  );
});

test("no text is a formula, whatever it looks like", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "reports.xlsx");
  await exportXlsx(store, path, everything(store));
  const parts = Object.entries(unzipSync(readFileSync(path))).map(([, bytes]) => strFromU8(bytes));
  expect(parts.filter((part) => part.includes("<f>") || part.includes("<f "))).toEqual([]);
  const cells = read(readFileSync(path)).Sheets.cells ?? {};
  const suspect = Object.values(cells).find((cell) => cell?.v === '=HYPERLINK("x")');
  expect(suspect).toMatchObject({ t: "s" });
});

test("a relation with more rows than a sheet has goes on in the next one, and the reader is told", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "reports.xlsx");
  const asked = { ...everything(store), relations: ["cells"], maxRows: 302 };
  const { counts, notes } = await exportXlsx(store, path, asked);
  const book = read(readFileSync(path));
  const rows = counts.cells ?? 0;
  const sheets = Math.ceil(rows / 300);
  expect(sheets).toBeGreaterThan(2);
  expect(book.SheetNames).toEqual([
    "about",
    "cells",
    ...Array.from({ length: sheets - 1 }, (_, index) => `cells (${index + 2})`),
  ]);
  const read2 = book.SheetNames.slice(1).flatMap((name) => readRows(book, name).slice(2));
  expect(read2.map((row) => row.slice(0, 4))).toEqual(
    [...readRelation(store, "cells").rows].map((row) => row.slice(0, 4)),
  );
  expect(notes.join()).toContain("cells (2)");
});

test("a text longer than a cell can hold says that it was cut", async () => {
  const store = temporaryStore();
  const text = "公开😀".repeat(10_000);
  const sections = [{ number: 1, heading: "总体情况", text, locator: { paragraph: 3 } }];
  const outcome = reported(sampleReport({ sections }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  const path = join(temporaryFolder(), "reports.xlsx");
  const { notes } = await exportXlsx(store, path, everything(store));
  const [, , row] = readRows(read(readFileSync(path)), "sections");
  const cell = String(row?.[5]);
  expect(cell.length).toBeLessThanOrEqual(MAX_TEXT);
  expect(cell.length).toBeGreaterThan(MAX_TEXT - 100);
  expect(cell).toMatch(/〔截断 cut: 40000 characters in all〕$/);
  expect(notes).toEqual([expect.stringContaining("1 texts are longer")]);
});

test.each([
  ['a<b>&"c"', "a&lt;b&gt;&amp;&quot;c&quot;"],
  ["a\u0007b\r\nc\td", "a_x0007_b_x000D_\nc\td"],
  ["_x0041_", "_x005F_x0041_"],
  ["half \ud83d, whole 😀", "half _xD83D_, whole 😀"],
])("%j is written as %j", (text, xml) => {
  expect(escapeXml(text)).toBe(xml);
});

test("columns are lettered as Excel does", () => {
  expect([0, 25, 26, 701, 702].map(toColumnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});
