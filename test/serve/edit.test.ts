import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEditor } from "../../src/commands/serve-editor.ts";
import { takeLock } from "../../src/store/lock.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

const CELL = "requests.granted.total";
const PATH = `/reports/1/cells/${CELL}/correction`;

let shelf: Shelf;
let bench: RunningBench;
let file: string;
let origin: string;
let value: number;

beforeAll(async () => {
  shelf = openShelf();
  file = join(dirname(shelf.database), "corrections.json");
  const sources = join(dirname(shelf.database), "sources.json");
  writeFileSync(sources, '{"sources":[]}');
  const sample = sampleReport(7, { spread: "distinct" });
  value = sample.values.get(CELL) ?? 0;
  const wrong = new Map(sample.values).set(CELL, 7_654_321);
  await shelf.put({ ...printHtml(printPage({ ...sample, values: wrong }), {}), ...sample });
  const editor = createEditor({
    db: shelf.database,
    archive: shelf.archiveFolder,
    sources,
    logLevel: "silent",
    host: "127.0.0.1",
    port: 0,
  });
  bench = await startBench(shelf, {}, editor);
  origin = bench.url;
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

async function readToken(): Promise<string> {
  const { text } = await bench.get(PATH);
  return /name="token" value="([^"]+)"/.exec(text)?.[1] ?? "";
}

const listCorrections = (): { cell: string; value: number; by: string }[] => {
  try {
    return JSON.parse(readFileSync(file, "utf8")).corrections;
  } catch {
    return [];
  }
};

const form = (given: Readonly<Record<string, string>>) => String(new URLSearchParams(given));

test("a form that is not from a page of this server changes nothing", async () => {
  const token = await readToken();
  const sound = { token, value: "13", reason: "the page prints 13", by: "li" };
  for (const [headers, given] of [
    [{ origin: "http://evil.example" }, sound],
    [{}, sound],
    [{ origin, "sec-fetch-site": "cross-site" }, sound],
    [{ origin }, { ...sound, token: "" }],
    [{ origin }, { ...sound, token: `${token.slice(0, -1)}!` }],
  ] as const) {
    expect((await bench.post(PATH, form(given), headers)).status).toBe(403);
  }
  expect(listCorrections()).toEqual([]);
});

test("what is refused is told in the form, with what was written still there", async () => {
  const token = await readToken();
  const cases = [
    [{ value: "many", reason: "x" }, "expected a number"],
    [{ value: "13", reason: "" }, "expected --reason"],
    [{ value: "7654321", reason: "as read" }, "nothing to correct"],
  ] as const;
  for (const [given, sentence] of cases) {
    const { status, text } = await bench.post(PATH, form({ token, ...given }), { origin });
    expect(status).toBe(400);
    expect(text).toContain(sentence);
    expect(text).toContain(`value="${given.value}"`);
  }
  expect(listCorrections()).toEqual([]);
});

test("while another command writes, a correction waits for the person to try again", async () => {
  const token = await readToken();
  const lock = takeLock(shelf.database, { pid: 1, command: "nianbao crawl", since: "2026-01-05" });
  try {
    const sent = form({ token, value: "13", reason: "the page prints 13" });
    const { status, text } = await bench.post(PATH, sent, { origin });
    expect(status).toBe(400);
    expect(text).toContain("nianbao crawl");
  } finally {
    lock.release();
  }
  expect(listCorrections()).toEqual([]);
});

test("a correction is written to the file, is in force, and can be taken back", async () => {
  const token = await readToken();
  const sent = form({ token, value: String(value), reason: "the page <prints> it", by: "li" });
  const { status, headers, text: said } = await bench.post(PATH, sent, { origin });
  expect(/role="alert">([^<]*)/.exec(said)?.[1]).toBe(undefined);
  expect(status).toBe(303);
  expect(headers.get("location")).toBe(`/reports/1?target=${CELL}#${CELL}`);
  expect(listCorrections()).toMatchObject([{ cell: CELL, value, by: "li" }]);
  const { text } = await bench.get("/reports/1");
  expect(text).toContain("corrected (li, ");
  expect(text).toContain("the page &lt;prints&gt; it; read: 7654321");
  expect(text).toMatch(new RegExp(`id="${CELL}" class="[^"]*is-corrected`));
  expect(text).toContain("corrected, read: 7654321");
  await bench.post(PATH, form({ token, do: "remove" }), { origin });
  expect(listCorrections()).toEqual([]);
  expect((await bench.get("/reports/1")).text).not.toContain("is-corrected");
});

test("from a finding a correction is written, and leads back to the queue", async () => {
  const { text } = await bench.get("/findings/1?severity=error");
  const [, link = ""] =
    /href="(\/reports\/1\/cells\/[^"]+correction\?back=[^"]+)"/.exec(text) ?? [];
  const opened = await bench.get(link.replaceAll("&amp;", "&"));
  expect(opened.text).toContain('name="back" value="/findings/1?severity=error"');
  const token = await readToken();
  for (const [back, leads] of [
    ["/findings/1?severity=error", "/findings/1?severity=error"],
    ["//evil.example/", `/reports/1?target=${CELL}#${CELL}`],
  ] as const) {
    const sent = form({
      token,
      back,
      value: String(value),
      reason: "the page prints it",
      by: "li",
    });
    expect((await bench.post(PATH, sent, { origin })).headers.get("location")).toBe(leads);
    await bench.post(PATH, form({ token, do: "remove" }), { origin });
  }
});

test("what is sent must be short, for a cell of the form, by a method that is known", async () => {
  const long = await bench.post(PATH, form({ value: "1".repeat(20_000) }), { origin });
  expect(long.status).toBe(413);
  expect((await bench.get("/reports/1/cells/requests.new.nothing/correction")).status).toBe(404);
});

test("without --edit there are no forms, and nothing that is sent is taken", async () => {
  const reader = await startBench(shelf);
  try {
    expect((await reader.get(PATH)).status).toBe(404);
    expect((await reader.get("/reports/1")).text).not.toContain("/correction");
    expect((await reader.post(PATH, "value=1", { origin: reader.url })).status).toBe(405);
  } finally {
    await reader.close();
  }
});

test("pages are compressed, but the form with its secret is not", async () => {
  const accepted = { "accept-encoding": "gzip" };
  const report = await bench.get("/reports/1", accepted);
  expect(report.headers.get("content-encoding")).toBe("gzip");
  const edited = await bench.get(PATH, accepted);
  expect(edited.headers.get("content-encoding")).toBeNull();
  expect(edited.headers.get("cache-control")).toContain("no-store");
  expect(edited.text).toContain('name="token"');
});
