import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSentence } from "../../src/serve/search/sentence.ts";
import { readListing, toStatement } from "../../src/store/browse/listing.ts";
import { SearchIndex } from "../../src/store/browse/search-index.ts";
import { searchListing } from "../../src/store/browse/search-listing.ts";
import { listTerms, toIndexed, toQuery } from "../../src/store/browse/search-words.ts";
import { openStore } from "../../src/store/open-store.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

let shelf: Shelf;
let bench: RunningBench;

const write = (year: number, sentence: string) => {
  const sample = sampleReport(year, { year });
  const [first, ...rest] = sample.sections;
  if (first === undefined) throw new Error("a report without sections");
  const sections = [{ ...first, paragraphs: [...first.paragraphs, sentence] }, ...rest];
  return { ...printHtml(printPage({ ...sample, sections }), {}), ...sample };
};

beforeAll(async () => {
  shelf = openShelf();
  await shelf.put(write(2022, "本年度开展霁光行动，走访 COVID 期间停业商户 37 家。"));
  await shelf.put(write(2023, "本年度未开展专项行动。"));
  bench = await startBench(shelf);
  await setImmediate();
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

/** Numbers of the reports that a search leads to. */
async function reportsFor(typed: string): Promise<number[]> {
  const { text } = await bench.get(`/search?${new URLSearchParams({ q: typed, format: "json" })}`);
  const hits: { report_id: number }[] = JSON.parse(text);
  return [...new Set(hits.map(({ report_id }) => report_id))].sort();
}

test.each([
  ["霁光行动", [1]],
  ["霁光", [1]],
  ["霁", [1]],
  ["光行", [1]],
  ["行动", [1, 2]],
  ["专项行动", [2]],
  ["covid 期间", [1]],
  ["霁光 专项", []],
  ["2023年政府信息公开工作年度报告", [2]],
  ["37 家", [1]],
  ["动行", []],
])("%j is found in reports %j", async (typed, reports) => {
  expect(await reportsFor(typed)).toEqual(reports);
});

test("a result shows the sentence, with what was searched for marked", async () => {
  const { text } = await bench.get(`/search?q=${encodeURIComponent("霁光")}`);
  expect(text).toContain("本年度开展<mark>霁光</mark>行动，走访 COVID 期间停业商户 37 家。");
  expect(text).toContain('href="/reports/1#section.1"');
});

test.each(["霁光行动", "行动", "covid 期间", "it's", "。"])(
  "the rows of a search for %j are those that its SQL gives",
  async (typed) => {
    const path = `/search?${new URLSearchParams({ q: typed })}`;
    const rows: { text: string }[] = JSON.parse((await bench.get(`${path}&format=json`)).text);
    expect((await bench.get(path)).text.match(/<article class="hit">/g) ?? []).toHaveLength(
      rows.length,
    );
    const [attach, select] = splitAttach((await bench.get(`${path}&format=sql`)).text);
    const database = new Database(shelf.database, { readonly: true });
    try {
      if (attach !== undefined) database.exec(attach);
      expect(database.prepare(select).all()).toEqual(rows);
    } finally {
      database.close();
    }
    const { text: csv } = await bench.get(`${path}&format=csv`);
    expect(csv).toContain("report_id,version_id,agency");
  },
);

/** The statement that names the index's file, found from where this test runs, and the one that asks. */
function splitAttach(sql: string): readonly [string | undefined, string] {
  const [attach, select] = sql.split(" as search_index;\n");
  if (attach === undefined || select === undefined) return [undefined, sql];
  const folder = dirname(shelf.database);
  return [`${attach.replace("attach '", `attach '${folder}/`)} as search_index`, select];
}

test("the SQL of an index in memory names what was found", async () => {
  const store = openStore(shelf.database, { mode: "read", forms: [] });
  const index = new SearchIndex(store, ":memory:", (work) => work());
  try {
    index.follow();
    const listing = searchListing(store, index, "行动");
    const { rows } = readListing(store, listing);
    expect(rows.length).toBe(2);
    expect(store.database.prepare(toStatement(listing)).raw().all()).toEqual(rows);
  } finally {
    index.close();
    store.close();
  }
});

test.each(['"', "*", 'a" OR "b', "NEAR(a b)", "^x", "。", "( )", "-x", "col:x", "AND"])(
  "%j asks for text and is no command to the index",
  async (typed) => {
    expect(await reportsFor(typed)).toEqual([]);
  },
);

test("whatever is typed, its question can be asked and its sentence is the text's own", () => {
  const index = shelf.writer.database;
  index.exec("create virtual table temp.passage using fts5 (words, content = '')");
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: "grapheme" }),
      (typed, text) => {
        const query = toQuery(typed);
        if (query !== undefined)
          index.prepare("select rowid from temp.passage where passage match ?").all(query);
        const shown = findSentence(text, listTerms(typed))
          .map((piece) => piece.text)
          .join("");
        expect(text.replaceAll("…", "")).toContain(shown.replaceAll("…", ""));
      },
    ),
  );
});

test("Chinese is indexed by every two characters, and the last one alone", () => {
  expect(toIndexed("政府信息，2024年 ＣＯＶＩＤ")).toBe("政府 府信 信息 息 2024 年 covid");
});

test("an index in a file is kept, follows the database, and forgets what is no longer current", async () => {
  const fresh = openShelf();
  const store = openStore(fresh.database, { mode: "read", forms: [] });
  const path = `${fresh.database}.search`;
  const open = () => new SearchIndex(store, path, (work) => void setImmediate().then(work));
  const settled = async (index: SearchIndex) => {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    return index;
  };
  try {
    await fresh.put(write(2022, "霁光行动。"));
    const first = open();
    first.follow();
    expect((await settled(first)).find("霁光行动", 0, 9)).toMatchObject({
      all: 1,
      indexed: 1,
      reports: 1,
    });
    await fresh.put(write(2024, "霁光行动。"));
    first.follow();
    expect((await settled(first)).find("霁光行动", 0, 9).all).toBe(2);
    first.close();
    fresh.writer.database.exec(
      "update version set superseded_because = 'other_document' where version_id = 1",
    );
    const second = open();
    expect(existsSync(path)).toBe(true);
    second.follow();
    expect((await settled(second)).find("霁光行动", 0, 9)).toMatchObject({
      passages: [{ versionId: 2, place: 1 }],
      all: 1,
    });
    second.close();
  } finally {
    store.close();
    fresh.close();
  }
});

test("a file that is no index is left alone", () => {
  expect(() => new SearchIndex(shelf.writer, shelf.database, () => undefined)).toThrow(
    "belongs to another program",
  );
});
