import type { ColumnShape } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { LICENCE, PUBLISHER_NOTE, TITLE } from "./about.ts";
import { type Manifest, type Origin, stageManifest } from "./manifest.ts";
import type { RelationExport } from "./relation-files.ts";
import { inBatches } from "./row-progress.ts";
import { writeFile } from "./staged-files.ts";
import { withFile } from "./sync-file.ts";
import { chooseRelations, openTable } from "./table.ts";
import { addFirstParts, addLastParts } from "./xlsx-package.ts";
import { SheetWriter } from "./xlsx-sheet.ts";
import { MAX_TEXT } from "./xlsx-xml.ts";
import { ZipWriter } from "./zip-writer.ts";

/** The last row of a sheet in Excel 2007 and later. */
const MAX_ROWS = 1_048_576;

export interface XlsxOptions extends RelationExport {
  /** Rows of a sheet, headers included; for tests. */
  readonly maxRows?: number;
}

/**
 * Writes a workbook with a sheet for each public relation, the codebook among them, and one about the data; and a manifest
 * beside it. Chinese labels stand in the first row and names in the second, both frozen. A relation with more rows than a
 * sheet has goes on in `NAME (2)`. The same database gives the same bytes.
 */
export async function exportXlsx(
  store: Store,
  path: string,
  options: XlsxOptions,
): Promise<Manifest> {
  return await writeFile(path, async (files, name) => {
    const parts = await withFile(files.stage(name), (file) =>
      writeWorkbook(store, new ZipWriter(file), options),
    );
    return await stageManifest(store, files, `${name}.manifest.json`, options.origin, {
      format: "xlsx",
      ...parts,
    });
  });
}

async function writeWorkbook(store: Store, zip: ZipWriter, options: XlsxOptions) {
  const { origin, relations, watch, maxRows = MAX_ROWS } = options;
  const writer = new SheetWriter(zip, maxRows);
  const counts: Record<string, number> = {};
  addFirstParts(zip);
  for (const name of chooseRelations(relations)) {
    const table = openTable(store, name);
    writer.open(table);
    let rows = 0;
    for await (const batch of inBatches(name, table.rows, watch)) {
      rows += batch.length;
      writer.writeRows(batch);
    }
    writer.close();
    counts[name] = rows;
  }
  const notes = listNotes(writer);
  writeAbout(writer, origin, notes);
  const about = writer.sheets.at(-1);
  const sheets = about === undefined ? [] : [about, ...writer.sheets.slice(0, -1)];
  addLastParts(zip, sheets);
  zip.end();
  return { counts, notes };
}

function listNotes({ cutTexts, sheets }: SheetWriter): string[] {
  const parts = sheets.filter(({ name }) => name.endsWith(")")).map(({ name }) => name);
  return [
    ...(cutTexts === 0
      ? []
      : [
          `${cutTexts} texts are longer than the ${MAX_TEXT} characters that a cell of Excel holds; they are cut, and say so at their end. Other formats have them whole`,
        ]),
    ...(parts.length === 0
      ? []
      : [
          `a sheet of Excel has 1,048,576 rows; what has more goes on in further sheets: ${parts.join(", ")}. --relation or --where make a smaller workbook`,
        ]),
  ];
}

const ABOUT_COLUMNS: readonly ColumnShape[] = [
  ["what", "项目"],
  ["text", "内容"],
].map(([name = "", labelZh = ""]) => ({
  column: name,
  name,
  type: "text",
  labelZh,
  meaning: name,
  unit: "none",
}));

function writeAbout(writer: SheetWriter, origin: Origin, notes: readonly string[]): void {
  writer.open({ name: "about", labelZh: "说明", meaning: "a fact", columns: ABOUT_COLUMNS });
  writer.writeRows([
    ["title", `${TITLE.zh} · ${TITLE.en}`],
    ["data_as_of", origin.dataAsOf],
    ["generator", `nianbao ${origin.version}`],
    ["database", origin.database],
    ["filter", origin.filter.join(", ") || null],
    ["licence", LICENCE.title],
    ["source", PUBLISHER_NOTE],
    ["columns", "row 1 is the Chinese label, row 2 the name; the sheet codebook explains both"],
    ...notes.map((note): [string, string] => ["note", note]),
  ]);
  writer.close();
}
