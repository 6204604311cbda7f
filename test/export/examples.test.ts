import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { exportParquet } from "../../src/export/parquet.ts";
import { temporaryFolder } from "../store/temporary.ts";
import { everything } from "./export-options.ts";
import { filledStore } from "./filled-store.ts";

/** "```duckdb", lines, "```" */
const FENCE = /^```(duckdb|python|r)\n([\s\S]*?)^```$/gm;
/** "select * from requests_wide" in a line of R or Python */
const QUERY = /"(select [^"]+)"/g;
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

function listBlocks(path: string, languages: readonly string[]): string[] {
  return [...read(path).matchAll(FENCE)]
    .filter(([, language = ""]) => languages.includes(language))
    .map(([, , body = ""]) => body);
}

/** Four reports: one of them without an error, all of three years, each year in one province. */
function expectRows(query: string): number {
  if (query.includes("errors = 0")) return 1;
  return query.startsWith("pivot") ? 4 : 3;
}

test.each(["README.md", "docs/exports.md", "docs/recipes.md"])(
  "the examples for DuckDB in %s run",
  async (path) => {
    const store = filledStore();
    const folder = temporaryFolder();
    await exportParquet(store, join(folder, "parquet"), everything(store));
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const queries = listBlocks(path, ["duckdb"]);
    expect(queries.length).toBeGreaterThan(0);
    try {
      for (const query of queries) {
        const answer = await connection.runAndReadAll(
          query.replaceAll("'parquet/", `'${folder}/parquet/`).replace("like '41%'", "like '98%'"),
        );
        expect(answer.getRowsJson().length, query).toBe(expectRows(query));
      }
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  },
);

test.each(["README.md", "docs/exports.md"])(
  "what %s asks from R and pandas can be asked",
  (path) => {
    const store = filledStore();
    const queries = listBlocks(path, ["python", "r"]).flatMap((block) =>
      [...block.matchAll(QUERY)].map(([, query = ""]) => query),
    );
    expect(queries.length).toBeGreaterThan(1);
    for (const query of queries) {
      expect(() => store.database.prepare(query).all(), query).not.toThrow();
    }
  },
);
