import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Correction } from "../../src/model/correction.ts";
import { expectSound } from "../../src/store/copy.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { MIGRATIONS } from "../../src/store/migrations/migrations.ts";
import { listDocumentsToRead, storeReading } from "../../src/store/reparse.ts";
import { asRead, getReport } from "../../src/store/report.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, printed, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryFolder, temporaryStore } from "./temporary.ts";

const OUTCOME = reported(sampleReport({ given: { "requests.new.total": printed(7) } }));
const CORRECTION: Correction = {
  agency: "清石县卫生健康委员会",
  divisionCode: "990123",
  year: 2024,
  address: "requests.new.total",
  value: 9,
  reason: "the picture prints 9",
  by: null,
  on: null,
  documentSha256: "a".padEnd(64, "0"),
};
/** What the program that knew no extra cells hashed the reading of the sample report to. */
const HASH_BEFORE_EXTRA_CELLS = "857a124b26f912aa5b7b282c5a06b99e56a2d240a544a22380b7dca291a4dc03";

const listTables = (database: Database.Database): string[] =>
  database
    .prepare<[], string>("select name from sqlite_schema where type = 'table' order by rowid")
    .pluck()
    .all();

const listColumns = (database: Database.Database, table: string): string[] =>
  database.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();

/** A database as the program wrote it that knew only the first steps of the schema, with one report in it. */
function writeOlder(path: string, steps: number): void {
  const filled = temporaryStore(join(temporaryFolder(), "filled.sqlite"));
  settle(filled, sampleRun(), sampleVisit({ outcome: OUTCOME }), PARSER);
  putCorrections(filled, sampleRun(), [CORRECTION]);
  const older = new Database(path);
  older.pragma(`application_id = ${0x6e_69_61_6e}`);
  for (const step of MIGRATIONS.slice(0, steps)) older.exec(step);
  older.pragma(`user_version = ${steps}`);
  older.pragma("foreign_keys = off");
  older.prepare("attach ? as filled").run(filled.path);
  for (const table of listTables(older)) {
    const columns = listColumns(older, table).join(", ");
    older.exec(
      // A trigger may have written there already.
      `delete from ${table}; insert into ${table} (${columns}) select ${columns} from filled.${table}`,
    );
  }
  for (const view of listViews(older)) older.exec(view);
  older.close();
}

/** Every database that a program wrote has its public views, whatever tables they speak of. */
const listViews = (database: Database.Database): string[] =>
  database
    .prepare<[], string>("select sql from filled.sqlite_schema where type = 'view'")
    .pluck()
    .all();

const dump = (store: Store, tables: readonly string[]): unknown[] =>
  tables.map((table) => store.database.prepare(`select * from ${table}`).all());

test.each(MIGRATIONS.map((_, index) => index + 1))(
  "a database of schema %d is brought up to date with all that is in it",
  (steps) => {
    const path = join(temporaryFolder(), "nianbao.sqlite");
    writeOlder(path, steps);
    const store = temporaryStore(path);
    expect(() => expectSound(store)).not.toThrow();
    const stored = getReport(store, { reportId: 1 });
    expect(stored && asRead(stored)).toEqual(
      OUTCOME.kind === "report" ? OUTCOME.report : undefined,
    );
    expect(stored?.corrections).toMatchObject([{ ...CORRECTION, readValue: 7 }]);
    const state = "select state, value, read_value from corrections";
    expect(store.database.prepare(state).raw().all()).toEqual([["applied", 9, 7]]);
    const elected = "select report_id, version_id from election";
    expect(store.database.prepare(elected).raw().all()).toEqual([[1, 1]]);

    const tables = listTables(store.database);
    const before = dump(store, tables);
    const run = sampleRun();
    for (const document of [...listDocumentsToRead(store)]) {
      storeReading(store, run, document, OUTCOME, PARSER);
    }
    expect(run.id).toBeUndefined();
    expect(dump(store, tables)).toEqual(before);
  },
);

test("a report without extra cells has the hash it had before there were any", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const hash = store.database.prepare("select reading_sha256 from version").pluck().get();
  expect(hash).toBe(HASH_BEFORE_EXTRA_CELLS);
});
