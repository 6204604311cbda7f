import { MIGRATIONS } from "./migrations/migrations.ts";
import type { Store } from "./store.ts";
import { dropViews } from "./views.ts";

/** The schema this program writes; it is kept in the database as `user_version`. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings an older or empty database up to date, one step a transaction, never backwards. */
export function migrate(store: Store): void {
  const { database } = store;
  const reached = Number(database.pragma("user_version", { simple: true }));
  MIGRATIONS.slice(reached).forEach((sql, index) => {
    store.write(() => {
      // Those of an older program: SQLite renames no table while a view speaks of one that is not there.
      dropViews(database);
      database.exec(sql);
      database.pragma(`user_version = ${reached + index + 1}`);
    });
  });
}
