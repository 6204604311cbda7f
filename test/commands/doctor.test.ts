import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openSampleCrawl } from "./sample-crawl.ts";
import type { Workplace } from "./workplace.ts";

let place: Workplace;

beforeAll(async () => {
  const sample = await openSampleCrawl({ heals: "at_once" });
  place = sample.place;
  await sample.crawl("--quiet", "trs-990101");
});

async function examine(environment: NodeJS.ProcessEnv = {}, ...words: string[]) {
  const { code, stdout, stderr } = await place.start(["doctor", "--json", ...words], environment)
    .ended;
  expect(stderr).toBe("");
  const checks: { name: string; state: string; detail: string }[] = JSON.parse(stdout).checks;
  return { code, find: (name: string) => checks.find((check) => check.name === name) };
}

function findDocument(): string {
  const archive = place.path("data/archive");
  const file = readdirSync(archive, { recursive: true, withFileTypes: true }).find((entry) =>
    entry.isFile(),
  );
  return join(file?.parentPath ?? "", file?.name ?? "");
}

describe("doctor", () => {
  test("finds a healthy installation healthy", async () => {
    const { code, find } = await examine();
    expect(code).toBe(0);
    for (const name of ["node", "sqlite", "database", "archive", "integrity", "documents"]) {
      expect(find(name)).toMatchObject({ state: "ok" });
    }
  });

  test("says when Node is too old", async () => {
    const old = place.write(
      "old.cjs",
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });',
    );
    const { code, find } = await examine({ NODE_OPTIONS: `--require ${old}` });
    expect(code).toBe(1);
    expect(find("node")).toEqual({
      name: "node",
      state: "error",
      detail: "18.20.4 is too old: install Node 20.19 or later",
    });
  });

  test("says when better-sqlite3 is not built, and so does every other command", async () => {
    const unbuilt = place.write(
      "unbuilt.cjs",
      'process.dlopen = () => { throw Object.assign(new Error("wrong ABI"), { code: "ERR_DLOPEN_FAILED" }); };',
    );
    const environment = { NODE_OPTIONS: `--require ${unbuilt}` };
    const { code, find } = await examine(environment);
    expect(code).toBe(1);
    expect(find("sqlite")?.detail).toBe(
      "better-sqlite3 cannot be loaded (wrong ABI): run npm rebuild better-sqlite3",
    );
    for (const words of [["status"], ["check"]]) {
      expect(await place.start(words, environment).ended).toEqual({
        code: 1,
        signal: null,
        stdout: "",
        stderr:
          "nianbao: better-sqlite3 is not built for this Node: run npm rebuild better-sqlite3\n",
      });
    }
  });

  test("finds a damaged document, then a lost one", async () => {
    const file = findDocument();
    appendFileSync(file, "x");
    const damaged = await examine();
    expect(damaged.code).toBe(1);
    expect(damaged.find("documents")?.detail).toMatch(
      /^1 of \d+ files looked at in .* are not what/,
    );
    rmSync(file);
    const lost = await examine();
    expect(lost.find("documents")?.detail).toMatch(/^1 of \d+ documents looked for are not in /);
  });

  test("says what is wrong with paths", async () => {
    place.write("file", "");
    const { code, find } = await examine({}, "--db", "file/x.sqlite", "--sources", "none.json");
    expect(code).toBe(1);
    expect(find("database")?.detail).toMatch(/file is no folder: give another path$/);
    expect(find("sources")).toMatchObject({ state: "warning" });
  });
});

test("a defect is told with its stack and ends with 1", async () => {
  const broken = place.write(
    "broken.cjs",
    'JSON.parse = () => { throw new TypeError("planted defect"); };',
  );
  const ended = await place.start(["sources"], { NODE_OPTIONS: `--require ${broken}` }).ended;
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toContain("TypeError: planted defect\n    at ");
});
