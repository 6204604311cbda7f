import { type Options, stringify } from "csv-stringify/sync";
import { type ExportWatch, inBatches } from "./row-progress.ts";
import { withFile } from "./sync-file.ts";
import type { ExportTable } from "./table.ts";

/**
 * What a spreadsheet takes for a formula: =, +, -, @ and their full-width forms, a tab or a line end in
 * the first place, such as `=HYPERLINK(…)`. A number such as `-8` and a lone dash are harmless.
 */
export const FORMULA = /^(?!-?\d+(?:\.\d+)?$|[-－]$)[=+\-@\t\r\n＝＋－＠]/u;

/** Excel takes a file for UTF-8 only if it begins so. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * `spreadsheet`: with a byte order mark, CRLF line ends, and an apostrophe before what would be a formula. `exact`: every
 * text as it is, for programs; lines end as those within texts do, since DuckDB takes no mixture.
 */
export type CsvStyle = "spreadsheet" | "exact";

/** Writes a relation as CSV in UTF-8 into a new file and returns how many rows it has. */
export async function writeCsv(
  table: ExportTable,
  path: string,
  style: CsvStyle,
  watch: ExportWatch,
): Promise<number> {
  const options: Options =
    style === "spreadsheet"
      ? { record_delimiter: "windows", cast: { string: toSafeField } }
      : { record_delimiter: "unix", cast: { string: toExactField } };
  let rows = 0;
  await withFile(path, async (file) => {
    if (style === "spreadsheet") file.writeText(BYTE_ORDER_MARK);
    file.writeText(stringify([table.columns.map(({ name }) => name)], options));
    for await (const batch of inBatches(table.name, table.rows, watch)) {
      rows += batch.length;
      file.writeText(stringify(batch, options));
    }
  });
  return rows;
}

type ToField = (text: string) => string | { value: string; quoted_empty: boolean };

/** An empty text is `""`, where a null is nothing at all. */
const toExactField: ToField = (text) => (text === "" ? { value: "", quoted_empty: true } : text);

const toSafeField: ToField = (text) => (FORMULA.test(text) ? `'${text}` : toExactField(text));
