import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findBrowser } from "../crawl/browser.ts";
import { forms } from "../model/forms/forms.ts";
import { expectSound } from "../store/copy.ts";
import { openStore } from "../store/open-store.ts";
import { checkArchive } from "./doctor-archive.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readSourcesFile } from "./sources-file.ts";

/** `error`: something needed is missing or damaged. `warning`: something does not work without it. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "warning" | "error";
  readonly detail: string;
}

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 1024 ** 3;

export async function examine(options: SharedOptions): Promise<readonly Check[]> {
  const sqlite = await checkSqlite();
  return [
    checkNode(),
    sqlite,
    checkFolder("database", dirname(resolve(options.db))),
    checkFolder("archive", resolve(options.archive)),
    checkSpace(options),
    // Without SQLite the database would only be blamed for it.
    ...(sqlite.state === "ok" ? [checkDatabase(options)] : []),
    await checkArchive(options),
    checkSources(options),
    await checkBrowser(),
    await checkOcr(),
  ];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  const detail = isOld
    ? `${process.versions.node} is too old: install Node ${oldestMajor}.${oldestMinor} or later`
    : process.versions.node;
  return { name: "node", state: isOld ? "error" : "ok", detail };
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
    const detail = `better-sqlite3 cannot be loaded (${message.split("\n")[0]}): run npm rebuild better-sqlite3`;
    return { name: "sqlite", state: "error", detail };
  }
}

/** The folder itself, or the nearest one above it that exists and in which it would be made. */
function findNearest(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : findNearest(parent);
}

function checkFolder(name: string, folder: string): Check {
  const nearest = findNearest(folder);
  if (!statSync(nearest).isDirectory()) {
    return { name, state: "error", detail: `${nearest} is no folder: give another path` };
  }
  try {
    accessSync(nearest, constants.W_OK);
    return { name, state: "ok", detail: `${folder} can be written` };
  } catch {
    const detail = `${nearest} cannot be written: change its permissions, or give another path`;
    return { name, state: "error", detail };
  }
}

function checkSpace({ archive }: SharedOptions): Check {
  const folder = findNearest(resolve(archive));
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
    return { name: "integrity", state: "error", detail };
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

async function checkOcr(): Promise<Check> {
  try {
    const { createRecogniser } = await import("../recogniser.ts");
    const recogniser = await createRecogniser();
    await recogniser.close();
    return { name: "ocr", state: "ok", detail: "Tesseract with Chinese data" };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name: "ocr", state: "warning", detail };
  }
}
