import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** These tell when the runs were. */
const TELLS_TIMES = /^(?:runs\.csv|manifest\.json|copy\.sqlite.*)$/;

function listDifferent(
  one: ReadonlyMap<string, Buffer> | undefined,
  other: ReadonlyMap<string, Buffer>,
): string[] {
  return [...other.keys()].filter(
    (name) => !TELLS_TIMES.test(name) && !other.get(name)?.equals(one?.get(name) ?? Buffer.of()),
  );
}

describe("an archive that an earlier parser read otherwise", () => {
  const CELL = "requests.new.total";
  let database: string;
  let misread: Buffer;

  /** Every third report with another number in one cell, as that parser would have stored it. */
  beforeAll(() => {
    database = place.path("data/nianbao.sqlite");
    copyFileSync(database, place.path("right.sqlite"));
    const older = new Database(database);
    older.exec(`
      create temp table misread as select v.version_id, c.form_id from version v
        join version_cells c using (version_id) where v.version_id % 3 = 0 and v.superseded_because is null;
      update version_cells set cell_values = json_replace(cell_values, '$[' || (
        select ordinal from form_cell f where f.form_id = version_cells.form_id and f.table_name = 'requests'
        and f.row_name = 'new' and f.column_name = 'total') || ']', 987654)
        where version_id in (select version_id from misread);
      update version set reading_sha256 = printf('%064x', version_id), parser_version = '0.0.1'
        where version_id in (select version_id from misread);
      update reading set parser_version = '0.0.1' where version_id in (select version_id from misread)`);
    older.pragma("wal_checkpoint(truncate)");
    older.close();
    misread = readFileSync(database);
  });

  afterAll(() => copyFileSync(place.path("right.sqlite"), database));

  const reparse = async (...words: string[]) => {
    writeFileSync(database, misread);
    const ended = await place.run("reparse", "--json", ...words);
    return { ...ended, result: JSON.parse(ended.stdout) };
  };

  test("a dry run tells every cell that would change, and writes not a byte", async () => {
    const dry = await reparse("--dry-run");
    expect(dry.code).toBe(0);
    expect(readFileSync(database).equals(misread)).toBe(true);
    expect(dry.result.different).toMatchObject({
      new_version: 10,
      new_report: 0,
      withdrawn: 0,
      cells: 10,
    });
    for (const { cells } of dry.result.differences) {
      expect(cells).toMatchObject([{ cell: CELL, old_value: 987654, cause: "parser_changed" }]);
    }
    const wet = await reparse();
    expect(wet.result).toEqual(dry.result);
    const text = await place.run("reparse", "--dry-run");
    expect(text.stdout).toMatch(
      /^0 new versions, 0 new reports; nothing was written\n44 documents/,
    );
  });

  test("however many threads read it, all exports are the same, byte for byte", async () => {
    const exports: ReadonlyMap<string, Buffer>[] = [];
    for (const threads of ["1", "2", "4"]) {
      expect((await reparse("--threads", threads)).result.different.new_version).toBe(10);
      exports.push(await exportAll());
    }
    const [one, ...others] = exports;
    for (const other of others) expect(listDifferent(one, other)).toEqual([]);
    expect(
      place.rows("select distinct superseded_because as because from versions"),
    ).toContainEqual({
      because: "parser_changed",
    });
    // What changed in that run can be told afterwards, too.
    const diff = await place.run("diff", "1", "2", "--json", "--summary");
    expect(JSON.parse(diff.stdout).summary).toMatchObject({
      changed: 10,
      cells: 10,
      added: 0,
      gone: 0,
    });
  });

  test("a run that was cut off goes on where it was, and only if it is the same parser and database", async () => {
    const [last] = place.rows(
      `select f.fetch_id as "fetchId", d.sha256 from fetch f join document d using (document_id)
       where f.outcome = 'fetched' order by fetch_id limit 1 offset 19`,
    );
    const left = { parserVersion: "0.1.0", ocr: false, documents: 20, ...(last as object) };
    const leave = (changes: object) =>
      writeFileSync(`${database}.reparse`, JSON.stringify({ ...left, ...changes }));
    leave({});
    const rest = await reparse();
    expect(rest.stderr).toContain("going on after 20 documents of a run that was cut off");
    expect(rest.result.asked).toBeLessThan(44);
    expect(existsSync(`${database}.reparse`)).toBe(false);
    for (const changes of [{ parserVersion: "0.0.9" }, { sha256: "0".repeat(64) }, { ocr: true }]) {
      leave(changes);
      expect((await reparse("--dry-run")).result.asked).toBe(44);
      expect((await reparse()).result.asked).toBe(44);
    }
    leave({});
    expect((await reparse("--from-start")).result.asked).toBe(44);
  });
});
