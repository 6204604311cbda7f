import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Form } from "../../src/model/form.ts";
import { openStore } from "../../src/store/open-store.ts";
import { getReport } from "../../src/store/report.ts";
import { settle } from "../../src/store/settle.ts";
import { StoreError } from "../../src/store/store-error.ts";
import {
  FORM_2021,
  FORMS,
  PARSER,
  printed,
  reported,
  sampleCells,
  sampleReport,
  sampleRun,
  sampleVisit,
} from "./sample-data.ts";
import { temporaryFolder, temporaryStore } from "./temporary.ts";

function open(path: string, mode: "read" | "write" = "write") {
  return openStore(path, { mode, forms: FORMS });
}

function temporaryPath(): string {
  return join(temporaryFolder(), "nianbao.sqlite");
}

test("a new database is made, with the folders it needs", () => {
  const path = join(temporaryFolder(), "data", "deep", "nianbao.sqlite");
  open(path).close();
  open(path, "read").close();
});

test("opening a database again for writing changes no byte of it", () => {
  const path = temporaryPath();
  open(path).close();
  const before = readFileSync(path);
  open(path).close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test.each(["read", "write"] as const)("a file that is no database is refused for %s", (mode) => {
  const path = temporaryPath();
  writeFileSync(path, "清石县卫生健康委员会2024年政府信息公开工作年度报告".repeat(40));
  expect(() => open(path, mode)).toThrow(
    "it is not a SQLite database: give another path with --db",
  );
  expect(() => open(path, mode)).toThrow(StoreError);
});

test("a database of another program is refused and left as it is", () => {
  const path = temporaryPath();
  const other = new Database(path);
  other.exec("create table bookmark (url text)");
  other.close();
  const before = readFileSync(path);
  expect(() => open(path)).toThrow("belongs to another program");
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("a database of a newer program is refused and left as it is", () => {
  const path = temporaryPath();
  open(path).close();
  const newer = new Database(path);
  newer.pragma("user_version = 99");
  newer.close();
  expect(() => open(path)).toThrow("was written by a newer nianbao (schema 99");
  expect(() => open(path, "read")).toThrow("update nianbao");
});

test("a database of an older program is brought up to date by a command that writes", () => {
  const path = temporaryPath();
  const older = new Database(path);
  older.pragma(`application_id = ${0x6e_69_61_6e}`);
  older.close();
  expect(() => open(path, "read")).toThrow("run a command that writes");
  open(path).close();
  open(path, "read").close();
});

test("a database that does not exist cannot be read", () => {
  expect(() => open(temporaryPath(), "read")).toThrow("does not exist: crawl or ingest first");
});

test("a folder that cannot be written is named in a sentence", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  // The administrator may write everywhere but here.
  const path = process.getuid?.() === 0 ? "/proc/nianbao.sqlite" : join(folder, "nianbao.sqlite");
  try {
    expect(() => open(path)).toThrow("check that the folder exists and may be written");
    expect(() => open(path)).toThrow(StoreError);
  } finally {
    chmodSync(folder, 0o755);
  }
});

test("a full disk is told in a sentence, and what was stored before stays", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const pages = Number(store.database.pragma("page_count", { simple: true }));
  store.database.pragma(`max_page_count = ${pages}`);
  const text = "主动公开".repeat(50_000);
  const sections = [{ number: 1, heading: "总体情况", text, locator: { paragraph: 1 } }];
  const outcome = reported(sampleReport({ year: 2023, sections }));
  const visit = sampleVisit({ hash: "b", url: "http://b.example/", outcome });
  expect(() => settle(store, sampleRun(), visit, PARSER)).toThrow("the disk is full: make room");
  expect(store.database.prepare("select year from reports").pluck().all()).toEqual([2024]);
  expect(store.database.prepare("select count(*) from document").pluck().get()).toBe(1);
});

test("a damaged database is told in a sentence", () => {
  const path = temporaryPath();
  const store = temporaryStore(path);
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  store.database.pragma("wal_checkpoint(truncate)");
  const damaged = temporaryPath();
  copyFileSync(path, damaged);
  const bytes = readFileSync(damaged);
  writeFileSync(damaged, bytes.fill(0x5a, 4096, bytes.length - 4096));
  expect(() => open(damaged)).toThrow("the file is damaged: go back to a snapshot");
});

test("a form that gains a row leaves stored cells in their places", () => {
  const path = temporaryPath();
  const old = openStore(path, { mode: "write", forms: [FORM_2021] });
  const outcome = reported(
    sampleReport({ given: { "proceedings.reconsideration.total": printed(4) } }),
  );
  settle(old, sampleRun(), sampleVisit({ outcome }), PARSER);
  old.close();
  const [first, ...others] = FORM_2021.tables;
  if (first === undefined) throw new Error("no table");
  const row = { id: "centralized_procurement", label: "政府集中采购", groups: [] };
  const column = { id: "items", label: "采购项目数量", unit: "项", type: "integer" as const };
  const grown: Form = {
    ...FORM_2021,
    tables: [{ ...first, rows: [{ ...row, columns: [column] }, ...first.rows] }, ...others],
  };
  const store = openStore(path, { mode: "write", forms: [grown] });
  try {
    const cells = sampleCells(grown, {
      "disclosure.centralized_procurement.items": printed(6),
      "proceedings.reconsideration.total": printed(5),
    });
    const newer = reported(sampleReport({ year: 2025, cells }));
    settle(store, sampleRun(), sampleVisit({ hash: "b", url: "b", outcome: newer }), PARSER);
    const values = store.database.prepare<[string, string], unknown[]>(
      `select report_id, value from cells where table_name = ? and row_name = ?
       and column_name in ('total', 'items') order by report_id`,
    );
    expect(values.raw().all("proceedings", "reconsideration")).toEqual([
      [1, 4],
      [2, 5],
    ]);
    expect(values.raw().all("disclosure", "centralized_procurement")).toEqual([[2, 6]]);
    const stored = getReport(store, { reportId: 1 });
    expect(stored?.report.cells).toEqual(outcome.kind === "report" ? outcome.report.cells : []);
  } finally {
    store.close();
  }
});
