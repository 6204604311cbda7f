import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * The folders of src and what each may import beside itself. Stages share nouns, never each other: they meet in
 * pipeline.ts. `anything` is for the outermost layer.
 */
const MAY_IMPORT: ReadonlyMap<string, readonly string[] | "anything"> = new Map<
  string,
  readonly string[] | "anything"
>([
  ["model", []],
  ["crawl", ["model"]],
  ["decode", ["model"]],
  ["interpret", ["model"]],
  ["reconcile", ["model"]],
  ["store", ["model"]],
  ["export", ["store", "model"]],
  ["serve", ["store", "model"]],
  ["commands", "anything"],
  ["pipeline.ts", ["model", "decode", "interpret", "reconcile"]],
  ["recogniser.ts", ["model"]],
]);

/** Folders whose functions depend on nothing but their arguments. */
const PURE = ["decode", "interpret", "reconcile", "model"];
/** Of Node only what computes. */
const PURE_NODE_MODULES = ["node:buffer", "node:zlib"];
const IMPURE_PACKAGES =
  "better-sqlite3 undici playwright playwright-core pino pino-pretty piscina p-retry p-queue cli-progress tesseract.js".split(
    " ",
  );
const IMPURE_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ["process.", /\bprocess\s*[.[]/],
  ["Date.now", /\bDate\s*\.\s*now\b/],
  ["new Date()", /\bnew\s+Date\s*(?:\(\s*\)|[;,)\]])/],
  ["Math.random", /\bMath\s*\.\s*random\b/],
  ["performance.", /\bperformance\s*\./],
  ["fetch(", /(?<![.\w])fetch\s*\(/],
  ["setTimeout", /\bset(?:Timeout|Interval|Immediate)\b/],
  ["globalThis", /\bglobalThis\b/],
  ["toLocaleString", /\.toLocale\w*\(\s*\)/],
  ["require(", /(?<![.\w])(?:require|createRequire)\s*\(/],
]);

/** `import { a } from "x"`, `import "x"`, `export * from "x"`; statements begin a line */
const STATIC_IMPORT =
  /^[ \t]*(?:import\b(?:[^;"'()=]*?\bfrom)?|export\b\s*(?:type\s*)?[*{][^;"']*?\bfrom)\s*["']([^"']+)["']/gm;
/** `await import("x")`, `typeof import("x")` */
const DYNAMIC_IMPORT = /\bimport\s*\(\s*["'`]([^"'`]+)["'`]/g;
/** `import(path)`: nobody can say what comes in */
const UNKNOWN_IMPORT = /\bimport\s*\(\s*[^"'`\s]/;
/** A line that is comment only; what trails code is left, since `//` stands in addresses too. */
const COMMENT_LINE = /^\s*(?:\/\/|\/\*|\*).*$/gm;

interface Source {
  /** Relative to src, with slashes: decode/html.ts */
  readonly path: string;
  readonly text: string;
}

const folderOf = (path: string): string => path.split("/")[0] ?? path;

function listImports(text: string): string[] {
  const code = text.replace(COMMENT_LINE, "");
  const known = [...code.matchAll(STATIC_IMPORT), ...code.matchAll(DYNAMIC_IMPORT)];
  return known.map((match) => match[1] ?? "");
}

function listBreaches({ path, text }: Source): string[] {
  const folder = folderOf(path);
  const imports = listImports(text);
  const breaches = imports.flatMap((name) => checkImport(path, folder, name));
  if (!PURE.includes(folder)) return breaches;
  const code = text.replace(COMMENT_LINE, "");
  const words = [...IMPURE_WORDS].filter(([, pattern]) => pattern.test(code));
  return [
    ...breaches,
    ...imports.filter(isImpure).map((name) => `${folder}/ is pure, but ${path} imports ${name}`),
    ...words.map(([word]) => `${folder}/ is pure, but ${path} uses ${word}`),
    ...(UNKNOWN_IMPORT.test(code) ? [`${folder}/ is pure, but ${path} imports by variable`] : []),
  ];
}

function isImpure(name: string): boolean {
  const isNode = name.startsWith("node:") && !PURE_NODE_MODULES.includes(name);
  return isNode || IMPURE_PACKAGES.some((bad) => name === bad || name.startsWith(`${bad}/`));
}

function checkImport(path: string, folder: string, name: string): string[] {
  if (!name.startsWith(".")) return [];
  const target = normalize(join(dirname(path), name))
    .split(sep)
    .join("/");
  const targetFolder = folderOf(target);
  if (target.startsWith("..")) return [`${folder}/ may not leave src, but ${path} imports ${name}`];
  const isTopFile = !path.includes("/");
  const allowed = MAY_IMPORT.get(folder) ?? (isTopFile ? "anything" : undefined);
  if (allowed === undefined)
    return [`${folder}/ has no import rule: add one to this test (${path})`];
  const isAllowed =
    allowed === "anything" || targetFolder === folder || allowed.includes(targetFolder);
  return isAllowed ? [] : [`${folder} may not import ${targetFolder}: ${path} imports ${name}`];
}

const root = fileURLToPath(new URL("../src", import.meta.url));

/** "decode.ts", "page.tsx" */
const SOURCE_FILE = /\.tsx?$/;

function listSources(): Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE_FILE.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(root, file).split(sep).join("/");
      return { path, text: readFileSync(file, "utf8") };
    });
}

test("stages share nouns and never each other, and the middle of the way is pure", () => {
  const sources = listSources();
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(listBreaches)).toEqual([]);
});

test("the scanner sees the imports that are there", () => {
  const pipeline = listSources().find(({ path }) => path === "pipeline.ts");
  expect(listImports(pipeline?.text ?? "")).toContain("./interpret/interpret.ts");
});

describe("the test itself can fail:", () => {
  const breaches = (path: string, text: string): string[] => listBreaches({ path, text });

  test.each([
    [
      "decode/html.ts",
      'import { judge } from "../interpret/judge.ts";',
      "decode may not import interpret",
    ],
    [
      "interpret/tables.ts",
      'import type { A } from "../store/cell.ts";',
      "interpret may not import store",
    ],
    [
      "model/form.ts",
      'export { decode } from "../decode/decode.ts";',
      "model may not import decode",
    ],
    ["model/form.ts", 'export * from "../decode/decode.ts";', "model may not import decode"],
    ["store/cells.ts", 'import "../crawl/crawl.ts";', "store may not import crawl"],
    ["export/csv.ts", 'import { crawl } from "../crawl/crawl.ts";', "export may not import crawl"],
    [
      "serve/page.ts",
      'import { readDocument } from "../pipeline.ts";',
      "serve may not import pipeline.ts",
    ],
    [
      "crawl/crawl.ts",
      'const a = await import("../store/store.ts");',
      "crawl may not import store",
    ],
    [
      "crawl/crawl.ts",
      'import {\n  a,\n  type B,\n} from "../store/store.ts";',
      "crawl may not import store",
    ],
    [
      "reconcile/a.ts",
      'type A = import("../interpret/judge.ts").A;',
      "reconcile may not import interpret",
    ],
    ["pipeline.ts", 'import { open } from "./store/store.ts";', "pipeline.ts may not import store"],
    [
      "model/forms/a.ts",
      'import { b } from "../../reconcile/b.ts";',
      "model may not import reconcile",
    ],
    ["model/a.ts", 'import { b } from "../../test/b.ts";', "may not leave src"],
    ["misc/a.ts", 'import { b } from "../model/b.ts";', "misc/ has no import rule"],
    ["decode/a.ts", 'import { readFileSync } from "node:fs";', "imports node:fs"],
    ["decode/a.ts", 'import { readFile } from "node:fs/promises";', "imports node:fs/promises"],
    ["interpret/a.ts", 'import { spawn } from "node:child_process";', "imports node:child_process"],
    ["reconcile/a.ts", 'import { get } from "node:http";', "imports node:http"],
    ["model/a.ts", 'import { cpus } from "node:os";', "imports node:os"],
    ["model/a.ts", 'import { connect } from "node:net";', "imports node:net"],
    ["decode/a.ts", 'import { request } from "undici";', "imports undici"],
    ["decode/a.ts", 'import { createWorker } from "tesseract.js";', "imports tesseract.js"],
    ["recogniser.ts", 'import { decode } from "./decode/decode.ts";', "may not import decode"],
    ["decode/a.ts", "const home = process.env.HOME;", "uses process."],
    ["decode/a.ts", "const now = Date.now();", "uses Date.now"],
    ["interpret/a.ts", "const now = new Date();", "uses new Date()"],
    ["interpret/a.ts", "const dice = Math.random();", "uses Math.random"],
    ["reconcile/a.ts", 'const page = await fetch("http://127.0.0.1");', "uses fetch("],
    ["reconcile/a.ts", "setTimeout(() => undefined, 5);", "uses setTimeout"],
    ["model/a.ts", "const text = amount.toLocaleString();", "uses toLocaleString"],
    ["model/a.ts", "const a = await import(path);", "imports by variable"],
  ])("%s with %s", (path, text, expected) => {
    expect(breaches(path, text).join("\n")).toContain(expected);
  });

  test.each([
    ["decode/html.ts", 'import type { Block } from "../model/transcript.ts";'],
    ["decode/html.ts", 'import { fold } from "./white-space.ts";'],
    ["decode/html.ts", 'import { isUtf8 } from "node:buffer";'],
    ["interpret/a.ts", '/** as\n * import { a } from "../store/b.ts";\n */'],
    ["interpret/a.ts", "// Date.now() would make two readings differ"],
    ["interpret/a.ts", "const day = new Date(Date.UTC(year, month - 1, 1));"],
    ["interpret/a.ts", 'export const place = "../store/b.ts";'],
    ["model/a.ts", 'import type { Fetch } from "./fetch.ts";'],
    ["crawl/http.ts", 'import { request } from "undici";'],
    ["commands/crawl.ts", 'import { crawl } from "../crawl/crawl.ts";'],
    ["export/csv.ts", 'import { openStore } from "../store/store.ts";'],
    ["cli.ts", 'import { crawl } from "./commands/crawl.ts";'],
  ])("but not over %s with %s", (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});
