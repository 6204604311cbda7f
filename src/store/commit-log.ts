import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { syncPath } from "./sync-path.ts";

/**
 * Commits without waiting for the disk, then waits for it in another thread, so that the rest goes on. A power cut in
 * between may take the commit, whole, as if it had not been: so what it holds is not to be reported done before this
 * resolves. SQLite promises the same of the write-ahead log (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL);
 * a database that keeps another journal waits as ever.
 */
export async function writeThenSync<Result>(store: Store, work: () => Result): Promise<Result> {
  if (store.database.pragma("journal_mode", { simple: true }) !== "wal") return work();
  const result = writeUnsynced(store, work);
  await syncLog(store);
  return result;
}

function writeUnsynced<Result>(store: Store, work: () => Result): Result {
  store.database.pragma("synchronous = normal");
  try {
    return work();
  } finally {
    store.database.pragma("synchronous = full");
  }
}

/** No lock is lost by closing the file again: SQLite locks the database and its index of the log, not the log. */
async function syncLog({ path }: Store): Promise<void> {
  try {
    await syncPath(`${path}-wal`);
  } catch (error) {
    throw new StoreError(
      `database ${path}: the disk failed to write: check it and run the same command again`,
      { cause: error },
    );
  }
}
