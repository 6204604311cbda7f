import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { listRelations, type RelationValue, readRelation } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { makeFolder, writeTexts, writeWholeFile } from "./whole-file.ts";

/**
 * What a spreadsheet takes for a formula: =, +, -, @ and their full-width forms, a tab or a line end in
 * the first place, such as `=HYPERLINK(…)`. A number such as `-8` and a lone dash are harmless.
 */
const FORMULA = /^(?!-?\d+(?:\.\d+)?$|[-－]$)[=+\-@\t\r\n＝＋－＠]/u;

/** Excel takes a file for UTF-8 only if it begins so. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Rows turned into text at a time. */
const BATCH = 500;

/**
 * Writes a file for each public relation into a folder, in UTF-8 with a byte order mark and CRLF line
 * ends, and returns how many rows each has. Files of these names are replaced one by one, each all at
 * once; other files of the folder are left alone. The same database gives the same bytes.
 */
export function exportCsv(store: Store, folder: string): Record<string, number> {
  makeFolder(folder);
  return Object.fromEntries(
    listRelations().map((name) => [name, writeRelation(store, name, join(folder, `${name}.csv`))]),
  );
}

function writeRelation(store: Store, name: string, path: string): number {
  const { columns, rows } = readRelation(store, name);
  let written = 0;
  writeWholeFile(path, (temporary) => {
    writeTexts(temporary, toTexts());
  });
  return written;

  function* toTexts(): Generator<string, void> {
    yield BYTE_ORDER_MARK + toCsv([[...columns]]);
    let batch: RelationValue[][] = [];
    for (const row of rows) {
      written += 1;
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield toCsv(batch);
      batch = [];
    }
    yield toCsv(batch);
  }
}

function toCsv(rows: readonly RelationValue[][]): string {
  return stringify([...rows], {
    record_delimiter: "windows",
    cast: { string: toField },
  });
}

/** An empty text is `""`, where a null is nothing at all. */
function toField(text: string) {
  if (text === "") return { value: "", quoted_empty: true };
  return FORMULA.test(text) ? `'${text}` : text;
}
