import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findBrowser } from "../crawl/browser.ts";
import { forms } from "../model/forms/forms.ts";
import { expectSound } from "../store/copy.ts";
import { openStore } from "../store/open-store.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readSourcesFile } from "./sources-file.ts";

/** `missing`: nothing works without it. `warning`: something does not. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "warning" | "missing";
  readonly detail: string;
}

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 1024 ** 3;

export async function examine(options: SharedOptions): Promise<readonly Check[]> {
  return [
    checkNode(),
    await checkSqlite(),
    checkFolder("database", dirname(resolve(options.db))),
    checkFolder("archive", resolve(options.archive)),
    checkSpace(options),
    checkDatabase(options),
    checkSources(options),
    await checkBrowser(),
  ];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  const detail = isOld
    ? `${process.version} is too old: install Node ${oldestMajor}.${oldestMinor} or later`
    : process.version;
  return { name: "node", state: isOld ? "missing" : "ok", detail };
}

async function checkSqlite(): Promise<Check> {
  try {
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(":memory:");
    const version = String(database.prepare("select sqlite_version()").pluck().get());
    database.close();
    return { name: "sqlite", state: "ok", detail: version };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = `better-sqlite3 cannot be loaded (${message}): run npm rebuild better-sqlite3`;
    return { name: "sqlite", state: "missing", detail };
  }
}

/** The folder itself, or the nearest one above it that exists and in which it would be made. */
function checkFolder(name: string, folder: string): Check {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    return { name, state: "ok", detail: `${folder} can be written` };
  } catch {
    const detail = `${nearest} cannot be written: change its permissions, or give another path`;
    return { name, state: "missing", detail };
  }
}

function checkSpace({ archive }: SharedOptions): Check {
  let folder = resolve(archive);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1024 ** 3).toFixed(1)} GB free at ${folder}`;
  return free < LEAST_FREE_BYTES
    ? { name: "space", state: "warning", detail: `${gigabytes}: a report takes about 0.1 MB` }
    : { name: "space", state: "ok", detail: gigabytes };
}

function checkDatabase({ db }: SharedOptions): Check {
  if (!existsSync(db)) {
    return { name: "integrity", state: "ok", detail: `${db} does not exist yet` };
  }
  try {
    const store = openStore(db, { mode: "read", forms: [...forms.values()] });
    try {
      expectSound(store);
    } finally {
      store.close();
    }
    return { name: "integrity", state: "ok", detail: `${db} is sound` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name: "integrity", state: "missing", detail };
  }
}

function checkSources({ sources }: SharedOptions): Check {
  try {
    const { length } = readSourcesFile(sources);
    return { name: "sources", state: "ok", detail: `${sources} lists ${length} sources` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name: "sources", state: "warning", detail };
  }
}

async function checkBrowser(): Promise<Check> {
  const search = await findBrowser();
  return search.kind === "found"
    ? { name: "browser", state: "ok", detail: search.path }
    : { name: "browser", state: "warning", detail: search.advice };
}
