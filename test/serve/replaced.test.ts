import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf } from "./stored-documents.ts";

let folder: string;
let served: string;
let bench: RunningBench;
const snapshots = new Map<string, string>();

/** Two snapshots, each of one report with a sentence of its own. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nianbao-replaced-"));
  served = join(folder, "served.sqlite");
  for (const [index, sentence] of ["霁光行动", "砚田计划"].entries()) {
    const shelf = openShelf();
    try {
      const sample = sampleReport(index + 1, { year: 2022 + index });
      const [first, ...rest] = sample.sections;
      if (first === undefined) throw new Error("a report without sections");
      const sections = [{ ...first, paragraphs: [sentence] }, ...rest];
      await shelf.put({ ...printHtml(printPage({ ...sample, sections }), {}), ...sample });
      const path = join(folder, `${sentence}.sqlite`);
      shelf.writer.database.prepare("vacuum into ?").run(path);
      snapshots.set(sentence, path);
    } finally {
      shelf.close();
    }
  }
  put("霁光行动");
  bench = await startBench({ database: served, archiveFolder: folder });
});

afterAll(async () => {
  await bench?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => put("霁光行动"));

/** As a snapshot is written: under another name, and renamed over what was there. */
function put(sentence: string): void {
  copyFileSync(snapshots.get(sentence) ?? "", `${served}.new`);
  renameSync(`${served}.new`, served);
}

async function find(sentence: string): Promise<number> {
  const query = new URLSearchParams({ q: sentence, format: "json" });
  for (let turn = 0; turn < 50; turn += 1) {
    const { status, text } = await bench.get(`/search?${query}`);
    if (status === 200 && JSON.parse(text).length > 0) return JSON.parse(text).length;
  }
  return 0;
}

test("a snapshot renamed over the one that is shown is shown from then on, and searched in", async () => {
  expect((await bench.get("/reports/1")).text).toContain("霁光行动");
  expect(await find("霁光行动")).toBe(1);
  put("砚田计划");
  const { text } = await bench.get("/reports/1");
  expect(text).toContain("砚田计划");
  expect(text).not.toContain("霁光行动");
  expect(await find("砚田计划")).toBe(1);
  expect(await find("霁光行动")).toBe(0);
  expect((await bench.get("/coverage")).text).toContain("2023");
});

test("a database that is gone is told in a sentence, and shown again once it is back", async () => {
  rmSync(served);
  for (const path of ["/coverage", "/reports/1", "/search?q=a", "/findings?format=csv"]) {
    const { status, text } = await bench.get(path);
    expect(status).toBe(503);
    expect(text).toContain("served.sqlite does not exist");
  }
  const zh = await bench.get("/coverage", { "accept-language": "zh-CN" });
  expect(zh.text).toContain("数据库目前无法显示");
  const style = /href="(\/assets\/[^"]+\.css)"/.exec(zh.text)?.[1] ?? "";
  expect((await bench.get(style)).status).toBe(200);
  put("砚田计划");
  expect((await bench.get("/reports/1")).status).toBe(200);
});

test.each([
  [999, "newer nianbao"],
  [1, "bring it up to date"],
])("brought to schema %i while it is shown, it says: %s", async (schema, sentence) => {
  expect((await bench.get("/coverage")).status).toBe(200);
  const other = new Database(served);
  other.pragma(`user_version = ${schema}`);
  other.close();
  const { status, text } = await bench.get("/coverage");
  expect(status).toBe(503);
  expect(text).toContain(sentence);
});

test("locked by another program, it is waited for shortly, and the page says that it is busy", async () => {
  expect((await bench.get("/runs")).status).toBe(200);
  const other = new Database(served);
  try {
    other.exec("begin exclusive");
    const { status, text } = await bench.get("/runs");
    expect(status).toBe(503);
    expect(text).toContain("The database is busy.");
  } finally {
    other.close();
  }
  expect((await bench.get("/runs")).status).toBe(200);
});

test("written over with something else, it says so", async () => {
  expect((await bench.get("/runs")).status).toBe(200);
  writeFileSync(served, "no database, ".repeat(40_000));
  expect((await bench.get("/runs/1")).status).toBe(503);
  const { status, text } = await bench.get("/runs/1");
  expect(status).toBe(503);
  expect(text).toContain("not a SQLite database");
  expect(bench.defects).toEqual([]);
});
