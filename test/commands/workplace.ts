import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterAll } from "vitest";

/** The command line that users run, as `npm run build` made it. */
export const CLI = resolve("dist/cli.js");

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once standard error holds the text; rejects if the command ends before. */
  said(text: string): Promise<void>;
}

/** A folder of its own in which the command line finds its default paths. */
export interface Workplace {
  readonly folder: string;
  path(...parts: string[]): string;
  write(path: string, content: string | Uint8Array): string;
  read(path: string): string;
  start(words: readonly string[], environment?: NodeJS.ProcessEnv): Running;
  run(...words: string[]): Promise<Ended>;
  /** A line of shell, in which `nianbao` is the command line. */
  shell(line: string): Promise<Ended>;
  /** Rows of a query on data/nianbao.sqlite. */
  rows(sql: string): unknown[];
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Makes a workplace that is gone after the tests of a file. */
export function makeWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-commands-"));
  folders.push(folder);
  const path = (...parts: string[]): string => join(folder, ...parts);
  const start: Workplace["start"] = (words, environment = {}) =>
    startProcess(process.execPath, [CLI, ...words], folder, environment);
  return {
    folder,
    path,
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name), "utf8"),
    start,
    run: (...words) => start(words).ended,
    shell: (line) => {
      const nianbao = `nianbao() { "${process.execPath}" "${CLI}" "$@"; }`;
      return startProcess("sh", ["-c", `${nianbao}\n${line}`], folder, {}).ended;
    },
    rows: (sql) => readRows(path("data", "nianbao.sqlite"), sql),
  };
}

export function readRows(databasePath: string, sql: string): unknown[] {
  const database = new Database(databasePath, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function startProcess(
  program: string,
  words: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Running {
  const child = spawn(program, words, {
    cwd,
    env: { ...withoutOurs(process.env), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const heard = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    heard.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    heard.stderr += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((whenEnded, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      children.delete(child);
      whenEnded({ code, signal, ...heard });
    });
  });
  const said = (text: string): Promise<void> =>
    new Promise((whenSaid, fail) => {
      const look = (): void => {
        if (heard.stderr.includes(text)) whenSaid();
      };
      listeners.add(look);
      look();
      ended.then(() => fail(new Error(`ended without saying ${text}:\n${heard.stderr}`)), fail);
    });
  return { child, ended, said };
}

/** Nothing of the person who runs the tests may reach the commands. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NIANBAO_CONTACT: _, COLUMNS: __, NODE_OPTIONS: ___, ...rest } = environment;
  return { ...rest, NO_COLOR: "1" };
}
