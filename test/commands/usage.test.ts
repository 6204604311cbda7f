import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/commands/text-layout.ts";
import { makeWorkplace } from "./workplace.ts";

/** Those of the interface that exist. */
const COMMANDS =
  "crawl ingest reparse check correct show diff status sources export serve doctor".split(" ");
const SHARED = "--db --archive --sources --json --quiet --log-level".split(" ");
const README = resolve("README.md");

const place = makeWorkplace();

describe.concurrent("--help", () => {
  test("names every command and stays within 80 columns", async () => {
    const { code, stdout, stderr } = await place.run("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  test.each(COMMANDS)("of %s shows the shared options and examples", async (command) => {
    const { code, stdout } = await place.run(command, "--help");
    expect(code).toBe(0);
    for (const option of SHARED) expect(stdout).toContain(option);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  nianbao ${command}`));
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  test.skipIf(!existsSync(README))("and README.md name the same commands", () => {
    const text = readFileSync(README, "utf8");
    for (const command of COMMANDS) expect(text).toContain(`nianbao ${command}`);
  });
});

function widest(text: string): number {
  return Math.max(...text.split("\n").map(displayWidth));
}

test("the version is that of the package", async () => {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  const { stdout } = await place.run("--version");
  expect(manifest).toMatchObject({ version: stdout.trim() });
});

describe.concurrent("wrong usage ends with 2, says what was wrong and what to do, and does nothing", () => {
  test.each([
    [[], "Usage: nianbao"],
    [["crwl"], "unknown command 'crwl'\n(Did you mean crawl?)\nOptions stand after the command"],
    [["--quiet", "status"], "unknown option '--quiet'\nOptions stand after the command"],
    [["crawl", "--foo"], "unknown option '--foo'\nnianbao crawl --help shows how it is used.\n"],
    [
      ["crawl", "--max-pages", "0"],
      'expected --max-pages to be a whole number of at least 1, got "0"',
    ],
    [
      ["crawl", "--since", "twenty"],
      'expected --since to be a whole number of at least 2003, got "twenty"',
    ],
    [["ingest"], "missing required argument 'path'"],
    [["ingest", "nowhere"], "nowhere does not exist: check the path"],
    [["show"], "missing required argument 'report'"],
    [["show", "12", "13"], "too many arguments"],
    [
      ["status", "--log-level", "loud"],
      "argument 'loud' is invalid. Allowed choices are silent, error",
    ],
    [
      ["check", "--severity", "bad"],
      "argument 'bad' is invalid. Allowed choices are error, warning, info",
    ],
    [["export", "--out", "x"], "required option '--format <format>' not specified"],
    [["export", "--format", "pdf", "--out", "x"], "Allowed choices are snapshot, jsonl, csv"],
    [["export", "--format", "csv", "--out", "x", "--cells"], "--cells go with --format jsonl only"],
  ])("%j", async (words, sentence) => {
    const ended = await place.run(...words);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toContain("    at ");
    expect(existsSync(place.path("data"))).toBe(false);
  });

  test("with --json as a line of JSON", async () => {
    const { code, stderr } = await place.run("show", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({
      level: "error",
      msg: expect.stringContaining("missing"),
    });
  });
});

describe.concurrent("a sources.json that cannot be used ends crawl and sources with 2", () => {
  const start = ["http://a.example/"];
  test.each([
    [
      "missing.json",
      undefined,
      "missing.json: it does not exist; give the list of sources with --sources",
    ],
    [".", undefined, ".: it is a folder; give"],
    [
      "cut.json",
      '{"sources": [',
      "cut.json: 1 problem\n  line 1, column 14: not JSON: expected a value, met nothing",
    ],
    ["id.json", JSON.stringify({ sources: [{ start }] }), "source 1: id: is missing"],
    [
      "typo.json",
      JSON.stringify({ sources: [{ id: "a", start, agancy: "甲" }] }),
      'source "a": unknown field "agancy": did you mean "agency"?',
    ],
    [
      "twice.json",
      JSON.stringify({
        sources: [
          { id: "a", start },
          { id: "a", start },
        ],
      }),
      'source "a": id: expected an id of its own, met "a" at positions 1, 2',
    ],
  ])("%s", async (name, content, sentence) => {
    if (content !== undefined) place.write(name, content);
    for (const command of ["crawl", "sources"]) {
      const ended = await place.run(command, "--sources", name);
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain(sentence);
    }
    expect(existsSync(place.path("data"))).toBe(false);
  });
});

test("sources lists what sources.json holds, with the defaults filled in", async () => {
  place.write(
    "sources.json",
    JSON.stringify({
      sources: [{ id: "a", start: ["http://a.example/"], division_code: "411330" }],
    }),
  );
  const { code, stdout, stderr } = await place.run("sources");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("a  411330 桐柏县  many agencies\n    http://a.example/\n");
  expect(stdout).toContain("sources.json: valid, 1 source, 1 enabled\n");
  const json = await place.run("sources", "--json");
  expect(JSON.parse(json.stdout).sources).toMatchObject([
    { id: "a", interval_ms: 1000, enabled: true },
  ]);
});
