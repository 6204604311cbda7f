import type { Store } from "./store.ts";
import { explain, StoreError } from "./store-error.ts";

/**
 * Writes a copy of the database as it is at this moment into a new file, whatever another process writes
 * meanwhile: packed anew, in one file, readable where nothing may be written.
 */
export function copyStore(store: Store, path: string): void {
  try {
    store.database.prepare<[string]>("vacuum into ?").run(path);
  } catch (error) {
    throw explain(error, path);
  }
}

/** Throws StoreError if SQLite finds the file inconsistent or a foreign key dangling. */
export function expectSound(store: Store): void {
  const integrity = store.database.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") {
    throw new StoreError(
      `database ${store.path} is damaged: ${String(integrity)}; go back to a snapshot, or reparse the archive into a new one`,
    );
  }
  const dangling = store.database.prepare("select * from pragma_foreign_key_check").all().length;
  if (dangling > 0) {
    throw new StoreError(
      `database ${store.path} has ${dangling} rows that point at nothing; go back to a snapshot, or reparse the archive into a new one`,
    );
  }
}

/** Versions of the parser whose readings the database holds. */
export function listParserVersions(store: Store): string[] {
  return store
    .sql<[], { parser_version: string }>(
      "select distinct parser_version from version order by parser_version",
    )
    .all()
    .map((row) => row.parser_version);
}
