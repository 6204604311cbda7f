import { dirname } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "./folder.ts";
import { explain, LockedError, sqliteCode } from "./store-error.ts";

/** Who holds a lock, for the person who finds the door shut. */
export interface LockHolder {
  readonly pid: number;
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface Lock {
  release(): void;
}

/** A lock that nobody refers to would be closed, and so given up, by the garbage collector. */
const held = new Set<Database.Database>();

/**
 * Takes the one lock of a database by keeping a write transaction open on `<database>.lock`. The
 * operating system drops it with the process, however that ends, so nothing is ever left to clean up.
 * Throws LockedError, naming the holder, if another run has it.
 */
export function takeLock(databasePath: string, holder: LockHolder): Lock {
  const path = `${databasePath}.lock`;
  const database = openLockFile(path);
  try {
    claim(database, holder);
  } catch (error) {
    const refusal = sqliteCode(error)?.startsWith("SQLITE_BUSY")
      ? new LockedError(refusalOf(databasePath, readHolder(database)), { cause: error })
      : explain(error, path);
    database.close();
    throw refusal;
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

function openLockFile(path: string): Database.Database {
  try {
    makeFolder(dirname(path));
    const database = new Database(path, { timeout: 200 });
    database.pragma("journal_mode = delete");
    return database;
  } catch (error) {
    throw explain(error, path);
  }
}

/**
 * The name of the holder must be committed before the lock is taken for good: a transaction begun
 * "immediate" keeps other writers out and yet lets them read what was committed before.
 */
function claim(database: Database.Database, holder: LockHolder): void {
  do {
    database.exec("begin immediate");
    database.exec(
      "create table if not exists holder (pid integer not null, command text not null, since text not null) strict; delete from holder",
    );
    database
      .prepare<[number, string, string]>(
        "insert into holder (pid, command, since) values (?, ?, ?)",
      )
      .run(holder.pid, holder.command, holder.since);
    database.exec("commit; begin immediate");
  } while (readHolder(database)?.pid !== holder.pid);
}

function readHolder(database: Database.Database): LockHolder | undefined {
  try {
    return database.prepare<[], LockHolder>("select pid, command, since from holder").get();
  } catch {
    return undefined; // The name only makes the message kinder.
  }
}

function refusalOf(databasePath: string, holder: LockHolder | undefined): string {
  const who =
    holder === undefined
      ? "another run"
      : `another run (${holder.command}, process ${holder.pid}, since ${holder.since})`;
  return `${databasePath} is in use by ${who}: wait until it has ended`;
}
