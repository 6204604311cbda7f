import { expect, test } from "vitest";
import { settle } from "../../src/store/settle.ts";
import { createSettleGroup } from "../../src/store/settle-group.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

/** The visit of a page with the report of an agency of its own. */
function visitOf(page: number) {
  const report = sampleReport({
    agency: { name: `第${page}局`, printed: null, divisionCode: null },
  });
  const hash = page.toString(16).padStart(8, "0");
  return sampleVisit({ url: `http://a.example/${page}`, hash, outcome: reported(report) });
}

const pages = Array.from({ length: 12 }, (_, index) => index + 1);

function select(store: Store, sql: string): unknown[] {
  return store.database.prepare(sql).raw().all();
}

const EVERYTHING = [
  "select report_id, agency, year, errors from reports order by report_id",
  "select fetch_id, run_id, requested_url, document_id from fetch order by fetch_id",
  "select address_id, url, state, attempts from address order by address_id",
  "select version_id, report_id, reading_sha256, superseded_because from version",
];

test("visits settled together are settled as they would be one by one", async () => {
  const together = temporaryStore();
  const group = createSettleGroup(together, sampleRun(), PARSER);
  const settled = await Promise.all(pages.map((page) => group.settle(visitOf(page))));
  const apart = temporaryStore();
  const run = sampleRun();
  expect(settled).toEqual(pages.map((page) => settle(apart, run, visitOf(page), PARSER)));
  for (const sql of EVERYTHING) expect(select(together, sql)).toEqual(select(apart, sql));
});

test("the disk is waited for less often than there are visits", async () => {
  const store = temporaryStore();
  let commits = 0;
  const write = store.write.bind(store);
  store.write = (work) => {
    if (!store.database.inTransaction) commits += 1;
    return write(work);
  };
  const group = createSettleGroup(store, sampleRun(), PARSER);
  await group.settle(visitOf(1));
  expect(commits).toBe(1);
  await Promise.all(pages.slice(1).map((page) => group.settle(visitOf(page))));
  expect(commits).toBe(2);
});

test("what was reported settled is on the disk", async () => {
  const store = temporaryStore();
  const other = temporaryStore(store.path);
  const group = createSettleGroup(store, sampleRun(), PARSER);
  await Promise.all(
    pages.map(async (page) => {
      await group.settle(visitOf(page));
      expect(select(other, "select agency from reports")).toContainEqual([`第${page}局`]);
    }),
  );
});

test("a group that cannot be written fails whole, and the next one is not held up by it", async () => {
  const store = temporaryStore();
  const group = createSettleGroup(store, sampleRun(), PARSER);
  const broken = { ...visitOf(2), state: "nonsense" as "done" };
  const ends = await Promise.allSettled([group.settle(visitOf(1)), group.settle(broken)]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(select(store, "select * from fetch")).toEqual([]);
  expect(select(store, "select * from run")).toEqual([]);
  await group.settle(visitOf(3));
  expect(select(store, "select agency from reports")).toEqual([["第3局"]]);
});
