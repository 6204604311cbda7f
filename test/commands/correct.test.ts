import { rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { takeLock } from "../../src/store/lock.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { makeWorkplace, readRows, type Workplace } from "./workplace.ts";

const CELL = "requests.new.total";
const report = sampleReport(7);
const right = report.values.get(CELL) ?? 0;
const wrong = right + 5;

/** The report as printed, with a total that is no sum, and as it should be. */
const page = (total: number, extra = ""): Buffer => {
  const values = new Map(report.values).set(CELL, total);
  const { bytes } = printHtml(printPage({ ...report, values }), {});
  return Buffer.concat([Buffer.from(bytes), Buffer.from(extra)]);
};

let place: Workplace;
const REPORT = `${report.agency}/${report.year}`;

beforeAll(async () => {
  place = makeWorkplace();
  place.write("in/report.html", page(wrong));
  expect(await place.run("ingest", "in", "--quiet")).toMatchObject({ code: 0 });
});

const shown = async () => JSON.parse((await place.run("show", REPORT, "--json")).stdout);
const codes = async (): Promise<string[]> =>
  (await shown()).findings.map(({ code }: { code: string }) => code);

async function correct(...words: string[]) {
  return await place.run("correct", REPORT, ...words);
}

describe("a wrong correction is refused with a sentence, and nothing is written", () => {
  test.each([
    [["requests.new.totl", "3", "--reason", "x"], "did you mean requests.new.total"],
    [[CELL, String(wrong), "--reason", "x"], "there is nothing to correct"],
    [[CELL, "1.5", "--reason", "x"], "expected a whole number"],
    [[CELL, "3,119", "--reason", "x"], "expected a number such as 13 or 38.3296, or null"],
    [[CELL, "3"], "expected --reason"],
    [[CELL, "3", "--reason", "x", "--on", "2026-02-31x"], "expected --on to be a day"],
    [[CELL, "--remove", "3"], "expected no value beside --remove"],
  ])("%j", async (words, sentence) => {
    const ended = await correct(...words);
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toContain(sentence);
    expect(() => place.read("corrections.json")).toThrow("ENOENT");
  });
});

test("a correction is written, in force at once, visible everywhere, and can be taken back", async () => {
  expect(await codes()).toContain("row_sum_mismatch");
  const before = place.rows("select ordinal, code, message, cells from findings");
  const ended = await correct(
    CELL,
    String(right),
    "--reason",
    "看原件为准",
    "--by",
    "王五",
    "--on",
    "2026-03-01",
  );
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toContain(
    `${right}, where ${wrong} was read; written to corrections.json and in force`,
  );

  const file = JSON.parse(place.read("corrections.json"));
  expect(file.corrections).toMatchObject([
    {
      agency: report.agency,
      year: report.year,
      cell: CELL,
      value: right,
      by: "王五",
      on: "2026-03-01",
    },
  ]);
  expect(await codes()).not.toContain("row_sum_mismatch");
  expect(await codes()).toContain("correction_applied");
  const record = await shown();
  expect(record.tables.requests.new.total).toBe(right);
  expect(record.corrections).toMatchObject([
    {
      cell: CELL,
      value: right,
      read_value: wrong,
      read_status: "reported",
      reason: "看原件为准",
      corrected_by: "王五",
    },
  ]);
  expect(record.findings).toContainEqual(
    expect.objectContaining({
      code: "correction_applied",
      message: expect.stringMatching(/settles .*row_sum_mismatch/),
    }),
  );
  const text = await place.run("show", REPORT);
  expect(text.stdout).toContain(
    `${CELL}  ${right}, read: ${wrong}, by 王五, 2026-03-01\n    看原件为准`,
  );

  // Everything that a snapshot's reader needs is in the database.
  await place.run("export", "--format", "snapshot", "--out", "copy.sqlite");
  expect(
    readRows(
      place.path("copy.sqlite"),
      "select state, value, read_value, raw, reason from corrections",
    ),
  ).toEqual([
    { state: "applied", value: right, read_value: wrong, raw: String(wrong), reason: "看原件为准" },
  ]);
  expect(place.rows("select value, read_value from cells where corrected = 1")).toEqual([
    { value: right, read_value: wrong },
  ]);

  // Checking and reading again come to the same.
  const after = place.rows("select * from findings");
  for (const command of ["check", "reparse"]) {
    expect((await place.run(command, "--quiet")).code).toBe(0);
    expect(place.rows("select * from findings")).toEqual(after);
  }
  expect((await correct(CELL, "--remove")).stdout).toContain("as read again");
  expect(place.rows("select ordinal, code, message, cells from findings")).toEqual(before);
  expect(place.rows("select * from corrections")).toEqual([]);
});

test("the other entries keep their order and the file its layout", async () => {
  const other = {
    agency: "别处县教育局",
    year: 2020,
    cell: CELL,
    value: null,
    reason: "illegible",
    document_sha256: "0".repeat(64),
  };
  const text = `${JSON.stringify({ corrections: [other] }, undefined, 4)}\n`.replaceAll(
    "\n",
    "\r\n",
  );
  place.write("corrections.json", text);
  await correct(CELL, String(right), "--reason", "first");
  await correct(CELL, "null", "--reason", "second");
  const entries = JSON.parse(place.read("corrections.json")).corrections;
  expect(entries[0]).toEqual(other);
  expect(entries.slice(1)).toMatchObject([{ cell: CELL, value: null, reason: "second" }]);
  await correct(CELL, "--remove");
  expect(place.read("corrections.json")).toBe(text);
  const status = await place.run("status", "--json");
  expect(JSON.parse(status.stdout).corrections_not_applied).toMatchObject([{ state: "no_report" }]);
});

test("a correction whose document changed is stale: told, not applied", async () => {
  await correct(CELL, String(right), "--reason", "read on the page");
  place.write("in/report.html", page(wrong + 1));
  expect((await place.run("ingest", "in", "--quiet")).code).toBe(0);
  const record = await shown();
  expect(record.tables.requests.new.total).toBe(wrong + 1);
  expect(record.stale_corrections).toMatchObject([{ state: "stale", value: right }]);
  expect(record.versions).toMatchObject([
    { is_current: 1 },
    { is_current: 0, superseded_because: "document_changed" },
  ]);
  expect(await codes()).toContain("correction_stale");
  expect((await place.run("check", "--severity", "warning")).stdout).toContain("correction_stale");
  expect((await place.run("status")).stdout).toContain("STALE, not applied");
  expect((await place.run("show", REPORT)).stdout).toContain(
    "its address brought another document",
  );
  // Corrected anew it is for the new document.
  expect((await correct(CELL, String(right), "--reason", "again")).stdout).toContain(
    "in place of the correction it had",
  );
  expect(await codes()).not.toContain("correction_stale");
});

test("a missing file takes nothing back, and a broken one is named by its entry", async () => {
  const text = place.read("corrections.json");
  rmSync(place.path("corrections.json"));
  const missing = await place.run("check");
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain(
    "holds corrections from it (2): give the file with --corrections",
  );
  place.write("corrections.json", text.replace('"value": null', '"value": "three"'));
  const broken = await place.run("check");
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain(
    'correction 1 (别处县教育局 2020): value: expected a number, or null, met "three"',
  );
  place.write("corrections.json", text);
});

test("while another run writes, a correction waits for its turn and leaves the file as it is", async () => {
  const text = place.read("corrections.json");
  const lock = takeLock(place.path("data", "nianbao.sqlite"), {
    pid: process.pid,
    command: "nianbao crawl",
    since: "2026-01-01T00:00:00.000Z",
  });
  const ended = await correct(CELL, "null", "--reason", "x");
  lock.release();
  expect(ended.code).toBe(75);
  expect(place.read("corrections.json")).toBe(text);
});
