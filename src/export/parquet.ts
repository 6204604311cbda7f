import { Zstd } from "@hpcc-js/wasm-zstd";
import { ByteWriter, ParquetWriter, type Writer } from "hyparquet-writer";
import type { ColumnShape, RelationValue } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import type { Manifest } from "./manifest.ts";
import { toParquetElement, toParquetValue } from "./parquet-types.ts";
import { exportRelations, type RelationExport } from "./relation-files.ts";
import { type ExportWatch, inBatches } from "./row-progress.ts";
import { type SyncFile, withFile } from "./sync-file.ts";
import type { ExportTable } from "./table.ts";

/** A row group is held in memory while it is filled: that many values, or that many characters of text. */
const GROUP_VALUES = 500_000;
const GROUP_CHARACTERS = 8_000_000;
const ZSTD_LEVEL = 3;

/**
 * Writes a Parquet file for each public relation into a folder: typed, compressed with zstd, with labels, meanings and
 * units as metadata. The same database gives the same bytes.
 */
export async function exportParquet(
  store: Store,
  folder: string,
  options: RelationExport,
): Promise<Manifest> {
  const zstd = await Zstd.load();
  const compress = (bytes: Uint8Array) => zstd.compress(bytes, ZSTD_LEVEL);
  const createdBy = `nianbao version ${options.origin.version}`;
  const write = (table: ExportTable, path: string) =>
    withFile(path, (file) => writeTable(table, { file, compress, createdBy }, options.watch));
  return exportRelations(store, folder, { name: "parquet", ending: ".parquet", write }, options);
}

interface Target {
  readonly file: SyncFile;
  readonly compress: (bytes: Uint8Array) => Uint8Array;
  readonly createdBy: string;
}

async function writeTable(
  table: ExportTable,
  { file, compress, createdBy }: Target,
  watch: ExportWatch,
): Promise<number> {
  const writer = new ParquetWriter({
    writer: toWriter(file),
    schema: [
      { name: "root", num_children: table.columns.length },
      ...table.columns.map(toParquetElement),
    ],
    codec: "ZSTD",
    compressors: { ZSTD: compress },
    kvMetadata: [{ key: "nianbao", value: JSON.stringify(describeTable(table)) }],
    createdBy,
  });
  const group = new RowGroup(table);
  let rows = 0;
  for await (const batch of inBatches(table.name, table.rows, watch)) {
    rows += batch.length;
    for (const row of batch) {
      group.add(row);
      if (group.isFull()) group.writeTo(writer);
    }
  }
  group.writeTo(writer);
  writer.finish();
  return rows;
}

/** What the columns are called, mean and count, for whoever has nothing but this file. */
function describeTable({ name, labelZh, meaning, columns }: ExportTable) {
  return {
    relation: name,
    label_zh: labelZh,
    meaning: `a row is ${meaning}`,
    columns: columns.map((column) => ({
      name: column.name,
      ...(column.name === column.column ? {} : { full_name: column.column }),
      label_zh: column.labelZh,
      unit: column.unit,
      meaning: column.meaning,
    })),
  };
}

/** Rows on their way, column by column. */
class RowGroup {
  readonly #table: ExportTable;
  #columns: unknown[][];
  #characters = 0;

  constructor(table: ExportTable) {
    this.#table = table;
    this.#columns = table.columns.map(() => []);
  }

  add(row: readonly RelationValue[]): void {
    this.#table.columns.forEach((column, index) => {
      const value = row[index] ?? null;
      if (typeof value === "string") this.#characters += value.length;
      this.#columns[index]?.push(toValue(this.#table.name, column, value));
    });
  }

  isFull(): boolean {
    const rows = this.#columns[0]?.length ?? 0;
    return rows * this.#columns.length >= GROUP_VALUES || this.#characters >= GROUP_CHARACTERS;
  }

  writeTo(writer: ParquetWriter): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.#table.columns.map(({ name }, index) => ({
      name,
      data: this.#columns[index] ?? [],
    }));
    writer.write({ columnData, rowGroupSize: rows });
    this.#columns = this.#table.columns.map(() => []);
    this.#characters = 0;
  }
}

function toValue(relation: string, column: ColumnShape, value: RelationValue): unknown {
  return value === null ? null : toParquetValue(relation, column, value);
}

/** The library's buffer, emptied into a file after each row group. */
function toWriter(file: SyncFile): Writer {
  const buffer = new ByteWriter();
  let groups = 0;
  const empty = (): void => {
    const bytes = buffer.getBytes().slice();
    file.write(groups === 0 ? nameEmptyList(bytes) : bytes);
    buffer.index = 0;
  };
  const flush = (): void => {
    groups += 1;
    empty();
  };
  return Object.assign(buffer, { flush, finish: empty });
}

/** In the footer: no rows (an I64 of 0), a list of no row groups that gives its elements no type, the next list. */
const NO_ROW_GROUPS = Buffer.from([0x16, 0x00, 0x19, 0x00, 0x19]);
const TYPE_AT = 3;
const STRUCT = 0x0c;

/** The library gives the elements of an empty list no type, which Arrow's reader in Rust refuses: row groups are structs. */
function nameEmptyList(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(NO_ROW_GROUPS);
  if (at !== -1) bytes[at + TYPE_AT] = STRUCT;
  return bytes;
}
