import { afterAll, beforeAll, expect, test } from "vitest";
import {
  toAgencyPoints,
  toScale,
  toStretches,
  toYearPoints,
} from "../../src/serve/compare/chart.ts";
import type { RateRow } from "../../src/store/browse/comparison.ts";
import { organs, places } from "../sample/places.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

const row = (year: number, rate: number | null, errors = 0): RateRow => ({
  report_id: year,
  agency: `砚溪县第${year}局`,
  division_code: "990102",
  year,
  template: "2021",
  rate,
  numerator: null,
  denominator: null,
  errors,
});

test("a year without a report is a gap in the line, and so is one without a value", () => {
  const points = toYearPoints([row(2019, 0.5), row(2020, 0.4), row(2022, null), row(2023, 0, 1)]);
  expect(points.map(({ label, state }) => `${label} ${state}`)).toEqual([
    "2019 sound",
    "2020 sound",
    "2021 no_report",
    "2022 no_value",
    "2023 doubted",
  ]);
  expect(toStretches(points)).toEqual([[0, 1], [4]]);
});

test("agencies stand by their rates, those without one last", () => {
  const points = toAgencyPoints([row(1, null), row(2, 0.1), row(3, 0.9)], "–");
  expect(points.map(({ value }) => value)).toEqual([0.9, 0.1, null]);
});

test.each([
  [[0.47, 0.52], 0.6],
  [[1], 1],
  [[0], 0.1],
  [[], 0.1],
  [[3.2], 4],
])("a scale for %j ends at %f", (values, end) => {
  const scale = toScale(
    toAgencyPoints(
      values.map((value, index) => row(index, value)),
      "–",
    ),
  );
  expect(scale[0]).toBe(0);
  expect(scale.at(-1)).toBeCloseTo(end);
});

let shelf: Shelf;
let bench: RunningBench;

const [place] = places;
const [organ] = organs;
if (place === undefined || organ === undefined) throw new Error("no place or organ to report");
const AGENCY = `${place.name}${organ.name}`;
const samples = [2021, 2022, 2024].map((year) =>
  sampleReport(year, { year, place, organ, spread: "distinct" }),
);

beforeAll(async () => {
  shelf = openShelf();
  for (const sample of samples) await shelf.put({ ...printHtml(printPage(sample), {}), ...sample });
  bench = await startBench(shelf);
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

test("an agency's rate stands beside the numbers it is made of, for each of its years", async () => {
  const query = new URLSearchParams({ agency: AGENCY, rate: "carry_over" });
  const { text } = await bench.get(`/compare?${query}`);
  const rows: RateRow[] = JSON.parse((await bench.get(`/compare?${query}&format=json`)).text);
  expect(
    rows.map(({ year, numerator, denominator }) => ({ year, numerator, denominator })),
  ).toEqual(
    samples.map(({ year, values }) => ({
      year,
      numerator: values.get("requests.carried_out.total"),
      denominator:
        (values.get("requests.new.total") ?? 0) + (values.get("requests.carried_in.total") ?? 0),
    })),
  );
  expect(text.match(/<circle/g)).toHaveLength(3);
  expect(text.match(/<polyline/g)).toHaveLength(2);
  expect(text).toContain("no report");
  const { text: sql } = await bench.get(`/compare?${query}&format=sql`);
  expect(shelf.writer.database.prepare(sql).all()).toEqual(rows);
});

test("the agencies of a division in a year, and their chart as a picture of its own", async () => {
  const { text } = await bench.get("/compare?division=99&year=2024");
  expect(text).toContain(AGENCY);
  const { headers, text: picture } = await bench.get("/compare/chart.svg?division=99&year=2024");
  expect(headers.get("content-type")).toContain("image/svg+xml");
  expect(picture).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(picture).toContain(AGENCY);
  const data = /<metadata>(.*)<\/metadata>/.exec(picture)?.[1] ?? "";
  const { text: json } = await bench.get("/compare?division=99&year=2024&format=json");
  expect(JSON.parse(data.replaceAll("&quot;", '"'))).toEqual(JSON.parse(json));
});

test("where nothing is chosen yet, agencies are found by a part of their names", async () => {
  const { text } = await bench.get(`/compare?name=${encodeURIComponent(organ.name)}`);
  expect(text).toContain(`/compare?${new URLSearchParams({ agency: AGENCY })}`);
  expect((await bench.get("/compare?name=nobody")).text).not.toContain("/compare?agency=");
});

test("an unknown rate is refused", async () => {
  expect((await bench.get("/compare?agency=a&rate=template")).status).toBe(400);
});
