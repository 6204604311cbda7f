import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/commands/text-layout.ts";
import { openSampleCrawl, type SampleCrawl } from "./sample-crawl.ts";
import { CLI, type Workplace } from "./workplace.ts";

let sample: SampleCrawl;
let place: Workplace;
/** The report with the wrong sum, which has the widest cells. */
let doubted: string;

beforeAll(async () => {
  sample = await openSampleCrawl({ heals: "at_once" });
  place = sample.place;
  await sample.crawl("--quiet");
  const [row] = place.rows("select report_id from findings where code = 'row_sum_mismatch'");
  doubted = String((row as { report_id: number }).report_id);
});

const ESCAPE = "\u001B";
/** Ways to look without writing, and their words. */
const LOOKING = [
  ["show", "1"],
  ["show", "1", "--cells"],
  ["status"],
  ["check"],
  ["sources"],
  ["doctor"],
  ["reparse"],
];

describe("with --json standard output holds one JSON value, and standard error lines of JSON", () => {
  test.each(
    [...LOOKING, ["export", "--format", "jsonl", "--out", "x.jsonl"]].map((words) => [words]),
  )("%j", async (words) => {
    const { code, stdout, stderr } = await place.run(...words, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toBeTypeOf("object");
    for (const line of stderr.split("\n").filter((text) => text !== "")) {
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(String),
        msg: expect.any(String),
      });
    }
  });
});

test("without a terminal there is no colour and no bar", async () => {
  for (const words of [["show", "1"], ["status"], ["crawl", "--allow-private-network"]]) {
    const { stdout, stderr } = await place.run(...words);
    expect(stdout).not.toContain(ESCAPE);
    expect(stderr).not.toContain(ESCAPE);
    expect(stdout + stderr).not.toContain("█");
  }
});

test("--log-level says how much is logged, --quiet only what is amiss", async () => {
  const crawl = (...words: string[]) => sample.crawl("asp-990103", ...words);
  const [info, debug, quiet, silent] = await Promise.all([
    crawl("--db", "1.sqlite"),
    crawl("--db", "2.sqlite", "--log-level=debug"),
    crawl("--db", "3.sqlite", "--quiet"),
    crawl("--db", "4.sqlite", "--log-level", "silent"),
  ]);
  expect(info.stderr).toContain("INFO: asp-990103: done");
  expect(info.stderr).not.toContain("DEBUG");
  expect(debug.stderr).toContain("DEBUG: fetched http://127.0.0.1:");
  expect(quiet.stderr).not.toContain("INFO");
  expect(quiet.stderr).toContain("WARN: gone http://127.0.0.1:");
  expect(silent.stderr).toBe("");
  for (const { stdout } of [debug, quiet, silent]) expect(stdout).toBe(info.stdout);
});

describe("at 80 columns", () => {
  test("nothing but an address is wider", async () => {
    const all = [
      ["show", doubted],
      ["show", doubted, "--cells"],
      ["status"],
      ["status", "--run"],
      ["check"],
      ["sources"],
    ];
    for (const words of all) {
      const { stdout } = await place.start(words, { COLUMNS: "80" }).ended;
      const lines = stdout.split("\n").filter((line) => !ADDRESS.test(line));
      for (const line of lines) expect([displayWidth(line) <= 80, line]).toEqual([true, line]);
      expect(lines.length).toBeGreaterThan(5);
    }
  });

  test("a table keeps every number, with its header in several lines", async () => {
    const { stdout } = await place.start(["show", doubted], { COLUMNS: "80" }).ended;
    expect(stdout).toContain("│ 商业 │ 科研 │ 社会 │ 法律 │");
    expect(stdout).toContain("│ 企业 │ 机构 │ 公益 │ 服务 │");
    const { stdout: json } = await place.run("show", doubted, "--json");
    for (const { address, value } of JSON.parse(json).cells) {
      if (address.startsWith("requests.granted.")) expect(stdout).toContain(` ${value} !`);
    }
  });

  test("tables stay within them where nothing says how wide the terminal is", async () => {
    const { stdout } = await place.run("show", doubted);
    const drawn = stdout.split("\n").filter((line) => line.includes("│"));
    expect(Math.max(...drawn.map(displayWidth))).toBeLessThanOrEqual(80);
  });

  const ADDRESS = /https?:\/\//;
});

test("a blank is shown as blank, never as zero", async () => {
  const [row] = place.rows("select report_id from findings where code = 'cell_blank'");
  const { report_id } = row as { report_id: number };
  const { stdout } = await place.run("show", String(report_id));
  expect(stdout).toMatch(/1\.属于国家秘密 +│ +\d+ │ +blank ! │/);
});

test("show finds a report by agency and year, and says when there is none or more than one", async () => {
  const [row] = place.rows("select agency, year from reports where report_id = 1");
  const { agency, year } = row as { agency: string; year: number };
  const [byNumber, byName, unknown, wrong] = await Promise.all([
    place.run("show", "1"),
    place.run("show", `${agency}/${year}`),
    place.run("show", `${agency}/1999`),
    place.run("show", agency),
  ]);
  expect(byName).toEqual(byNumber);
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toBe(
    `nianbao: no report ${agency}/1999 in data/nianbao.sqlite; nianbao status tells what is there\n`,
  );
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("expected a report's number or agency/year such as");
});

test("show of a name that two agencies share lists the numbers to choose from", async () => {
  copyFileSync(place.path("data/nianbao.sqlite"), place.path("shared-name.sqlite"));
  const database = new Database(place.path("shared-name.sqlite"));
  database.exec(
    "update agency set name = '同名局' where agency_id in (select min(agency_id) from agency group by division_code)",
  );
  database.close();
  const ended = await place.run("show", "同名局/2024", "--db", "shared-name.sqlite");
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toMatch(
    /^nianbao: 3 agencies of this name have a report for this year: choose one by its number: \d+ \(99010\d\), \d+ \(/,
  );
});

describe("a reader that stops early", () => {
  test.each(["show 1", "status", "check"])("ends %s quietly", async (words) => {
    const { code, stdout, stderr } = await place.shell(`nianbao ${words} | head -1`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toHaveLength(2);
  });

  test("of the log does not stop a crawl", async () => {
    const { stdout } = await place.shell(
      "{ nianbao crawl --allow-private-network --db piped.sqlite 2>&1 >result; echo $? >code; } | head -1",
    );
    expect(stdout.split("\n")).toHaveLength(2);
    expect(place.read("code")).toBe("0\n");
    expect(place.read("result")).toContain("46 pages: 28 clean");
  });

  test("a result that cannot be written ends with 1 and a sentence", async () => {
    const { code, stderr } = await place.shell("nianbao status >/dev/full");
    expect(code).toBe(1);
    expect(stderr).toContain("nianbao: the result cannot be written to standard output: ENOSPC");
    expect(stderr).not.toContain("    at ");
  });
});

test.skipIf(spawnSync("script", ["--version"]).status !== 0)(
  "on a terminal what is doubted is red, unless NO_COLOR is set",
  async () => {
    const show = (before: string) =>
      place.shell(
        `${before} script -qec '"${process.execPath}" "${CLI}" show ${doubted}' /dev/null`,
      );
    const [plain, coloured] = await Promise.all([show("NO_COLOR=1"), show("NO_COLOR=")]);
    expect(plain.stdout).not.toContain(ESCAPE);
    expect(coloured.stdout).toContain(`${ESCAPE}[31m`);
  },
);

test.skipIf(spawnSync("script", ["--version"]).status !== 0)(
  "on a terminal a bar is drawn, leaves the lines of the log alone, and is gone at the end",
  async () => {
    place.write(
      "crawl.sh",
      `stty cols 80; "${process.execPath}" "${CLI}" crawl --allow-private-network --db terminal.sqlite`,
    );
    const { stdout } = await place.shell("script -qec 'sh crawl.sh' /dev/null");
    expect(stdout).toMatch(/█+░+ \d+\/\d+ pages, \d+ reports, 0 failed/);
    const screen = playBack(stdout);
    expect(screen.filter((line) => line.includes("█") || line.includes("░"))).toEqual([]);
    expect(screen.filter((line) => line.includes("INFO"))).toHaveLength(6);
    expect(screen).toContainEqual(expect.stringMatching(/^46 pages: 28 clean, 2 doubtful/));
  },
);

/** What stays on the screen of what was written to it: a line begun again is written over. */
function playBack(written: string): string[] {
  const colors = new RegExp(`${ESCAPE}\\[\\d+m`, "g");
  return written
    .replace(colors, "")
    .split("\n")
    .map((line) => line.trimEnd().split(`\r${ESCAPE}[K`).at(-1) ?? "");
}
