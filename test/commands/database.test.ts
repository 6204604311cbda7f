import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSampleCrawl, type SampleCrawl } from "./sample-crawl.ts";
import { readRows, type Workplace } from "./workplace.ts";

let sample: SampleCrawl;
let place: Workplace;
const mounts: string[] = [];

beforeAll(async () => {
  sample = await openSampleCrawl({ heals: "at_once" });
  place = sample.place;
  expect(await sample.crawl("--quiet")).toMatchObject({ code: 0 });
});

afterAll(() => {
  for (const mount of mounts.splice(0)) execFileSync("umount", [mount]);
});

const canMount = process.getuid?.() === 0 && spawnSync("mount", ["--version"]).status === 0;

/** A disk of its own of so many kilobytes. */
function mountDisk(name: string, kilobytes: number): string {
  const path = place.path(name);
  mkdirSync(path);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", path]);
  mounts.push(path);
  return path;
}

const remount = (path: string, options: string): void =>
  void execFileSync("mount", ["-o", `remount,${options}`, path]);

const WRITING = [
  ["check"],
  ["reparse"],
  ["crawl", "--allow-private-network"],
  ["ingest", "sources.json"],
];
const READING = [["status"], ["show", "1"], ["export", "--format", "jsonl", "--out", "x.jsonl"]];

describe("a database that cannot be used is told of and left as it was", () => {
  test.each([
    ["text.sqlite", "it is not a SQLite database: give another path with --db"],
    ["other.sqlite", "belongs to another program: give another path with --db"],
    ["newer.sqlite", "was written by a newer nianbao (schema 99, this one knows"],
  ])("%s", async (name, sentence) => {
    makeUnusable(name);
    const before = readFileSync(place.path(name));
    const ends = await Promise.all(READING.map((words) => place.run(...words, "--db", name)));
    // One after the other, or they would find the database locked.
    for (const words of WRITING.slice(0, 3)) ends.push(await place.run(...words, "--db", name));
    for (const ended of ends) {
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr.startsWith(`nianbao: database ${name}`)).toBe(true);
      expect(ended.stderr).toContain(sentence);
      expect(ended.stderr).not.toContain("    at ");
    }
    expect(readFileSync(place.path(name)).equals(before)).toBe(true);
  });

  function makeUnusable(name: string): void {
    if (name === "text.sqlite") {
      place.write(name, "a text and no database\n".repeat(100));
      return;
    }
    if (name === "newer.sqlite") copyFileSync(place.path("data/nianbao.sqlite"), place.path(name));
    const database = new Database(place.path(name));
    database.exec(name === "newer.sqlite" ? "pragma user_version = 99" : "create table a (b)");
    database.close();
  }
});

describe("a database that cannot be made or found", () => {
  test.each([
    [
      ["status"],
      "missing.sqlite",
      "database missing.sqlite does not exist: crawl or ingest first, or give --db",
    ],
    [["status"], ".", "database ."],
    [
      ["ingest", "sources.json"],
      "/dev/null/x.sqlite",
      "cannot make the folder /dev/null: check that the disk may be written",
    ],
    [
      ["ingest", "sources.json"],
      "/proc/nianbao/x.sqlite",
      "cannot make the folder /proc/nianbao: check that",
    ],
    [["ingest", "sources.json"], ".", "it cannot be opened: check that the folder exists"],
  ])("%j --db %s", async (words, path, sentence) => {
    const ended = await place.run(...words, "--db", path);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toContain("    at ");
  });
});

describe.skipIf(!canMount)("(where disks can be mounted) a disk", () => {
  test("that is full of documents stops the crawl, and with room it completes", async () => {
    const disk = mountDisk("full-archive", 600);
    const words = ["--archive", disk, "--db", "full-archive.sqlite", "--quiet"];
    const full = await sample.crawl(...words);
    expect(full).toMatchObject({ code: 1, stdout: "" });
    expect(full.stderr).toContain("make sure the disk has room and the folder may be written");
    expect(full.stderr).not.toContain("    at ");
    const database = place.path("full-archive.sqlite");
    expect(readRows(database, "select outcome from run")).toEqual([{ outcome: "failed" }]);
    remount(disk, "size=20m");
    expect(await sample.crawl(...words)).toMatchObject({ code: 0 });
    expect(readRows(database, "select count(*) as reports from reports")).toEqual([
      { reports: 30 },
    ]);
    expect(execFileSync("find", [disk, "-name", "*.part"]).toString()).toBe("");
  });

  test("that is full of the database stops the crawl, and with room it completes", async () => {
    const disk = mountDisk("full-database", 900);
    const words = ["--db", "full-database/x.sqlite", "--archive", "full-archive-2", "--quiet"];
    const full = await sample.crawl(...words);
    expect(full).toMatchObject({ code: 1, stdout: "" });
    expect(full.stderr).toContain(
      "the disk is full: make room and run the same command again, what was done is stored",
    );
    expect(full.stderr).not.toContain("    at ");
    remount(disk, "size=20m");
    const database = place.path("full-database/x.sqlite");
    expect(readRows(database, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await sample.crawl(...words)).toMatchObject({ code: 0 });
    expect(readRows(database, "select count(*) as reports from reports")).toEqual([
      { reports: 30 },
    ]);
  });

  test("that may only be read: what reads works, what writes says so", async () => {
    const disk = mountDisk("read-only", 20_000);
    await place.run("export", "--format", "snapshot", "--out", "read-only/x.sqlite");
    remount(disk, "ro");
    const db = ["--db", "read-only/x.sqlite"];
    for (const words of [
      ["status"],
      ["show", "1"],
      ["export", "--format", "jsonl", "--out", "ro.jsonl"],
    ]) {
      expect(await place.run(...words, ...db)).toMatchObject({ code: 0, stderr: "" });
    }
    for (const words of WRITING) {
      const ended = await place.run(...words, ...db);
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr).toMatch(/it cannot be (opened|written): check/);
    }
    for (const [format, out] of [
      ["jsonl", "o.jsonl"],
      ["csv", "tables"],
      ["snapshot", "s.sqlite"],
    ] as const) {
      const ended = await place.run("export", "--format", format, "--out", `read-only/${out}`);
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr).toMatch(/could not (write|make the folder) read-only\//);
    }
    const archive = await place.run(
      "ingest",
      "sources.json",
      "--db",
      "y.sqlite",
      "--archive",
      "read-only/a",
    );
    expect(archive.code).toBe(1);
    expect(archive.stderr).toContain("cannot make the folder read-only/a/");
  });
});

describe("an export", () => {
  const run = (format: string, out: string) =>
    place.run("export", "--format", format, "--out", out);

  test.each([
    ["jsonl", "made/on/the/way/reports.jsonl"],
    ["csv", "made/tables"],
    ["snapshot", "made/copy.sqlite"],
  ])(
    "as %s makes missing folders, replaces an older file, and says what it wrote",
    async (format, out) => {
      for (const _ of [1, 2]) {
        expect(await run(format, out)).toEqual({
          code: 0,
          signal: null,
          stdout: `30 reports written to ${out}\n`,
          stderr: "",
        });
      }
      expect(existsSync(place.path(out))).toBe(true);
    },
  );

  test("to a place where it cannot be says so", async () => {
    place.write("file", "");
    mkdirSync(place.path("folder"));
    expect((await run("jsonl", "folder")).stderr).toBe(
      "nianbao: could not write folder: it is a folder; give a file with --out\n",
    );
    for (const format of ["jsonl", "csv", "snapshot"]) {
      const ended = await run(format, "file/x");
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr).toContain("could not make the folder file");
    }
  });

  test("of some reports holds those, and says which they are", async () => {
    const words = "--format parquet --out made/parquet --relation reports --where year=2024".split(
      " ",
    );
    const ended = await place.run("export", ...words, "--agency", "*卫生健康委员会", "--json");
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { reports, manifest } = JSON.parse(ended.stdout);
    expect(reports).toBeGreaterThan(0);
    expect(reports).toBeLessThan(30);
    expect(manifest).toMatchObject({
      filter: ["year=2024", "agency=*卫生健康委员会"],
      files: [{ path: "reports.parquet" }],
    });
    expect(readdirSync(place.path("made/parquet")).sort()).toEqual([
      "manifest.json",
      "reports.parquet",
    ]);
    const none = await place.run("export", ...words.slice(0, -1), "year=1999");
    expect(none).toMatchObject({ code: 1, stdout: "" });
    expect(none.stderr).toBe(
      "nianbao: no stored report has year=1999: nothing was written; nianbao status tells what there is\n",
    );
    expect(readdirSync(place.path("made/parquet"))).toHaveLength(2);
  });

  test("as warc holds what the crawl was answered", async () => {
    const ended = await place.run("export", "--format", "warc", "--out", "made/warc", "--run", "1");
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(/^\d{2,} responses written to made\/warc\n$/);
    expect(readdirSync(place.path("made/warc")).sort()).toEqual([
      "index.cdxj",
      "manifest.json",
      "nianbao-00001.warc.gz",
    ]);
  });

  test.each([
    [["--format", "parquet", "--relation", "cels"], "no relation is called cels: choose from"],
    [["--format", "warc", "--relation", "cells"], "--relation goes with --format csv, parquet,"],
    [["--format", "csv", "--where", "jahr=2024"], "--where jahr=…: expected one of year, agency"],
  ])("with %j is wrong usage", async (words, message) => {
    const ended = await place.run("export", ...words, "--out", "wrong");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
    expect(existsSync(place.path("wrong"))).toBe(false);
  });

  test.runIf(canMount)("onto a full disk leaves the export that was there", async () => {
    const disk = mountDisk("small", 100);
    const words = ["export", "--format", "xlsx", "--out", "small/a.xlsx", "--relation"];
    expect(await place.run(...words, "runs")).toMatchObject({ code: 0 });
    const before = readFileSync(`${disk}/a.xlsx`);
    const ended = await place.run(...words, "cells", "--relation", "sections");
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("make sure the folder may be written and the disk has room");
    expect(readFileSync(`${disk}/a.xlsx`).equals(before)).toBe(true);
    expect(readdirSync(disk).sort()).toEqual(["a.xlsx", "a.xlsx.manifest.json"]);
  });

  test.each(["jsonl", "snapshot"])("as %s never replaces the database it reads", async (format) => {
    const before = readFileSync(place.path("data/nianbao.sqlite"));
    if (!existsSync(place.path("link.sqlite"))) {
      symlinkSync(place.path("data/nianbao.sqlite"), place.path("link.sqlite"));
    }
    for (const out of ["data/nianbao.sqlite", "./data/../data/nianbao.sqlite", "link.sqlite"]) {
      const ended = await run(format, out);
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain("is the database itself and would be replaced");
    }
    expect(readFileSync(place.path("data/nianbao.sqlite")).equals(before)).toBe(true);
  });
});
