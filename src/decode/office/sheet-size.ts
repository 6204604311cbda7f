import { DecodeError } from "../decode-error.ts";

/** xl/worksheets/sheet1.xml, xl/workbook.xml */
const SHEET_PART = /^xl\/worksheets\/[^/]*\.xml$/i;
const BOOK_PART = /^xl\/workbook\.xml$/i;
/** A cell: `<c r="A1">`, `<x:c>`, `<c/>` */
const CELL = /<(?:\w+:)?c[\s/>]/g;
/** Columns with one format: `<col min="1" max="16384" width="9"/>` */
const COLUMNS = /<(?:\w+:)?col\s[^<>]*>/g;
const FIRST = /\smin="(\d{1,9})"/;
const LAST = /\smax="(\d{1,9})"/;
/** `<sheet name="年报" sheetId="1" r:id="rId1"/>` */
const SHEET = /<(?:\w+:)?sheet\s/g;

/** A report has a thousand cells; formats on empty ones may make that a few ten thousand. */
const MAX_CELLS = 100_000;
/** All columns of a sheet, several times over. */
const MAX_COLUMNS = 100_000;
const MAX_SHEETS = 50;

/**
 * Makes sure that a workbook is no larger than its library reads in a moment.
 * @param parts of its package by name
 * @throws DecodeError if it has more sheets, cells or descriptions of columns than any report
 */
export function expectModestSheets(parts: Readonly<Record<string, Uint8Array>>): void {
  const counts = { sheets: 0, cells: 0, columns: 0 };
  for (const [name, bytes] of Object.entries(parts)) {
    if (BOOK_PART.test(name)) counts.sheets += toText(bytes).match(SHEET)?.length ?? 0;
    if (!SHEET_PART.test(name)) continue;
    const xml = toText(bytes);
    counts.cells += xml.match(CELL)?.length ?? 0;
    counts.columns += (xml.match(COLUMNS) ?? []).reduce((sum, tag) => sum + widthOf(tag), 0);
  }
  expectAtMost(MAX_SHEETS, counts.sheets, "sheets");
  expectAtMost(MAX_CELLS, counts.cells, "cells");
  expectAtMost(MAX_COLUMNS, counts.columns, "descriptions of columns");
}

/** Names of elements are ASCII in every encoding that a workbook is written in. */
const toText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

const widthOf = (tag: string): number =>
  1 + Math.max(0, Number(LAST.exec(tag)?.[1] ?? 0) - Number(FIRST.exec(tag)?.[1] ?? 0));

function expectAtMost(limit: number, met: number, what: string): void {
  if (met <= limit) return;
  throw new DecodeError("too_large", `expected at most ${limit} ${what} in a workbook, met ${met}`);
}
