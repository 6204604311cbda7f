import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { exportParquet } from "../../src/export/parquet.ts";
import { describeRelation, listRelations, readRelation } from "../../src/store/relation.ts";
import { temporaryFolder } from "../store/temporary.ts";
import { everything } from "./export-options.ts";
import { filledStore } from "./filled-store.ts";

async function withDuckDb<Result>(
  ask: (select: (sql: string) => Promise<unknown[][]>) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await ask(async (sql) => (await connection.runAndReadAll(sql)).getRowsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const DUCKDB_TYPES = {
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP WITH TIME ZONE",
  json: "VARCHAR",
  text: "VARCHAR",
} as const;

test("DuckDB reads every relation with its types and all its rows", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  const { counts } = await exportParquet(store, folder, everything(store));
  await withDuckDb(async (select) => {
    for (const name of listRelations()) {
      const file = `'${join(folder, `${name}.parquet`)}'`;
      const { columns } = describeRelation(store, name);
      const described = await select(
        `select column_name, column_type from (describe from ${file})`,
      );
      expect(described, name).toEqual(columns.map((c) => [c.name, DUCKDB_TYPES[c.type]]));
      const rows = [...readRelation(store, name).rows];
      expect(counts[name]).toBe(rows.length);
      const read = await select(`select columns(*)::varchar from ${file}`);
      expect(read.length, name).toBe(rows.length);
      const isText = columns.map(({ type }) => type === "text" || type === "json");
      const texts = (all: readonly unknown[][]) =>
        all.map((row) => row.filter((_, i) => isText[i]));
      expect(texts(read), name).toEqual(texts(rows));
    }
  });
});

test("numbers, dates and moments come out as such, and a null is not a zero", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  await exportParquet(store, folder, everything(store));
  await withDuckDb(async (select) => {
    const file = (name: string) => `'${join(folder, `${name}.parquet`)}'`;
    expect(
      await select(
        `select row_name, column_name, value, raw, status, corrected from ${file("cells")}
         where report_id = 1 and (row_name = 'administrative_fees' or row_name = 'new' and value is null
         or row_name = 'new' and column_name = 'total') order by 1, 2`,
      ),
    ).toEqual([
      ["administrative_fees", "amount", 38.3296, "38.3296", "reported", false],
      ["new", "business", null, "", "blank", false],
      ["new", "legal_services", null, '=HYPERLINK("x")', "unreadable", false],
      ["new", "research", null, null, "absent", false],
      ["new", "total", 1266, "1266", "reported", false],
    ]);
    expect(
      await select(
        `select published_on + 1, year(published_on), epoch_ms(fetched_at) from ${file("reports")}
         where year = 2019`,
      ),
    ).toEqual([["2020-01-21", "2020", String(Date.UTC(2026, 0, 5, 0, 0, 1))]]);
    expect(
      await select(`select distinct compression from parquet_metadata(${file("reports")})`),
    ).toEqual([["ZSTD"]]);
    const [[told] = []] = await select(
      `select decode(value) from parquet_kv_metadata(${file("rates")}) where decode(key) = 'nianbao'`,
    );
    expect(JSON.parse(String(told)).columns).toContainEqual(
      expect.objectContaining({
        name: "litig_after_recon_corr_den",
        full_name: "litigation_after_reconsideration_correction_denominator",
      }),
    );
  });
});

test("a relation without rows has its columns, and a list of row groups that every reader takes", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  const { counts } = await exportParquet(store, folder, everything(store));
  expect(counts.sources).toBe(0);
  const bytes = readFileSync(join(folder, "sources.parquet"));
  // Field 3, no rows; field 4, a list of 0 structs.
  expect(bytes.includes(Buffer.from([0x16, 0x00, 0x19, 0x0c]))).toBe(true);
  await withDuckDb(async (select) => {
    const file = `'${join(folder, "sources.parquet")}'`;
    expect(await select(`select count(*)::int, count(source_id)::int from ${file}`)).toEqual([
      [0, 0],
    ]);
  });
});

test("a number that the column's type cannot hold is refused by its place, never rounded", async () => {
  const store = filledStore();
  store.database.exec(
    `update version_cells set cell_values = json_set(cell_values, '$[7]', 2.5) where version_id = 1`,
  );
  const asked = exportParquet(store, temporaryFolder(), everything(store));
  await expect(asked).rejects.toThrow(
    /expected requests_wide\.new__\w+ to be a whole number, met 2\.5/,
  );
});
