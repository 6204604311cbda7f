import { existsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Form } from "../model/form.ts";
import type { RulesBetween } from "../model/standing.ts";
import { writeCodebook } from "./codebook.ts";
import { writeCrosswalk } from "./crosswalk.ts";
import { isExtract } from "./extract.ts";
import { makeFolder } from "./folder.ts";
import { findForms, readForms, writeForms } from "./forms.ts";
import { migrate, SCHEMA_VERSION } from "./migrate.ts";
import { writeOrganNames } from "./organ.ts";
import { Store } from "./store.ts";
import { explain, StoreError } from "./store-error.ts";
import { writeViews } from "./views.ts";

export interface OpenOptions {
  readonly mode: "write" | "read";
  /** The national forms: needed for writing, where cells are stored in their order. */
  readonly forms: readonly Form[];
  /** Needed by what stores reports: without them no report is held against those of other years and organs. */
  readonly rulesBetween?: RulesBetween;
}

/** The system keeps what was read of the file, too: a larger cache of SQLite's own holds it twice. */
const CACHE_KB = 2_000;

/** Marks a file as ours: the letters n, i, a, n. */
const APPLICATION_ID = 0x6e_69_61_6e;

/**
 * Opens a database. For writing it is made if there is none, brought up to date if it is older, and
 * its forms, views and codebook are kept in step with this program. Throws StoreError, with a sentence
 * for the person at the terminal, for a file that is not ours, newer than this program, or not to be had.
 */
export function openStore(path: string, options: OpenOptions): Store {
  if (options.mode === "read" && !existsSync(path)) {
    throw new StoreError(`database ${path} does not exist: crawl or ingest first, or give --db`);
  }
  const database = openFile(path, options.mode);
  try {
    const store = new Store(path, database, options.rulesBetween);
    expectOurs(database, path);
    if (options.mode === "write") expectWhole(database, path);
    if (options.mode === "write") prepareForWriting(store, options.forms);
    else {
      expectSchema(database, path);
      readForms(store);
      findForms(store, options.forms);
    }
    return store;
  } catch (error) {
    database.close();
    throw explain(error, path);
  }
}

function openFile(path: string, mode: OpenOptions["mode"]): Database.Database {
  try {
    if (mode === "write") makeFolder(dirname(path));
    return new Database(path, { readonly: mode === "read", timeout: 10_000 });
  } catch (error) {
    const known = explain(error, path);
    if (known !== error || error instanceof StoreError) throw known;
    throw new StoreError(
      `database ${path}: it cannot be opened: check that the folder exists and may be written`,
      { cause: error },
    );
  }
}

function expectOurs(database: Database.Database, path: string): void {
  const version = readPragma(database, "user_version");
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `database ${path} was written by a newer nianbao (schema ${version}, this one knows ${SCHEMA_VERSION}): update nianbao`,
    );
  }
  const application = readPragma(database, "application_id");
  if (application === APPLICATION_ID || isEmpty(database)) return;
  throw new StoreError(`database ${path} belongs to another program: give another path with --db`);
}

function expectWhole(database: Database.Database, path: string): void {
  if (!isExtract(database)) return;
  throw new StoreError(
    `database ${path} holds some reports of another (nianbao export --where) and is for reading only: give the database it came from with --db`,
  );
}

function expectSchema(database: Database.Database, path: string): void {
  const version = readPragma(database, "user_version");
  if (version === SCHEMA_VERSION) return;
  throw new StoreError(
    `database ${path} has schema ${version}, and this nianbao reads ${SCHEMA_VERSION}: run a command that writes, such as nianbao reparse, to bring it up to date`,
  );
}

function prepareForWriting(store: Store, forms: readonly Form[]): void {
  const { database } = store;
  database.pragma("journal_mode = wal");
  // FULL and not NORMAL: with NORMAL a power cut may take every page since the last checkpoint.
  database.pragma("synchronous = full");
  database.pragma("foreign_keys = on");
  database.pragma(`cache_size = -${CACHE_KB}`);
  if (isEmpty(database)) database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(store);
  store.write(() => {
    writeForms(store, forms);
    readForms(store);
    writeViews(store);
    writeCodebook(store, forms);
    writeCrosswalk(store, forms);
    writeOrganNames(store);
  });
}

function isEmpty(database: Database.Database): boolean {
  return database.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
}

function readPragma(database: Database.Database, name: string): number {
  return Number(database.pragma(name, { simple: true }));
}
