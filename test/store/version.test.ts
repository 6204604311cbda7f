import { expect, test } from "vitest";
import { listDocumentsToRead, storeReading } from "../../src/store/reparse.ts";
import { listReports } from "../../src/store/report-list.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, printed, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const PROSE = sampleReport({ template: "none", cells: [], title: "只有文字" });

function select(store: Store, sql: string): unknown[] {
  return store.database.prepare(sql).raw().all();
}

/** Versions as document, currency and why not. */
function history(store: Store): unknown[] {
  return select(
    store,
    `select substr(document_sha256, 1, 1), is_current, superseded_because,
       (select substr(w.document_sha256, 1, 1) from versions w where w.version_id = v.superseded_by)
     from versions v order by v.version_id`,
  );
}

test("a changed page makes a new version, and the old one stays", () => {
  const store = temporaryStore();
  const run = sampleRun();
  settle(store, run, sampleVisit({ hash: "f" }), PARSER);
  const outcome = reported(sampleReport({ title: "更正" }));
  const second = settle(store, run, sampleVisit({ hash: "b", outcome }), PARSER);
  expect(second).toEqual({ change: "new_version", reportId: 1 });
  expect(history(store)).toEqual([
    ["f", 0, "document_changed", "b"],
    ["b", 1, null, null],
  ]);
});

test("other figures in a table of the agency's own make a new version, a new dress around them does not", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const put = (hash: string, figure: number) => {
    const outcome = { ...reported(sampleReport()), ownTables: `微信\t${figure}` };
    return settle(store, run, sampleVisit({ hash, outcome }), PARSER).change;
  };
  expect([put("a", 1), put("b", 1), put("c", 2), put("d", 1)]).toEqual([
    "new_report",
    "unchanged",
    "new_version",
    "unchanged",
  ]);
  expect(history(store)).toEqual([
    ["a", 1, null, null],
    ["c", 0, "document_changed", "a"],
  ]);
});

test("what a report's own tables print is kept in step when its document is read again", () => {
  const store = temporaryStore();
  const run = sampleRun();
  settle(store, run, sampleVisit({ hash: "a" }), PARSER);
  const outcome = { ...reported(sampleReport()), ownTables: "微信\t1" };
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  expect(storeReading(store, run, document, outcome, PARSER).change).toBe("unchanged");
  expect(settle(store, run, sampleVisit({ hash: "b", outcome }), PARSER).change).toBe("unchanged");
});

test("a page that goes back to what it showed before makes that version current again", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const changed = reported(sampleReport({ title: "更正" }));
  settle(store, run, sampleVisit({ hash: "a" }), PARSER);
  settle(store, run, sampleVisit({ hash: "b", outcome: changed }), PARSER);
  settle(store, run, sampleVisit({ hash: "a" }), PARSER);
  expect(history(store)).toEqual([
    ["a", 1, null, null],
    ["b", 0, "document_changed", "a"],
  ]);
});

test("an error page at a report's address leaves the report as it is", () => {
  const store = temporaryStore();
  const run = sampleRun();
  settle(store, run, sampleVisit({}), PARSER);
  const outcome = { kind: "other" as const, page: "not_a_report" as const, reason: "404 page" };
  settle(store, run, sampleVisit({ hash: "e", outcome }), PARSER);
  expect(history(store)).toEqual([["a", 1, null, null]]);
});

test.each([
  [
    "tables before prose",
    [
      ["b", sampleReport()],
      ["c", PROSE],
    ],
    "b",
  ],
  [
    "the greater hash",
    [
      ["b", sampleReport()],
      ["c", sampleReport({ title: "副本" })],
    ],
    "c",
  ],
] as const)("of two documents of one report, %s, whichever came first", (_rule, copies, winner) => {
  for (const order of [[...copies], [...copies].reverse()]) {
    const store = temporaryStore();
    const run = sampleRun();
    for (const [hash, report] of order) {
      const url = `http://${hash}.example/`;
      settle(store, run, sampleVisit({ url, hash, outcome: reported(report) }), PARSER);
    }
    expect(select(store, "select substr(document_sha256, 1, 1) from reports")).toEqual([[winner]]);
    const loser = winner === "b" ? "c" : "b";
    expect(history(store)).toContainEqual([loser, 0, "other_document", winner]);
    expect(history(store)).toHaveLength(2);
  }
});

test("of two documents with tables, the one first met by the later run", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({ url: "http://f.example/", hash: "f" }), PARSER);
  const outcome = reported(sampleReport({ title: "搬家后的网站" }));
  settle(store, sampleRun(), sampleVisit({ url: "http://b.example/", hash: "b", outcome }), PARSER);
  expect(select(store, "select title from reports")).toEqual([["搬家后的网站"]]);
});

test("a new parser that reads the same leaves the version and puts its name to it", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  const result = storeReading(store, sampleRun(), document, reported(sampleReport()), "2.0.0");
  expect(result.change).toBe("unchanged");
  expect(select(store, "select version_id, parser_version from versions")).toEqual([[1, "2.0.0"]]);
});

test("a new parser that reads otherwise makes a version that supersedes", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  const otherwise = reported(sampleReport({ given: { "requests.new.total": printed(9) } }));
  const result = storeReading(store, sampleRun(), document, otherwise, "2.0.0");
  expect(result).toEqual({ change: "new_version", reportId: 1 });
  expect(
    select(store, "select version_id, superseded_by, superseded_because from versions"),
  ).toEqual([
    [1, 2, "parser_changed"],
    [2, null, null],
  ]);
  expect([...listReports(store, "all")].map(({ versionId }) => versionId)).toEqual([2, 1]);
});

test("a report whose year was misread moves to the right year, and the wrong one has none", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  storeReading(store, sampleRun(), document, reported(sampleReport({ year: 2023 })), "2.0.0");
  expect(select(store, "select year from reports")).toEqual([[2023]]);
  expect(history(store)).toEqual([
    ["a", 0, "parser_changed", "a"],
    ["a", 1, null, null],
  ]);
});

test("what a new parser no longer takes for a report is withdrawn, and another copy steps in", () => {
  const store = temporaryStore();
  const run = sampleRun();
  for (const hash of ["b", "c"]) {
    const outcome = reported(sampleReport({ title: hash }));
    settle(store, run, sampleVisit({ url: `http://${hash}.example/`, hash, outcome }), PARSER);
  }
  const guide = { kind: "other" as const, page: "not_a_report" as const, reason: "a guide" };
  const [first, second] = listDocumentsToRead(store);
  if (first === undefined || second === undefined) throw new Error("no document");
  storeReading(store, run, second, guide, "2.0.0");
  expect(history(store)).toEqual([
    ["b", 1, null, null],
    ["c", 0, "parser_changed", "b"],
  ]);
  storeReading(store, run, first, guide, "2.0.0");
  expect(select(store, "select * from reports")).toEqual([]);
  expect(select(store, "select count(*) from versions")).toEqual([[2]]);
});

test("one document under two addresses is one version", () => {
  const store = temporaryStore();
  const run = sampleRun();
  settle(store, run, sampleVisit({ url: "http://a.example/1" }), PARSER);
  const again = settle(store, run, sampleVisit({ url: "http://a.example/2" }), PARSER);
  expect(again.change).toBe("unchanged");
  expect(select(store, "select count(*) from versions")).toEqual([[1]]);
  expect([...listDocumentsToRead(store)]).toHaveLength(2);
});

test("a document without a year is a report once a link tells its year", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const unknown = { kind: "other" as const, page: "year_unknown" as const, reason: "no year" };
  settle(store, run, sampleVisit({ url: "http://a.example/1", outcome: unknown }), PARSER);
  expect(settle(store, run, sampleVisit({ url: "http://a.example/2" }), PARSER).change).toBe(
    "new_report",
  );
});
