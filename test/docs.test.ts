import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { forms } from "../src/model/forms/forms.ts";
import { openStore } from "../src/store/open-store.ts";
import { temporaryFolder } from "./store/temporary.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const READMES = ["README.md", "README.zh-CN.md"] as const;
const MAX_ARCHITECTURE_LINES = 120;
const MAX_LINES = 500;

/** "  crawl [options] [source-id...]  fetch the sources" */
const HELP_LINE = /^ {2}([a-z]+)(?: [[<]\S.*?)?(?: {2,}|$)/gm;
/** `  | "row_sum_mismatch"` */
const UNION_MEMBER = /^ {2}\| "([a-z_]+)"/gm;
/** "```sh", lines, "```", at any indent */
const FENCE = /^[ ]*```([a-z]*)\n([\s\S]*?)^[ ]*```$/gm;
const HEADING = /^#{1,6} .+$/gm;
/** [text](target), not of an image */
const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;
/** https://keepachangelog.com, mailto:you@example.org */
const HAS_SCHEME = /^[a-z][a-z+.-]*:/i;
/** `src/pipeline.ts`, `docs/operations.md`, `test/cases/NAME/` is none */
const NAMED_FILE = /`((?:src|scripts|test|docs|schemas|\.ci)\/[\w./-]+\.\w+)`/g;
/** `store/archive.ts`, as ARCHITECTURE.md and docs name files of src */
const NAMED_SOURCE =
  /`((?:crawl|decode|interpret|model|reconcile|store|export|serve|commands)\/[\w./-]+\.ts)`/g;

/** nianbao crawl --dry-run, node dist/cli.js crawl, in a block of the shell; up to a remark, a pipe, a redirection */
const SHELL_COMMAND = /(?:nianbao|dist\/cli\.js) ([a-z]+)((?: [^#|>\n]*)?)/g;
/** `nianbao crawl --dry-run` within a sentence */
const NAMED_COMMAND = /`(?:npx nianbao|nianbao|node dist\/cli\.js) ([a-z]+)([^`]*)`/g;
/** .option("--only-failed", "--where <condition>" */
const DECLARED_OPTION = /"(--[a-z-]+)/g;
const GIVEN_OPTION = /(?<=\s)(--[a-z-]+)/g;

function listMatches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);
}

function listDocuments(): string[] {
  const inRoot = readdirSync(root).filter((name) => name.endsWith(".md"));
  const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.split(sep).join("/")}`);
  return [...inRoot, ...inDocs];
}

/** Code blocks without their indent, since a block in a list is the same block. */
function listBlocks(text: string): string[] {
  return [...text.matchAll(FENCE)].map(
    ([, language, body]) => `${language}\n${(body ?? "").replace(/^ +/gm, "")}`,
  );
}

const withoutBlocks = (text: string): string => text.replace(FENCE, "");

describe.each(READMES)("%s", (readme) => {
  test("names every command that the program's help lists", () => {
    const help = execFileSync(process.execPath, [join(root, "dist", "cli.js"), "--help"], {
      encoding: "utf8",
      env: { ...process.env, COLUMNS: "200" },
    });
    const list = help.slice(help.indexOf("Commands:"));
    const commands = listMatches(list, HELP_LINE);
    expect(commands).toContain("crawl");
    expect(commands).toContain("doctor");
    const text = read(readme);
    expect(commands.filter((command) => !text.includes(`| \`nianbao ${command}`))).toEqual([]);
  });

  test("explains every finding code", () => {
    const codes = listMatches(read("src/model/finding.ts"), UNION_MEMBER);
    expect(codes).toContain("row_sum_mismatch");
    const text = read(readme);
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  test("calls a code reserved if and only if nothing in src gives it", () => {
    const codes = listMatches(read("src/model/finding.ts"), UNION_MEMBER);
    const givers = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith("finding.ts"))
      .map((name) => read(join("src", name)));
    const given = codes.filter((code) => givers.some((text) => text.includes(`"${code}"`)));
    const inTable = codes.filter((code) => read(readme).includes(`\n| \`${code}\` |`));
    expect(inTable.sort()).toEqual(given.sort());
  });

  test("names every public relation", () => {
    const relations = listMatches(read("src/store/relations-data.ts"), /^ {4}name: "(\w+)"/gm);
    expect(relations).toHaveLength(19);
    const text = read(readme);
    expect(relations.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test("names every exit code", () => {
    const codes = listMatches(read("src/commands/exit-code.ts"), /^ {2}\w+: (\d+),$/gm);
    expect(codes).toHaveLength(6);
    const text = read(readme);
    expect(codes.filter((code) => !text.includes(`\n| ${code} |`))).toEqual([]);
  });
});

test("the two READMEs have the same outline and the same code blocks", () => {
  const [english, chinese] = READMES.map((path) => read(path));
  if (english === undefined || chinese === undefined) throw new Error("two READMEs expected");
  const levels = (text: string): number[] =>
    (withoutBlocks(text).match(HEADING) ?? []).map((heading) => heading.indexOf(" "));
  expect(levels(english).length).toBeGreaterThan(8);
  expect(levels(chinese)).toEqual(levels(english));
  expect(listBlocks(english).length).toBeGreaterThan(8);
  expect(listBlocks(chinese)).toEqual(listBlocks(english));
});

test("the README marks two commands for CI, and scripts of those names exist", () => {
  const marked = /^<!-- ci -->\n```sh\n([\s\S]*?)^```$/m.exec(read("README.md"))?.[1] ?? "";
  const lines = marked.trim().split("\n");
  expect(lines).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
  const manifest = JSON.parse(read("package.json"));
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(["demo", "test", "check"]));
});

describe.each(listDocuments())("%s", (path) => {
  test("links to files that exist", () => {
    const targets = listMatches(withoutBlocks(read(path)), LINK)
      .filter((target) => !HAS_SCHEME.test(target) && !target.startsWith("#"))
      .map((target) => normalize(join(dirname(path), target.split("#")[0] ?? "")));
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  test("names files that exist", () => {
    const text = read(path);
    const named = [
      ...listMatches(text, NAMED_FILE),
      ...listMatches(text, NAMED_SOURCE).map((name) => join("src", name)),
    ].filter((name) => !/[A-Z]{3}/.test(name));
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test("gives the program only commands and options that it has", () => {
    const text = read(path);
    const shell = [...text.matchAll(FENCE)].filter(([, language]) => language === "sh");
    const commands = [
      ...shell.flatMap(([, , body = ""]) => [...body.matchAll(SHELL_COMMAND)]),
      ...withoutBlocks(text).matchAll(NAMED_COMMAND),
    ];
    for (const [line, command = "", rest = ""] of commands) {
      if (command === "help") continue;
      const source = join("src", "commands", `${command}.ts`);
      expect(existsSync(join(root, source)), line).toBe(true);
      const known = [source, "src/commands/shared-options.ts"].flatMap((file) =>
        listMatches(read(file), DECLARED_OPTION),
      );
      const given = listMatches(rest, GIVEN_OPTION);
      expect(
        given.filter((option) => !known.includes(option)),
        line,
      ).toEqual([]);
    }
  });

  test("asks the database for what it has", () => {
    const store = openStore(join(temporaryFolder(), "nianbao.sqlite"), {
      mode: "write",
      forms: [...forms.values()],
    });
    try {
      for (const [, language, sql = ""] of read(path).matchAll(FENCE)) {
        if (language === "sql") expect(() => store.database.prepare(sql).all()).not.toThrow();
      }
    } finally {
      store.close();
    }
  });

  test("is short enough to be read", () => {
    const lines = read(path).trimEnd().split("\n").length;
    const most = path === "ARCHITECTURE.md" ? MAX_ARCHITECTURE_LINES - 1 : MAX_LINES - 1;
    expect(lines).toBeLessThanOrEqual(most);
  });

  test("tells no path of the machine it was written on", () => {
    expect(read(path)).not.toMatch(/(?:^|[\s"'`(])\/(?:home|root|work|tmp|Users)\//m);
  });
});
