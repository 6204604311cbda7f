import type { Store } from "./store.ts";

/** Runs a generator inside a read transaction, which another process's writing does not disturb. */
export function* inOneMoment<Item>(
  store: Store,
  generate: () => Generator<Item, void, undefined>,
): Generator<Item, void, undefined> {
  const isOuter = !store.database.inTransaction;
  if (isOuter) store.database.exec("begin");
  try {
    yield* generate();
  } finally {
    if (isOuter) store.database.exec("commit");
  }
}

/** Lets several questions see the same moment of the database, which another process may be writing to. */
export function atOneMoment<Result>(store: Store, work: () => Result): Result {
  return store.database.inTransaction ? work() : store.database.transaction(work).deferred();
}
