import { afterAll, beforeAll, expect, test } from "vitest";
import { organs, places } from "../sample/places.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

let shelf: Shelf;
let bench: RunningBench;
let doubted: number;

const [place] = places;
const [organ] = organs;
if (place === undefined || organ === undefined) throw new Error("no place or organ to report");
const AGENCY = `${place.name}${organ.name}`;
const sampleOf = (year: number) => sampleReport(year, { year, place, organ, spread: "distinct" });

beforeAll(async () => {
  shelf = openShelf();
  for (const year of [2022, 2023]) {
    const page = printHtml(printPage(sampleOf(year)), {});
    await shelf.put({ ...page, agency: AGENCY, year });
  }
  const sample = sampleOf(2024);
  const wrong = new Map(sample.values).set("requests.new.total", 1);
  const page = printHtml(printPage({ ...sample, values: wrong }), {});
  doubted = await shelf.put({ ...page, agency: AGENCY, year: 2024 });
  bench = await startBench(shelf);
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

test("a report with an error is shown as doubted, and its cell leads to it", async () => {
  const { text } = await bench.get("/coverage");
  expect(text).toMatch(new RegExp(`<a class="doubted" href="/reports/${doubted}"`));
  expect(text.match(/<a class="stored"/g)).toHaveLength(2);
});

test("a report that should be there and is not leads to why", async () => {
  const { text } = await bench.get("/coverage");
  const address = /<a class="(?:missing|not_crawled)" href="([^"]*)"/.exec(text)?.[1] ?? "";
  expect(address).toContain("/missing?");
  const why = await bench.get(address.replaceAll("&amp;", "&"));
  expect(why.status).toBe(200);
  expect(why.text).toContain("青石县水务局");
  expect(why.text).toContain("sources.json names the agency");
});

test.each([
  ["kind=department", 2],
  ["kind=town", 0],
  ["template=2019", 0],
  [`name=${AGENCY}`, 1],
  ["source=elsewhere", 0],
  ["division=99", 2],
  ["division=41", 0],
])("%s shows %i agencies", async (query, agencies) => {
  const { text } = await bench.get(`/coverage?by=agency&${encodeURI(query)}`);
  expect(text.match(/<th scope="row">/g) ?? []).toHaveLength(agencies);
});

test("by division, reports are counted, and lead to the agencies", async () => {
  const { text } = await bench.get("/coverage?by=county");
  expect(text).toContain("1 of 2");
  expect(text).toContain('href="/coverage?division=990123&amp;by=agency"');
});

test("what is stored while the workbench runs is seen", async () => {
  const fresh = openShelf();
  const other = await startBench(fresh);
  try {
    const page = printHtml(printPage(sampleOf(2024)), {});
    const id = await fresh.put({ ...page, agency: AGENCY, year: 2024 });
    expect((await other.get(`/reports/${id}`)).status).toBe(200);
    expect((await other.get("/coverage")).text).toContain(`/reports/${id}`);
  } finally {
    await other.close();
    fresh.close();
  }
});

test("the rows of the grid are those that its SQL gives", async () => {
  const { text } = await bench.get("/coverage?by=agency&kind=department&format=json");
  const rows: unknown[] = JSON.parse(text);
  expect(rows.length).toBeGreaterThan(3);
  const { text: sql } = await bench.get("/coverage?by=agency&kind=department&format=sql");
  expect(shelf.writer.database.prepare(sql).all()).toEqual(rows);
});
