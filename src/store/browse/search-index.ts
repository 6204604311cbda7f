import Database from "better-sqlite3";
import { readSectionsOf } from "../report.ts";
import type { Store } from "../store.ts";
import { toIndexed, toQuery } from "./search-words.ts";

/** Where something that was searched for stands: the title is place 0, a section its ordinal and one. */
export interface Passage {
  readonly versionId: number;
  readonly place: number;
}

/** What a search found. */
export interface Found {
  readonly passages: readonly Passage[];
  /** Of all pages; at most `MOST_COUNTED`, which then stands for more. */
  readonly all: number;
  /** Reports in the index, and in the database. */
  readonly indexed: number;
  readonly reports: number;
}

/** Counting further would take longer than anybody waits. */
export const MOST_COUNTED = 10_000;
/** Versions written into the index in one go, between which requests are answered. */
const BATCH = 40;
/** So few versions are written into the index while a search waits, for so long at most. */
const FEW_VERSIONS = 400;
const PATIENCE_MS = 80;
/** Rows of a version have numbers from here on. */
export const PLACES = 1_024;

const SCHEMA = `
create virtual table if not exists passage using fts5 (words, content = '', contentless_delete = 1);
create table if not exists held (
  version_id integer primary key, reading_sha256 text not null, places integer not null
) strict;`;

/** The letters n, i, a, s: another file of the same name is left alone. */
const APPLICATION_ID = 0x6e_69_61_73;

/**
 * A full-text index of titles and sections in a file of its own, which may be deleted at any time: the database is only
 * read. It follows the database in small steps between requests, and holds current versions only.
 */
export class SearchIndex {
  /** Of its file; `:memory:` if it has none. */
  readonly path: string;
  readonly #store: Store;
  readonly #index: Database.Database;
  readonly #later: (work: () => void) => void;
  #seen: number | undefined;
  #todo: number[] = [];
  #reports = 0;
  #isAtWork = false;

  /** @throws Error if the file cannot be written, or belongs to something else */
  constructor(store: Store, path: string, later: (work: () => void) => void) {
    this.path = path;
    this.#store = store;
    this.#later = later;
    this.#index = openIndex(path);
  }

  /** Takes note of what the database has become, and begins to follow. */
  follow(): void {
    if (!this.#store.database.open || !this.#index.open) return;
    const seen = Number(this.#store.database.pragma("data_version", { simple: true }));
    if (seen !== this.#seen && this.#todo.length === 0) {
      this.#compare();
      this.#seen = seen;
    }
    this.#goOn();
  }

  /** @param first from 0 */
  find(typed: string, first: number, most: number): Found {
    this.follow();
    this.#waitForFew();
    const query = toQuery(typed);
    const state = { indexed: this.#reports - this.#todo.length, reports: this.#reports };
    if (query === undefined) return { passages: [], all: 0, ...state };
    const rows = this.#select.all(query, most, first);
    const counted = this.#index
      .prepare<[string, number], { all: number }>(
        `select count(*) as "all" from (select 1 from passage where passage match ? limit ?)`,
      )
      .get(query, MOST_COUNTED);
    const passages = rows.map(({ id }) => ({
      versionId: Math.floor(id / PLACES),
      place: id % PLACES,
    }));
    return { passages, all: counted?.all ?? 0, ...state };
  }

  /** Rows of everything that a search finds, at most `MOST_COUNTED`, the latest stored first. */
  listIds(typed: string): number[] {
    this.follow();
    this.#waitForFew();
    const query = toQuery(typed);
    if (query === undefined) return [];
    return this.#select.all(query, MOST_COUNTED, 0).map(({ id }) => id);
  }

  get #select() {
    return this.#index.prepare<[string, number, number], { id: number }>(
      "select rowid as id from passage where passage match ? order by rowid desc limit ? offset ?",
    );
  }

  close(): void {
    this.#index.close();
  }

  #compare(): void {
    const current = this.#store
      .sql<[], { id: number; hash: string }>(
        `select version_id as id, reading_sha256 as hash from version
         where superseded_because is null`,
      )
      .all();
    const held = new Map(
      this.#index
        .prepare<[], { id: number; hash: string }>(
          "select version_id as id, reading_sha256 as hash from held",
        )
        .all()
        .map(({ id, hash }) => [id, hash]),
    );
    const wanted = new Map(current.map(({ id, hash }) => [id, hash]));
    const gone = [...held.keys()].filter((id) => wanted.get(id) !== held.get(id));
    const removeAll = () => {
      for (const id of gone) this.#remove(id);
    };
    this.#index.transaction(removeAll).immediate();
    for (const id of gone) held.delete(id);
    this.#reports = current.length;
    // The latest last, since the end of the list is taken first.
    this.#todo = [...wanted.keys()].filter((id) => !held.has(id)).sort((a, b) => a - b);
  }

  #waitForFew(): void {
    if (this.#todo.length > FEW_VERSIONS) return;
    const untilMs = performance.now() + PATIENCE_MS;
    while (this.#todo.length > 0 && performance.now() < untilMs) {
      if (!this.#addBatch()) return;
    }
  }

  #goOn(): void {
    if (this.#isAtWork || this.#todo.length === 0) return;
    this.#isAtWork = true;
    this.#later(() => {
      this.#isAtWork = false;
      if (!this.#store.database.open || !this.#index.open) return;
      if (this.#addBatch()) this.#goOn();
    });
  }

  /** False if the file could not be had, as when another server writes to it: then it is compared anew when next asked. */
  #addBatch(): boolean {
    const batch = this.#todo.splice(-BATCH);
    const addAll = () => {
      for (const id of batch) this.#add(id);
    };
    try {
      this.#index.transaction(addAll).immediate();
      return true;
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      this.#todo = [];
      this.#seen = undefined;
      return false;
    }
  }

  #add(versionId: number): void {
    const version = this.#store
      .sql<[number], { title: string | null; hash: string }>(
        "select title, reading_sha256 as hash from version where version_id = ?",
      )
      .get(versionId);
    if (version === undefined) return;
    const sections = readSectionsOf(this.#store, versionId).slice(0, PLACES - 1);
    const texts = [
      version.title ?? "",
      ...sections.map(({ heading, text }) => `${heading}\n${text}`),
    ];
    const insert = this.#index.prepare("insert into passage (rowid, words) values (?, ?)");
    for (const [place, text] of texts.entries()) {
      insert.run(versionId * PLACES + place, toIndexed(text));
    }
    this.#index
      .prepare("insert into held (version_id, reading_sha256, places) values (?, ?, ?)")
      .run(versionId, version.hash, texts.length);
  }

  #remove(versionId: number): void {
    const from = versionId * PLACES;
    const places = this.#index
      .prepare<[number], { places: number }>("select places from held where version_id = ?")
      .get(versionId)?.places;
    const remove = this.#index.prepare("delete from passage where rowid = ?");
    for (let place = 0; place < (places ?? 0); place += 1) remove.run(from + place);
    this.#index.prepare("delete from held where version_id = ?").run(versionId);
  }
}

function openIndex(path: string): Database.Database {
  const index = new Database(path, { timeout: 5_000 });
  try {
    const isEmpty = index.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
    if (!isEmpty && index.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
      throw new Error(`${path} belongs to another program`);
    }
    index.pragma(`application_id = ${APPLICATION_ID}`);
    index.pragma("journal_mode = wal");
    // What a power cut takes is made again.
    index.pragma("synchronous = off");
    index.exec(SCHEMA);
    return index;
  } catch (error) {
    index.close();
    throw error;
  }
}
