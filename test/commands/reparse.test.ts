import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../src/model/rules.ts";
import { openSampleCrawl, type SampleCrawl } from "./sample-crawl.ts";
import type { Workplace } from "./workplace.ts";

let sample: SampleCrawl;
let place: Workplace;
let crawled: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  sample = await openSampleCrawl({ heals: "at_once" });
  place = sample.place;
  await sample.crawl("--quiet");
  crawled = await exportAll();
});

/** Every export, by the name of each file it wrote. */
async function exportAll(): Promise<ReadonlyMap<string, Buffer>> {
  rmSync(place.path("out"), { recursive: true, force: true });
  const ends = await Promise.all([
    place.run("export", "--format", "jsonl", "--cells", "--all-versions", "--out", "out/all.jsonl"),
    place.run("export", "--format", "csv", "--out", "out/tables"),
    place.run("export", "--format", "snapshot", "--out", "out/copy.sqlite"),
  ]);
  for (const end of ends) expect(end).toMatchObject({ code: 0 });
  const files = readdirSync(place.path("out"), { recursive: true, withFileTypes: true });
  return new Map(
    files
      // The manifest of the snapshot tells when it was made.
      .filter((file) => file.isFile() && !file.name.endsWith(".manifest.json"))
      .map((file) => [file.name, readFileSync(join(file.parentPath, file.name))]),
  );
}

async function expectSameExports(): Promise<void> {
  const now = await exportAll();
  expect([...now.keys()].sort()).toEqual([...crawled.keys()].sort());
  for (const [name, bytes] of now)
    expect([name, bytes.equals(crawled.get(name) ?? Buffer.of())]).toEqual([name, true]);
}

test("check right after a crawl changes nothing", async () => {
  const ended = await place.run("check");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(/\n30 reports, 2 with findings: 2 error, 1 warning, 1 info\n$/);
  const errors = await place.run("check", "--severity", "error", "--json");
  expect(JSON.parse(errors.stdout)).toMatchObject({ reports: 30, findings: 2, changed: 0 });
  await expectSameExports();
});

test("check --rules lists what is checked, for people and for scripts", async () => {
  const [words, json] = [
    await place.run("check", "--rules"),
    await place.run("check", "--rules", "--json"),
  ];
  expect(words).toMatchObject({ code: 0, stderr: "" });
  expect(words.stdout).toContain("requests-balance  error balance_mismatch\n");
  expect(JSON.parse(json.stdout)).toEqual(rules);
});

test("reparse right after a crawl changes nothing and asks the network for nothing, with however many threads", async () => {
  const entries = sample.portal.entries.length;
  for (const threads of ["1", "2", "4"]) {
    const ended = await place.run("reparse", "--threads", threads);
    expect(ended).toMatchObject({
      code: 0,
      stdout:
        "0 new versions, 0 new reports\n44 documents: 28 clean, 2 doubtful, 0 failed, 14 not a report; 4 findings\n",
    });
  }
  expect(sample.portal.entries).toHaveLength(entries);
  expect(place.rows("select command from run")).toEqual([{ command: "crawl" }]);
  await expectSameExports();
});

describe("a document that the archive lost or that is damaged", () => {
  test.each([
    ["lost", (file: string) => rmSync(file), "cannot be read: check --archive, or crawl again"],
    [
      "damaged",
      (file: string) => writeFileSync(file, "something else"),
      "is damaged: its bytes hash to",
    ],
  ])("is told of, and what was read of it before stays: %s", async (_, harm, sentence) => {
    const [row] = place.rows("select document_sha256 as sha256 from reports limit 1");
    const { sha256 } = row as { sha256: string };
    const file = place.path("data/archive", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    copyFileSync(file, place.path("kept"));
    harm(file);
    const ended = await place.run("reparse", "--json");
    copyFileSync(place.path("kept"), file);
    expect(ended.code).toBe(3);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      failed: 1,
      failures: [{ reason: expect.stringContaining(sentence) }],
    });
    expect(JSON.parse(ended.stderr).msg).toContain(sha256);
    await expectSameExports();
  });
});
