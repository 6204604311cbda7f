import { join } from "node:path";
import { expect, test } from "vitest";
import { readPromise } from "../../src/interpret/promise.ts";
import type { Address } from "../../src/model/address.ts";
import { beginRound, countQueued, nextAddress, putSources } from "../../src/store/frontier.ts";
import { openStore } from "../../src/store/open-store.ts";
import { readPromises } from "../../src/store/promises.ts";
import { listDocumentsToRead } from "../../src/store/reparse.ts";
import { settle } from "../../src/store/settle.ts";
import { listCoverage, listFailures } from "../../src/store/status.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORMS,
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

function found(url: string, role: "list" | "report", label?: string) {
  return { url: `http://www.qingshi.example/nb/${url}`, role, label };
}

function expectNext(store: Store): Address {
  const address = nextAddress(store, SOURCE.id);
  if (address === undefined) throw new Error("expected an address");
  return address;
}

function begin(path?: string): Store {
  const store = temporaryStore(path);
  putSources(store, [SOURCE]);
  beginRound(store, SOURCE);
  return store;
}

/** The start page is asked and leads to two reports and a second list. */
function settleStart(store: Store, run = sampleRun()): void {
  const links = [
    found("2024.html", "report", "2024年年度报告"),
    found("2023.html", "report", "2023年年度报告"),
    found("list2.html", "list"),
  ];
  const address = expectNext(store);
  settle(store, run, sampleVisit({ address, hash: "1", outcome: LIST, found: links }), PARSER);
}

test("lists are asked before reports, each in the order found, and none twice at a time", () => {
  const store = begin();
  settleStart(store);
  const taken = [expectNext(store), expectNext(store), expectNext(store)];
  expect(taken.map(({ url }) => url.split("/").at(-1))).toEqual([
    "list2.html",
    "2024.html",
    "2023.html",
  ]);
  expect(taken[1]).toMatchObject({
    role: "report",
    label: "2024年年度报告",
    depth: 1,
    attempts: 0,
  });
  expect(nextAddress(store, SOURCE.id)).toBeUndefined();
  expect(countQueued(store, SOURCE.id)).toBe(3);
  const [list] = taken;
  if (list === undefined) throw new Error("expected an address");
  store.addressesInHand.delete(list.id);
  expect(nextAddress(store, SOURCE.id)?.id).toBe(list.id);
});

test("a crawl that was cut off goes on with what was left, those in hand included", () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const store = openStore(path, { mode: "write", forms: FORMS });
  putSources(store, [SOURCE]);
  expect(beginRound(store, SOURCE)).toBe("begun");
  settleStart(store);
  const inHand = expectNext(store);
  store.close();
  const next = temporaryStore(path);
  expect(beginRound(next, SOURCE)).toBe("resumed");
  expect(expectNext(next).id).toBe(inHand.id);
  expect(countQueued(next, SOURCE.id)).toBe(3);
});

test("the next round asks everything known again, with what the server said last time", () => {
  const store = begin();
  const run = sampleRun();
  settleStart(store, run);
  for (const state of ["done", "gone", "refused"] as const) {
    const address = expectNext(store);
    settle(store, run, sampleVisit({ address, hash: address.url.slice(-6, -5), state }), PARSER);
  }
  expect(nextAddress(store, SOURCE.id)).toBeUndefined();
  expect(beginRound(store, SOURCE)).toBe("begun");
  expect(countQueued(store, SOURCE.id)).toBe(4);
  expect(expectNext(store)).toMatchObject({ role: "start", etag: '"1"', attempts: 0 });
});

test("a start address taken out of sources.json rests", () => {
  const store = begin();
  settle(store, sampleRun(), sampleVisit({ address: expectNext(store), outcome: LIST }), PARSER);
  beginRound(store, sampleSource({ start: ["http://www.qingshi.example/new/"] }));
  expect(expectNext(store).url).toBe("http://www.qingshi.example/new/");
  expect(nextAddress(store, SOURCE.id)).toBeUndefined();
});

test("a source taken out of sources.json is kept and no longer listed", () => {
  const store = begin();
  putSources(store, [sampleSource({ id: "other" })]);
  const rows = store.database.prepare("select source_id, listed from sources order by 1").raw();
  expect(rows.all()).toEqual([
    ["other", 1],
    ["qingshi-wjw", 0],
  ]);
});

test("an answer without a body keeps the validators and the document of the one before", () => {
  const store = begin();
  const run = sampleRun();
  settle(store, run, sampleVisit({ address: expectNext(store) }), PARSER);
  beginRound(store, SOURCE);
  const visit = sampleVisit({ address: expectNext(store) });
  const fetch = { ...visit.fetch, httpStatus: 304, headers: {}, outcome: "unchanged" as const };
  settle(store, run, { ...visit, fetch, document: undefined, outcome: undefined }, PARSER);
  beginRound(store, SOURCE);
  expect(expectNext(store).etag).toBe('"1"');
  const rows = store.database.prepare("select outcome, substr(document_sha256, 1, 1) from fetches");
  expect(rows.raw().all()).toEqual([
    ["fetched", "a"],
    ["unchanged", "a"],
  ]);
});

test("a document is read again with what its link and its source said", () => {
  const store = begin();
  const run = sampleRun();
  settleStart(store, run);
  expectNext(store);
  settle(store, run, sampleVisit({ address: expectNext(store), hash: "c" }), PARSER);
  const [, report] = listDocumentsToRead(store);
  expect(report?.context).toMatchObject({
    agency: "清石县卫生健康委员会",
    divisionCode: "990123",
    linkText: "2024年年度报告",
  });
});

function expected(store: Store): unknown[] {
  return store.database
    .prepare("select year, status, reason from expected order by year")
    .raw()
    .all();
}

test("a source that was never asked is expected to have the last report that is due", () => {
  const store = begin();
  const run = sampleRun("2026-01-31T00:00:00.000Z");
  settle(store, run, sampleVisit({ url: "files/notes.html", outcome: LIST }), PARSER);
  expect(expected(store)).toEqual([[2024, "not_crawled", null]]);
});

test("a report that should exist is stored, failed with its reason, or missing", () => {
  const store = begin();
  const run = sampleRun("2026-02-01T00:00:00.000Z");
  const links = [2021, 2024].map((year) => found(`${year}.html`, "report", `${year}年报告`));
  const start = expectNext(store);
  settle(
    store,
    run,
    sampleVisit({ address: start, outcome: LIST, hash: "1", found: links }),
    PARSER,
  );
  const outcome = reported(sampleReport({ year: 2021 }));
  settle(store, run, sampleVisit({ address: expectNext(store), hash: "2", outcome }), PARSER);
  const visit = sampleVisit({ address: expectNext(store), state: "failed" });
  const reason = "the server closed the connection";
  const fetch = { ...visit.fetch, outcome: "unreachable" as const, reason };
  settle(store, run, { ...visit, fetch, document: undefined, outcome: undefined }, PARSER);
  readPromises(store, run, "new", readPromise);
  expect(expected(store)).toEqual([
    [2021, "stored", null],
    [2022, "missing", null],
    [2023, "missing", null],
    [2024, "failed", reason],
    [2025, "missing", null],
  ]);
  expect(listCoverage(store).map(({ year, stored, missing }) => [year, stored, missing])).toEqual([
    [2021, 1, 0],
    [2022, 0, 1],
    [2023, 0, 1],
    [2024, 0, 0],
    [2025, 0, 1],
  ]);
  expect(listFailures(store)).toEqual([
    {
      sourceId: SOURCE.id,
      kind: "failed",
      reason,
      addresses: 1,
      example: "http://www.qingshi.example/nb/2024.html",
    },
  ]);
});

test("what a list would have named is not called missing if the list could not be had", () => {
  const store = begin();
  const visit = sampleVisit({ address: expectNext(store), state: "refused" });
  const fetch = { ...visit.fetch, outcome: "refused" as const, reason: "robots.txt says no" };
  const run = sampleRun("2026-02-01T00:00:00.000Z");
  settle(store, run, { ...visit, fetch, document: undefined, outcome: undefined }, PARSER);
  expect(expected(store)).toEqual([
    [2025, "failed", "robots.txt says no: http://www.qingshi.example/nb/"],
  ]);
});

test("a government has until the end of March", () => {
  const store = temporaryStore();
  putSources(store, [sampleSource({ agency: "清石县人民政府" })]);
  settle(store, sampleRun("2026-03-31T00:00:00.000Z"), sampleVisit({ outcome: LIST }), PARSER);
  expect(expected(store)).toEqual([[2024, "not_crawled", null]]);
});
