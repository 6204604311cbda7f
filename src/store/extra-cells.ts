import type { ExtraCell } from "../model/report.ts";
import type { Store } from "./store.ts";

/** Stores the extra cells of a version that has none yet. */
export function insertExtraCells(
  store: Store,
  versionId: number,
  extras: readonly ExtraCell[],
): void {
  if (extras.length === 0) return;
  const insert = store.sql<unknown[], never>(
    `insert into extra_cell (version_id, ordinal, table_name, row_label, column_label, value, raw,
       status, locator) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const extra of extras) insert.run(versionId, ...listExtraParts(extra));
}

/** What an extra cell says, in the order of its columns. */
export function listExtraParts(extra: ExtraCell): readonly (string | number | null)[] {
  const { ordinal, table, row, column, value, raw, status, locator } = extra;
  return [ordinal, table, row, column, value, raw, status, JSON.stringify(locator)];
}

/** The extra cells of a version, in printing order. */
export function readExtraCells(store: Store, versionId: number): ExtraCell[] {
  return store
    .sql<[number], Omit<ExtraCell, "locator"> & { readonly locator: string }>(
      `select table_name as "table", ordinal, row_label as "row", column_label as "column", value,
         status, raw, locator from extra_cell where version_id = ? order by ordinal`,
    )
    .all(versionId)
    .map((extra) => ({ ...extra, locator: JSON.parse(extra.locator) }));
}
