import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { copyStore } from "./copy.ts";
import { IS_FOR_REPORT } from "./correction-rows.ts";
import { dropDangling } from "./dangling.ts";
import {
  allOf,
  anyOf,
  type Condition,
  describeFilter,
  type ReportFilter,
  toCondition,
} from "./report-filter.ts";
import type { Store } from "./store.ts";
import { explain } from "./store-error.ts";

/** The reports that are kept, with `?` for what the filter asks for. */
function reportCondition(filter: ReportFilter): Condition {
  return allOf([
    toCondition(filter, { agency: "a.name", division: "a.division_code", year: "r.year" }),
    anyOf(filter.templates, (template) => [
      `exists (select 1 from version v where v.report_id = r.report_id
         and v.superseded_because is null and v.template = ?)`,
      template,
    ]),
    anyOf(filter.sources, (source) => [
      `exists (select 1 from version v join fetch f on f.fetch_id = v.fetch_id
         join address x on x.address_id = f.address_id
         where v.report_id = r.report_id and v.superseded_because is null and x.source_id = ?)`,
      source,
    ]),
  ]);
}

/** Of `expected`, where a report that is missing has no template. */
function expectedCondition(filter: ReportFilter): Condition {
  return allOf([
    toCondition(filter, { agency: "agency", division: "division_code", year: "year" }),
    anyOf(filter.sources, (source) => ["source_id = ?", source]),
    filter.templates && {
      sql: "report_id in (select report_id from temp.kept_report)",
      values: [],
    },
  ]);
}

/**
 * Writes a database that holds the reports asked for and what belongs to them into a new file, and returns how many
 * there are. `expected` becomes a table in it: what should exist follows from all of the database. Such an extract can be
 * read like any snapshot, and is not written to.
 */
export function writeExtract(store: Store, path: string, filter: ReportFilter): number {
  const whole = `${path}-whole`;
  try {
    copyStore(store, whole);
    const database = new Database(whole);
    try {
      database.pragma("journal_mode = off");
      database.pragma("synchronous = off");
      database.pragma("foreign_keys = off");
      const reports = keepReports(database, filter);
      if (reports > 0) database.prepare<[string]>("vacuum into ?").run(path);
      return reports;
    } finally {
      database.close();
    }
  } catch (error) {
    throw explain(error, path);
  } finally {
    rmSync(whole, { force: true });
  }
}

function keepReports(database: Database.Database, filter: ReportFilter): number {
  const reports = reportCondition(filter);
  database
    .prepare(
      `create temp table kept_report as select r.report_id from report r
       join agency a on a.agency_id = r.agency_id where ${reports.sql}`,
    )
    .run(...reports.values);
  const kept = database
    .prepare<[], number>(
      `select count(*) from temp.kept_report join version using (report_id)
       where superseded_because is null`,
    )
    .pluck()
    .get();
  if (kept === undefined || kept === 0) return 0;
  keepExpected(database, filter);
  for (const statement of STATEMENTS) database.exec(statement);
  dropDangling(database);
  database
    .prepare("insert into extract (filter) values (?)")
    .run(JSON.stringify(describeFilter(filter)));
  return kept;
}

function keepExpected(database: Database.Database, filter: ReportFilter): void {
  const expected = expectedCondition(filter);
  database
    .prepare(`create temp table kept_expected as select * from expected where ${expected.sql}`)
    .run(...expected.values);
}

/** What belongs to the kept reports, from the versions outwards to the runs and sources; then all the rest goes. */
const STATEMENTS = [
  "delete from report where report_id not in (select report_id from temp.kept_report)",
  "delete from version where report_id not in (select report_id from report)",
  "delete from reading where version_id is null or version_id not in (select version_id from version)",
  `delete from page_picture where not exists (select 1 from reading g
     where g.document_id = page_picture.document_id and g.address_id = page_picture.address_id)`,
  `create temp table kept_fetch as
     select fetch_id from version
     union select fetch_id from reading
     union select fetch_id from page_picture
     union select f.fetch_id from fetch f
       join reading g on g.document_id = f.document_id and g.address_id = f.address_id`,
  `insert into temp.kept_fetch select received_fetch_id from rendering
     where fetch_id in (select fetch_id from temp.kept_fetch)`,
  "delete from fetch where fetch_id not in (select fetch_id from temp.kept_fetch)",
  `delete from rendering where fetch_id not in (select fetch_id from fetch)
     or received_fetch_id not in (select fetch_id from fetch)`,
  `delete from address where address_id not in (
     select address_id from fetch union select address_id from reading)`,
  "delete from promise where address_id not in (select address_id from address)",
  "delete from robots",
  "delete from host_rest",
  `delete from document where document_id not in (
     select document_id from fetch where document_id is not null
     union select document_id from version union select document_id from reading
     union select document_id from page_picture)`,
  `delete from correction where correction_id not in (select k.correction_id from correction k
     join agency a join report r on r.agency_id = a.agency_id where ${IS_FOR_REPORT})`,
  "delete from election where report_id not in (select report_id from report)",
  `delete from run where run_id not in (select run_id from fetch union select run_id from version
     union select run_id from election union select first_run_id from correction
     union select last_run_id from correction where last_run_id is not null)`,
  `delete from source where source_id not in (
     select source_id from address where source_id is not null
     union select source_id from temp.kept_expected)`,
  "delete from agency where agency_id not in (select agency_id from report)",
  "drop view expected",
  // Declared, so that an empty one still says what its columns hold.
  `create table expected (source_id text, agency text, division_code text, year integer,
     status text, reason text, report_id integer, basis text) strict`,
  `insert into expected select source_id, agency, division_code, year, status, reason,
     iif(report_id in (select report_id from report), report_id, null), basis
   from temp.kept_expected
     order by source_id, agency, division_code, year`,
  "create table extract (filter text not null check (json_valid(filter))) strict",
];

/** The filter that a database was extracted with; undefined for a whole one. */
export function findExtractFilter(store: Store): readonly string[] | undefined {
  if (!isExtract(store.database)) return undefined;
  const filter = store.database.prepare<[], string>("select filter from extract").pluck().get();
  return filter === undefined ? undefined : JSON.parse(filter);
}

/** True of a database that holds some of another's reports. */
export function isExtract(database: Database.Database): boolean {
  return (
    database
      .prepare("select 1 from sqlite_schema where type = 'table' and name = 'extract'")
      .get() !== undefined
  );
}
