import { afterAll, beforeAll, expect, test } from "vitest";
import { startRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf, SOURCE } from "./stored-documents.ts";

let shelf: Shelf;
let bench: RunningBench;

/** A report with a wrong sum, and a run that also met a page that could not be read and an address that refused. */
beforeAll(async () => {
  shelf = openShelf();
  const sample = sampleReport(7, { spread: "distinct", year: 2024 });
  const wrong = new Map(sample.values).set("requests.granted.total", 7_654_321);
  await shelf.put({ ...printHtml(printPage({ ...sample, values: wrong }), {}), ...sample });
  const run = startRun({
    command: "crawl",
    arguments: ["a b"],
    parserVersion: "0.1.0",
    startedAt: "2026-02-01T00:00:00.000Z",
  });
  const bytes = new TextEncoder().encode("<html><p>nothing");
  const { sha256 } = await shelf.archive.put(bytes);
  const fetchOf = (url: string) => ({
    requestedUrl: url,
    finalUrl: url,
    requestedAt: "2026-02-01T00:00:01.000Z",
    headers: {},
  });
  settle(
    shelf.writer,
    run,
    {
      sourceId: SOURCE,
      address: undefined,
      found: [],
      state: "done",
      fetch: {
        ...fetchOf("http://www.qingshi.example/broken"),
        httpStatus: 200,
        outcome: "fetched",
        reason: undefined,
      },
      document: { sha256, byteLength: bytes.length, contentType: "text/html" },
      outcome: { kind: "failed", failure: "undecodable", reason: "it is <b>broken</b>" },
    },
    "0.1.0",
  );
  settle(
    shelf.writer,
    run,
    {
      sourceId: SOURCE,
      address: undefined,
      found: [],
      state: "refused",
      document: undefined,
      outcome: undefined,
      fetch: {
        ...fetchOf("http://www.qingshi.example/refused"),
        httpStatus: 403,
        outcome: "refused",
        reason: "403 Forbidden",
      },
    },
    "0.1.0",
  );
  bench = await startBench(shelf);
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

test("findings stand by severity and code, with counts and what they say", async () => {
  const { text } = await bench.get("/findings");
  const { rows } = shelf.writer.database
    .prepare<[], { rows: number }>("select count(*) as rows from findings")
    .get() ?? { rows: 0 };
  expect(rows).toBeGreaterThan(1);
  expect(text.match(/<li class="(?:error|warning|info)">/g)).toHaveLength(rows);
  expect(text).toContain("severity=error&amp;code=row_sum_mismatch");
  expect(text).toContain("7654321");
});

test.each([
  ["severity=info&code=row_sum_mismatch", 0],
  ["code=row_sum_mismatch", 1],
  [`code=row_sum_mismatch&source=${SOURCE}`, 1],
  ["source=elsewhere", 0],
])("%s leaves %i of them", async (query, findings) => {
  const { text } = await bench.get(`/findings?${query}`);
  expect(text.match(/<li class="(?:error|warning|info)">/g) ?? []).toHaveLength(findings);
});

test("a finding stands beside the original of its first cell, and the queue ends where it ends", async () => {
  const { text } = await bench.get("/findings/1?code=row_sum_mismatch");
  expect(text).toContain("1 of 1");
  expect(text).not.toContain('rel="next"');
  expect(text).toMatch(
    /<iframe[^>]*src="\/versions\/1\/original\?target=requests\.granted\.[a-z_]+#here"/,
  );
  expect((await bench.get("/findings/2?code=row_sum_mismatch")).status).toBe(404);
});

test("the rows of the queue are those that its SQL gives", async () => {
  const rows: unknown[] = JSON.parse(
    (await bench.get("/findings?severity=error&format=json")).text,
  );
  expect(rows.length).toBeGreaterThan(0);
  const { text: sql } = await bench.get("/findings?severity=error&format=sql");
  expect(shelf.writer.database.prepare(sql).all()).toEqual(rows);
});

test("a run tells what it brought, and what it could not have or read, with the page as it was seen", async () => {
  const list = await bench.get("/runs");
  expect(list.text).toContain('href="/runs/2"');
  const { text } = await bench.get("/runs/2");
  expect(text).toContain("it is &lt;b&gt;broken&lt;/b&gt;");
  expect(text).toContain("403 Forbidden");
  expect(text).toContain("data-live");
  const seen = /href="(\/documents\/[0-9a-f]{64}\/original)"/.exec(text)?.[1] ?? "";
  const original = await bench.get(seen);
  expect(original.status).toBe(200);
  expect(original.headers.get("content-security-policy")).toContain("sandbox");
  expect(original.text).toContain("nothing");
});

test("a run that has ended is not followed, and one that never was is not found", async () => {
  expect((await bench.get("/runs/1")).text).not.toContain("data-live");
  expect((await bench.get("/runs/99")).status).toBe(404);
});
