import { expect, test } from "vitest";
import { beginRound, nextAddress, putSources } from "../../src/store/frontier.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, sampleRun, sampleSource, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const SOURCE = sampleSource();
const OTHER = sampleSource({ id: "baishi-wjw", start: ["http://www.baishi.example/nb/"] });
/** Through what a statement may go from end to end: runs are few, a JSON text and a constant no table. */
const FEW = /^SCAN (?:run\b|json_each\b|CONSTANT)/;
/**
 * A new version has a trigger, and then SQLite plans to look for rows that waited for it as their foreign key, which it
 * does only if there are any: there never are.
 */
const WAITING = /^SCAN (?:election|version)$/;

/** ":run" */
const NAMED = /:([a-z]\w*)/gi;

/** Records every statement that is prepared from here on. */
function record(store: Store): Set<string> {
  const texts = new Set<string>();
  const sql = store.sql.bind(store);
  store.sql = (text) => {
    texts.add(text);
    return sql(text);
  };
  return texts;
}

function explain(store: Store, text: string): string[] {
  const places = Array.from({ length: text.split("?").length - 1 }, () => null);
  const names = [...text.matchAll(NAMED)].map(([, name = ""]) => [name, null]);
  const named = names.length === 0 ? [] : [Object.fromEntries(names)];
  return store.database
    .prepare<unknown[], { detail: string }>(`explain query plan ${text}`)
    .all(...places, ...named)
    .map(({ detail }) => detail);
}

function withAddresses(count: number): Store {
  const store = temporaryStore();
  putSources(store, [SOURCE, OTHER]);
  beginRound(store, SOURCE);
  beginRound(store, OTHER);
  store.write(() => {
    const insert = store.database.prepare(
      "insert into address (source_id, url, role, depth, state) values (?, ?, ?, 1, 'queued')",
    );
    for (let index = 0; index < count; index += 1) {
      const source = index % 2 === 0 ? SOURCE : OTHER;
      insert.run(
        source.id,
        `http://www.qingshi.example/${index}`,
        index % 10 < 2 ? "list" : "report",
      );
    }
  });
  return store;
}

test("a visit and the next address are found without going through a table that grows", () => {
  const store = withAddresses(100);
  const texts = record(store);
  const run = sampleRun();
  for (const hash of ["1", "2"]) {
    beginRound(store, SOURCE);
    const address = nextAddress(store, SOURCE.id);
    const label = "2024年政府信息公开工作年度报告";
    const found = [{ url: "http://www.qingshi.example/0", role: "report" as const, label }];
    settle(store, run, sampleVisit({ ...(address && { address }), hash, found }), PARSER);
    store.database.exec(`update address set state = 'queued' where address_id = ${address?.id}`);
  }
  expect(texts.size).toBeGreaterThan(10);
  const plans = [...texts].flatMap((text) => explain(store, text).map((plan) => [plan, text]));
  const scans = plans.filter(
    ([plan = "", text = ""]) =>
      plan.startsWith("SCAN") &&
      !FEW.test(plan) &&
      !(text.startsWith("insert into version ") && WAITING.test(plan)),
  );
  expect(scans).toEqual([]);
  const next = [...texts].find((text) => text.includes("limit ?")) ?? "";
  // In the index's own order: nothing is sorted.
  expect(explain(store, next)).toEqual(["SEARCH address USING INDEX address_queue (source_id=?)"]);
});

test("the next of a hundred thousand queued addresses is found as fast as of a hundred", () => {
  const timeNext = (store: Store) => {
    for (let taken = 0; taken < 8; taken += 1) nextAddress(store, SOURCE.id);
    const begun = performance.now();
    for (let round = 0; round < 500; round += 1) {
      const address = nextAddress(store, SOURCE.id);
      if (address !== undefined) store.addressesInHand.delete(address.id);
    }
    return performance.now() - begun;
  };
  timeNext(withAddresses(100));
  const few = timeNext(withAddresses(100));
  const many = timeNext(withAddresses(100_000));
  expect(many).toBeLessThan(few * 5 + 50);
});
