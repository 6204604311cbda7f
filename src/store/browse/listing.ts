import type { RelationValue } from "../relation.ts";
import type { Store } from "../store.ts";

/** A question to the database whose rows can be taken away, with the statement that asks it. */
export interface Listing {
  /** Stem of file names. */
  readonly name: string;
  /** With `?` for each value, and none elsewhere. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** What asks it elsewhere, where that is not the same with its values written into it. */
  readonly statement?: string;
}

export interface ListedRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly RelationValue[])[];
}

/** Asks it. */
export function readListing(store: Store, { sql, values }: Listing): ListedRows {
  const statement = store.database.prepare<(string | number)[], RelationValue[]>(sql);
  const columns = statement.columns().map(({ name }) => name);
  return { columns, rows: statement.raw().all(...values) };
}

const PLACEHOLDER = /\?/g;

/** The statement as it may be given to any SQLite, its values written into it. */
export function toStatement({ sql, values, statement }: Listing): string {
  if (statement !== undefined) return statement;
  let next = 0;
  const written = sql.replace(PLACEHOLDER, () => {
    const value = values[next];
    next += 1;
    return typeof value === "string" ? quote(value) : String(value);
  });
  return `${written};\n`;
}

/** A text as SQL writes it. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The cells of a version, current or not, as the public relation has them. */
export function cellsListing(versionId: number): Listing {
  return {
    name: `version-${versionId}-cells`,
    sql: `select report_id, table_name, row_name, column_name, value, raw, status, locator, corrected
from cells_of_versions where version_id = ? order by ordinal`,
    values: [versionId],
  };
}
