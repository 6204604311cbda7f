import { statSync } from "node:fs";
import { CoverageBook } from "../store/browse/coverage-book.ts";
import type { SearchIndex } from "../store/browse/search-index.ts";
import { SCHEMA_VERSION } from "../store/migrate.ts";
import type { Store } from "../store/store.ts";
import { StoreError, sqliteCode } from "../store/store-error.ts";

/** What is opened together, and closed together. */
export interface OpenedDatabase {
  readonly store: Store;
  /** Undefined where its file cannot be written. */
  readonly search: SearchIndex | undefined;
}

interface Held extends OpenedDatabase {
  readonly coverage: CoverageBook;
  readonly identity: string;
}

/** A file that is locked is waited for so long; while it waits, nobody is answered. */
const PATIENCE_MS = 1_000;
/** A request takes several turns of the event loop, between each of which a piece of work would stand. */
const PAUSE_MS = 15;
const SEARCH_AFTER_MS = 2_000;

/**
 * The database that is shown. A snapshot is replaced by renaming another over it, and a database may be taken away or
 * brought to another version while it is shown: each is noticed at the next request.
 */
export class ServedDatabase {
  readonly path: string;
  readonly #open: () => OpenedDatabase;
  #held: Held | undefined;

  /** @throws StoreError if it cannot be opened */
  constructor(path: string, open: () => OpenedDatabase) {
    this.path = path;
    this.#open = open;
    this.#held = this.#reopen();
  }

  get store(): Store {
    return this.#expectHeld().store;
  }

  get search(): SearchIndex | undefined {
    return this.#expectHeld().search;
  }

  get coverage(): CoverageBook {
    return this.#expectHeld().coverage;
  }

  /** Opens it anew if the file is another one than before. @throws StoreError if it is not to be had */
  refresh(): void {
    if (this.#held !== undefined && this.#isSame(this.#held)) return;
    this.close();
    this.#held = this.#reopen();
  }

  /** Takes note of what went wrong: a file that is damaged or was written over is opened anew for the next request. */
  doubt(error: unknown): void {
    const code = sqliteCode(error);
    if (code !== undefined && !code.startsWith("SQLITE_BUSY")) this.close();
  }

  close(): void {
    this.#held?.search?.close();
    this.#held?.store.close();
    this.#held = undefined;
  }

  #expectHeld(): Held {
    if (this.#held === undefined) throw new StoreError(`database ${this.path} is not open`);
    return this.#held;
  }

  #isSame({ store, identity }: Held): boolean {
    if (findIdentity(this.path) !== identity) return false;
    return Number(store.database.pragma("user_version", { simple: true })) === SCHEMA_VERSION;
  }

  #reopen(): Held {
    // Before it is opened: one that takes its place in between is noticed later.
    const identity = findIdentity(this.path);
    const opened = this.#open();
    opened.store.database.pragma(`busy_timeout = ${PATIENCE_MS}`);
    const later = (work: () => void) => void setTimeout(work, PAUSE_MS).unref();
    const coverage = new CoverageBook(opened.store, () => new Date(), later);
    setTimeout(() => follow(opened), SEARCH_AFTER_MS).unref();
    return { ...opened, coverage, identity };
  }
}

/** Begins before anybody searches; what goes wrong is told to who does. */
function follow({ search }: OpenedDatabase): void {
  try {
    search?.follow();
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
  }
}

/** Of the file, not of its name; empty if there is none. */
function findIdentity(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? "" : `${found.dev}:${found.ino}`;
}
