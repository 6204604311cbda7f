import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Address } from "../../src/model/address.ts";
import { beginRound, nextAddress, putSources } from "../../src/store/frontier.ts";
import { START } from "../../src/store/migrations/0001-start.ts";
import { listDocumentsToRead } from "../../src/store/reparse.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  PARSER,
  reported,
  sampleReport,
  sampleRun,
  sampleSource,
  sampleVisit,
} from "./sample-data.ts";
import { temporaryFolder, temporaryStore } from "./temporary.ts";

const SOURCE = sampleSource();
const LIST = { kind: "other" as const, page: "list" as const, reason: "links to reports" };
const REPORT_URL = "http://www.qingshi.example/nb/2024.html";

function takeNext(store: Store): Address {
  const address = nextAddress(store, SOURCE.id);
  if (address === undefined) throw new Error("expected an address");
  return address;
}

/** A round in which the list says `label` of the one report, and then the report is asked. */
function begin(label: string): { store: Store; run: ReturnType<typeof sampleRun> } {
  const store = temporaryStore();
  const run = sampleRun();
  putSources(store, [SOURCE]);
  beginRound(store, SOURCE);
  settleList(store, run, label);
  return { store, run };
}

function settleList(store: Store, run: ReturnType<typeof sampleRun>, label: string): void {
  const found = [{ url: REPORT_URL, role: "report" as const, label }];
  settle(
    store,
    run,
    sampleVisit({ address: takeNext(store), hash: "1", outcome: LIST, found }),
    PARSER,
  );
}

function unchanged(address: Address, outcome = reported(sampleReport())) {
  const visit = sampleVisit({ address });
  const fetch = { ...visit.fetch, httpStatus: 304, headers: {}, outcome: "unchanged" as const };
  return { ...visit, fetch, document: undefined, outcome };
}

const labels = (store: Store) =>
  store.database.prepare("select label from address where role = 'report'").pluck().all();
const linkTexts = (store: Store) =>
  [...listDocumentsToRead(store)].map(({ context }) => context.linkText);

test("an address knows the document it brought last, and how that first came", () => {
  const { store, run } = begin("年报");
  const address = takeNext(store);
  expect(address.held).toBeUndefined();
  const visit = sampleVisit({ address, hash: "c" });
  const finalUrl = "https://www.qingshi.example/nb/2024.html";
  settle(store, run, { ...visit, fetch: { ...visit.fetch, finalUrl } }, PARSER);
  beginRound(store, SOURCE);
  settleList(store, run, "年报");
  const again = takeNext(store);
  settle(store, run, sampleVisit({ address: again, hash: "c" }), PARSER);
  beginRound(store, SOURCE);
  settleList(store, run, "年报");
  expect(takeNext(store).held).toEqual({
    sha256: "c".padEnd(64, "0"),
    contentType: "text/html; charset=utf-8",
    url: finalUrl,
    answeredUrl: REPORT_URL,
    label: "年报",
    linkDate: undefined,
    pictures: new Map(),
    readAs: "whole",
    wanted: { sinceYear: undefined, ocr: "off" },
  });
});

test("a better label is kept, a poorer one is not", () => {
  const { store, run } = begin("2024年年报");
  beginRound(store, SOURCE);
  settle(store, run, sampleVisit({ address: takeNext(store), outcome: LIST }), PARSER);
  beginRound(store, SOURCE);
  settleList(store, run, "更多");
  expect(labels(store)).toEqual(["2024年年报"]);
  settle(store, run, sampleVisit({ address: takeNext(store) }), PARSER);
  beginRound(store, SOURCE);
  settleList(store, run, "清石县卫健委2024年年报");
  expect(labels(store)).toEqual(["清石县卫健委2024年年报"]);
});

test("what was read is read again with the label it was read with, until it is asked again", () => {
  const { store, run } = begin("年报");
  settle(store, run, sampleVisit({ address: takeNext(store), hash: "c" }), PARSER);
  beginRound(store, SOURCE);
  settleList(store, run, "2024年年报");
  expect(linkTexts(store)).toEqual([undefined, "年报"]);
  settle(store, run, unchanged(takeNext(store)), PARSER);
  expect(linkTexts(store)).toEqual([undefined, "2024年年报"]);
});

test("an unchanged document that reads otherwise today makes a version", () => {
  const { store, run } = begin("年报");
  settle(store, run, sampleVisit({ address: takeNext(store), hash: "c" }), PARSER);
  const same = () => unchanged(takeNextReport(store, run));
  expect(settle(store, run, same(), PARSER).change).toBe("unchanged");
  const visit = unchanged(takeNextReport(store, run), reported(sampleReport({ title: "又名" })));
  expect(settle(store, run, visit, PARSER).change).toBe("new_version");
  const rows = store.database.prepare("select title, is_current from versions order by version_id");
  expect(rows.raw().all()).toEqual([
    [sampleReport().title, 0],
    ["又名", 1],
  ]);
});

function takeNextReport(store: Store, run: ReturnType<typeof sampleRun>): Address {
  beginRound(store, SOURCE);
  settleList(store, run, "年报");
  return takeNext(store);
}

test("a database from before fetches kept labels takes them from the addresses", () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const old = new Database(path);
  old.exec(START);
  old.pragma("application_id = 1852399982");
  old.pragma("user_version = 1");
  old.exec(`insert into run values (1, 'crawl', '[]', '1', '2026-01-05', null, 'done', null);
    insert into source values ('a', null, null, 1, 1, '{}');
    insert into address (source_id, url, role, label, depth, state)
      values ('a', 'http://a.example/', 'report', '2024年年报', 1, 'done');
    insert into fetch (run_id, address_id, requested_url, requested_at, headers, outcome)
      values (1, 1, 'http://a.example/', '2026-01-05', '{}', 'gone');`);
  old.close();
  const store = temporaryStore(path);
  expect(store.database.prepare("select label from fetch").pluck().all()).toEqual(["2024年年报"]);
});
