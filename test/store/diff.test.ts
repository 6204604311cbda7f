import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Correction } from "../../src/model/correction.ts";
import type { Report } from "../../src/model/report.ts";
import { copyStore } from "../../src/store/copy.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { compareSides, type ReportDifference } from "../../src/store/diff.ts";
import { compareIdentity, type Identity } from "../../src/store/diff-side.ts";
import { MIGRATIONS } from "../../src/store/migrations/migrations.ts";
import { openOfAnyAge } from "../../src/store/open-older.ts";
import { openStore } from "../../src/store/open-store.ts";
import { listDocumentsToRead, storeReading } from "../../src/store/reparse.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORM_2019,
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

const CELL = "requests.new.total";
const AGENCY = "清石县卫生健康委员会";

function put(store: Store, hash: string, report: Report, url = "http://a.example/1") {
  settle(store, sampleRun(), sampleVisit({ url, hash, outcome: reported(report) }), PARSER);
}

function readAgain(store: Store, report: Report): void {
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  storeReading(store, sampleRun(), document, reported(report), "2.0.0");
}

const correction = (value: number | null, hash = "a"): Correction => ({
  agency: AGENCY,
  divisionCode: null,
  year: 2024,
  address: CELL,
  value,
  reason: "looked",
  by: null,
  on: null,
  documentSha256: hash.padEnd(64, "0"),
});

const list = (differences: Iterable<ReportDifference | undefined>): ReportDifference[] =>
  [...differences].flatMap((difference) => difference ?? []);

/** What the runs after one changed, up to another. */
function between(store: Store, from: number, to: number | undefined): ReportDifference[] {
  const other = openStore(store.path, { mode: "read", forms: FORMS });
  try {
    return list(compareSides({ store, run: from }, { store: other, run: to }));
  } finally {
    other.close();
  }
}

/** Change, cause, and each cell with its old and new value and its cause. */
const brief = ({ change, cause, cells }: ReportDifference) => [
  change,
  cause,
  cells.map(({ cell, old, new: young, cause: why }) => [cell, old.value, young.value, why]),
];

const extraCell = (ordinal: number, row: string, value: number) =>
  ({
    ...{ table: "requests", ordinal, row, column: "total", value, raw: String(value) },
    status: "reported",
    locator: { table: 1, row: 30 + ordinal, column: 8 },
  }) as const;

const claim = (subject: string, value: number) => ({
  ...{ subject, value, unit: "件", approximate: false, section: 1, cells: ["cell"] },
  sentence: "收到与办理的数量见附件",
});

const with7 = sampleReport({ given: { [CELL]: printed(7) } });

test("each run's changes are told with their cause, and a run that is no longer the last still can be", () => {
  const store = temporaryStore();
  put(store, "a", sampleReport());
  readAgain(store, with7);
  putCorrections(store, sampleRun(), [correction(9)]);
  putCorrections(store, sampleRun(), []);
  put(store, "b", sampleReport({ given: { [CELL]: printed(3) } }));
  put(store, "c", sampleReport({ given: { [CELL]: printed(4) } }), "http://other.example/");
  const told = [1, 2, 3, 4, 5].map((run) => between(store, run, run + 1).map(brief));
  expect(told).toEqual([
    [["changed", "parser_changed", [[CELL, 0, 7, "parser_changed"]]]],
    [["changed", "correction", [[CELL, 7, 9, "correction"]]]],
    [["changed", "correction", [[CELL, 9, 7, "correction"]]]],
    [["changed", "document_changed", [[CELL, 7, 3, "document_changed"]]]],
    [["changed", "other_document", [[CELL, 3, 4, "other_document"]]]],
  ]);
  expect(between(store, 6, undefined)).toEqual([]);
  expect(between(store, 1, undefined).map(brief)).toEqual([
    ["changed", "other_document", [[CELL, 0, 4, "other_document"]]],
  ]);
});

test("numbers beside the form's cells that changed are told, those that stayed are not", () => {
  const store = temporaryStore();
  const version = (value: number) =>
    sampleReport({
      extras: [extraCell(0, "咨询", 7), extraCell(1, "投诉", value)],
      claims: [claim("requests_received", 5), claim("litigation", value)],
      publishedFrom: value === 1 ? "text" : "url",
    });
  put(store, "a", version(1));
  put(store, "b", version(2));
  const [difference, ...others] = between(store, 1, 2);
  expect(others).toEqual([]);
  expect(difference?.fields).toEqual([
    { field: "published_from", old: "text", new: "url" },
    { field: "extra_cells", old: "requests / 投诉 / total: 1", new: "requests / 投诉 / total: 2" },
    { field: "claims", old: "litigation: 1 件 = cell", new: "litigation: 2 件 = cell" },
  ]);
});

test("a page that goes back to what it showed is told so by the run that saw it", () => {
  const store = temporaryStore();
  put(store, "a", sampleReport());
  put(store, "b", with7);
  put(store, "a", sampleReport());
  const changes = [1, 2].map((run) => between(store, run, run + 1).map(brief));
  expect(changes).toEqual([
    [["changed", "document_changed", [[CELL, 0, 7, "document_changed"]]]],
    [["changed", "document_changed", [[CELL, 7, 0, "document_changed"]]]],
  ]);
  expect(between(store, 1, 3)).toEqual([]);
});

test("reports of one side only are added or gone, in the order of identity", () => {
  const [old, young] = [temporaryStore(), temporaryStore()];
  const of = (name: string, year: number): Report =>
    sampleReport({ agency: { name, printed: name, divisionCode: null }, year });
  put(old, "1", of("乙局", 2020), "http://a.example/1");
  put(old, "2", of("甲局", 2020), "http://a.example/2");
  put(young, "3", of("丙局", 2020), "http://a.example/3");
  put(young, "2", of("甲局", 2020), "http://a.example/2");
  put(young, "1", of("乙局", 2021), "http://a.example/1");
  const told = list(compareSides({ store: old, run: undefined }, { store: young, run: undefined }));
  expect(told.map(({ change, agency, year, cause }) => [change, agency, year, cause])).toEqual([
    ["added", "丙局", 2020, "not_there"],
    // Both sides have the document: one parser reads another year in it.
    ["gone", "乙局", 2020, "parser_changed"],
    ["added", "乙局", 2021, "parser_changed"],
  ]);
});

test("what is withdrawn in a run is gone after it", () => {
  const store = temporaryStore();
  put(store, "a", sampleReport());
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  const guide = { kind: "other" as const, page: "not_a_report" as const, reason: "a guide" };
  storeReading(store, sampleRun(), document, guide, "2.0.0");
  expect(between(store, 1, 2).map(brief)).toEqual([["gone", "parser_changed", []]]);
});

test("another form, title and text are told, and a blank is not a zero", () => {
  const [old, young] = [temporaryStore(), temporaryStore()];
  const blank = { [CELL]: { value: null, status: "blank" as const, raw: "" } };
  put(old, "a", sampleReport());
  const sections = [
    { number: 1, heading: "总体情况", text: "主动公开 80 条。", locator: { paragraph: 3 } },
  ];
  const cells = sampleCells(FORM_2019, blank);
  put(young, "b", sampleReport({ template: "2019", title: "更正", sections, cells }));
  const [told] = list(
    compareSides({ store: old, run: undefined }, { store: young, run: undefined }),
  );
  expect(told?.fields).toEqual([
    { field: "template", old: "2021", new: "2019" },
    { field: "title", old: "清石县卫健委2024年政府信息公开工作年度报告", new: "更正" },
    { field: "text", old: "总体情况 主动公开 76 条。", new: "总体情况 主动公开 80 条。" },
  ]);
  const byName = new Map(told?.cells.map((cell) => [cell.cell, [cell.old, cell.new]]));
  expect(byName.get(CELL)).toEqual([
    { value: 0, status: "reported", corrected: false },
    { value: null, status: "blank", corrected: false },
  ]);
  expect(byName.get("disclosure.rules.in_force")?.[1]).toMatchObject({ status: "absent" });
  expect(byName.has("requests.granted.total")).toBe(false);
});

test("a database of an earlier schema is compared through a copy, and stays as it is", () => {
  const store = temporaryStore();
  put(store, "a", sampleReport());
  const folder = temporaryFolder();
  const older = join(folder, "older.sqlite");
  writeOlder(store, older);
  const before = new Database(older, { readonly: true });
  const version = before.pragma("user_version", { simple: true });
  before.close();
  copyFileSync(older, join(folder, "kept.sqlite"));
  const opened = openOfAnyAge(older, FORMS);
  expect(
    list(compareSides({ store: opened.store, run: undefined }, { store, run: undefined })),
  ).toEqual([]);
  expect(list(compareSides({ store: opened.store, run: 1 }, { store, run: 1 }))).toEqual([]);
  opened.close();
  const after = new Database(older, { readonly: true });
  expect(after.pragma("user_version", { simple: true })).toBe(version);
  after.close();
});

/** The database as the program before elections and corrections wrote it. */
function writeOlder(store: Store, path: string): void {
  copyStore(store, path);
  const older = new Database(path);
  const steps = MIGRATIONS.findIndex((sql) => sql.includes("create table election"));
  older.pragma("foreign_keys = off");
  for (const view of older
    .prepare("select name from sqlite_schema where type = 'view'")
    .pluck()
    .all()) {
    older.exec(`drop view ${String(view)}`);
  }
  older.exec(`drop trigger version_made; drop trigger version_elected; drop trigger version_superseded;
    drop table election; drop table correction; drop table host_rest; alter table version drop column own_tables_sha256;
    create table correction (document_sha256 text not null, table_name text not null,
      row_name text not null, column_name text not null, value real, reason text not null)`);
  older.pragma(`user_version = ${steps}`);
  older.close();
}

test("identities are in one order here and in SQLite, rare characters too", () => {
  const names = ["𫚉县教育局", "豈县教育局", "龥县教育局", "a", "", "中"];
  const database = new Database(":memory:");
  const sorted = database
    .prepare<[string], string>("select value from json_each(?) order by value")
    .pluck()
    .all(JSON.stringify(names));
  database.close();
  const identity = (agency: string): Identity => ({
    agency,
    divisionCode: null,
    year: 1,
    nameless: null,
  });
  const here = [...names].sort((one, other) => compareIdentity(identity(one), identity(other)));
  expect(here).toEqual(sorted);
});
