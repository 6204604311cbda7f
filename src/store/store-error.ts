/** The database, the disk or the file said no; the message is for the person at the terminal. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Another run works on the database. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/** A document in the archive is not there or no longer what its name says. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}

/** SQLite's own name for what went wrong, such as `SQLITE_FULL`; undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" && error.code.startsWith("SQLITE_")
    ? error.code
    : undefined;
}

const SENTENCES: ReadonlyArray<readonly [code: string, sentence: string]> = [
  [
    "SQLITE_FULL",
    "the disk is full: make room and run the same command again, what was done is stored",
  ],
  ["SQLITE_NOTADB", "it is not a SQLite database: give another path with --db"],
  ["SQLITE_READONLY", "it cannot be written: check the permissions of the file and of its folder"],
  ["SQLITE_CANTOPEN", "it cannot be opened: check that the folder exists and may be written"],
  [
    "SQLITE_CORRUPT",
    "the file is damaged: go back to a snapshot, or reparse the archive into a new one",
  ],
  ["SQLITE_BUSY", "another program holds it: close that program and run the command again"],
  ["SQLITE_IOERR", "the disk failed to read or write: check it and run the same command again"],
];

/** The compiled half of better-sqlite3 is not there, or was compiled for another Node. */
function isUnbuilt(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  return code === "ERR_DLOPEN_FAILED" || error.message.startsWith("Could not locate the bindings");
}

/** Turns what SQLite says about disk and file into a StoreError; anything else is a defect and comes back as it is. */
export function explain(error: unknown, path: string): unknown {
  if (isUnbuilt(error)) {
    return new StoreError(
      "better-sqlite3 is not built for this Node: run npm rebuild better-sqlite3",
      { cause: error },
    );
  }
  const code = sqliteCode(error);
  const known = SENTENCES.find(([prefix]) => code?.startsWith(prefix));
  return known === undefined
    ? error
    : new StoreError(`database ${path}: ${known[1]}`, { cause: error });
}
