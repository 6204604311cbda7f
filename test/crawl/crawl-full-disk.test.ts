import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { StoreError } from "../../src/store/store-error.ts";
import { createStage, listPage, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

test("a disk that is full of the database ends the crawl in a sentence, and with room it completes", async () => {
  const years = Array.from({ length: 16 }, (_, index) => 2009 + index);
  const links = years.map((year) => [`/nb/${year}.html`, `${year}年政府信息公开工作年度报告`]);
  const pages = years.map((year) => [`/nb/${year}.html`, wholeReport(year)]);
  const routes = { "/nb/": listPage(Object.fromEntries(links)), ...Object.fromEntries(pages) };
  const { portal } = await stage.start({ qingshi: { routes } });
  const stored = createStoredBench();
  stage.keep(stored.close);
  const { database } = stored.store;
  const source = toSource("qingshi", portal.url("qingshi", "/nb/"));
  // Room for some of them.
  const pagesNow = Number(database.pragma("page_count", { simple: true }));
  database.pragma(`max_page_count = ${pagesNow + 5}`);
  const full = await stored.crawl([source]).catch((error: unknown) => error);
  expect(full).toBeInstanceOf(StoreError);
  expect(String(full)).toContain("the disk is full: make room and run the same command again");
  const held = stored.select("select year from reports order by 1").flat();
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThan(years.length);
  expectSound();
  database.pragma("max_page_count = 100000");
  const before = portal.entries.length;
  await stored.crawl([source]);
  expect(stored.select("select year from reports order by 1").flat()).toEqual(years);
  expect(stored.select("select count(*) from versions")).toEqual([[years.length]]);
  // Robots.txt, and what was not stored.
  expect(portal.entries.length - before).toBe(1 + years.length - held.length);
  expectSound();

  function expectSound(): void {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(database.pragma("foreign_key_check")).toEqual([]);
  }
});

const canLimit = spawnSync("sh", ["-c", "ulimit -f 8"]).status === 0;

describe.skipIf(!canLimit)(
  "(where the shell can limit files) a disk with no room for a document",
  () => {
    test("leaves nothing of it in the archive, and says so", () => {
      const folder = mkdtempSync(join(tmpdir(), "nianbao-full-"));
      try {
        const archive = new URL("../../src/store/archive.ts", import.meta.url).href;
        const program = `
        const { openArchive } = await import(${JSON.stringify(archive)});
        const archive = openArchive(${JSON.stringify(join(folder, "archive"))});
        await archive.put(Buffer.alloc(100, 1));
        await archive.put(Buffer.alloc(1_000_000, 2)).catch(({ name, message }) => console.log(name, message));`;
        const words = [process.execPath, "--import", "tsx", "--input-type=module", "-e", '"$0"'];
        const { stdout, stderr } = spawnSync("sh", [
          "-c",
          `ulimit -f 64; exec ${words.join(" ")}`,
          program,
        ]);
        expect(stderr.toString()).toBe("");
        expect(stdout.toString()).toMatch(
          /^ArchiveError could not write .* make sure the disk has room/,
        );
        const files = readdirSync(join(folder, "archive"), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => readFileSync(join(parentPath, name)).byteLength);
        expect(files).toEqual([100]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);
