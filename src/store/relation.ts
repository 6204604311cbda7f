import { readCellRows } from "./cell-rows.ts";
import { type ColumnType, typeOfColumn } from "./column-types.ts";
import { inOneMoment } from "./moment.ts";
import { type ForeignKey, keysOf } from "./relation-keys.ts";
import { PUBLIC_RELATIONS } from "./relations-data.ts";
import { toShortName } from "./short-names.ts";
import type { Store } from "./store.ts";

/** Names of the public relations, in the order of the interface. */
export function listRelations(): string[] {
  return PUBLIC_RELATIONS.map(({ name }) => name);
}

export type RelationValue = string | number | null;

/** The rows of a public relation in an order that only depends on the database. */
export function readRelation(
  store: Store,
  name: string,
): { readonly columns: readonly string[]; readonly rows: Generator<RelationValue[], void> } {
  const relation = PUBLIC_RELATIONS.find((candidate) => candidate.name === name);
  if (relation === undefined) throw new Error(`no public relation ${name}`);
  const columns = listColumns(store, name);
  if (name === "cells") return { columns, rows: inOneMoment(store, () => readCellRows(store)) };
  const statement = store.database
    .prepare<[], RelationValue[]>(
      `select ${columns.join(", ")} from ${relation.ordered ?? name} order by ${relation.order}`,
    )
    .raw();
  return { columns, rows: inOneMoment(store, () => readRows(statement.iterate())) };
}

function* readRows(rows: Iterable<RelationValue[]>): Generator<RelationValue[], void> {
  yield* rows;
}

/** A column as the codebook explains it. */
export interface ColumnShape {
  /** In the database. */
  readonly column: string;
  /** In exported files: at most 32 characters. */
  readonly name: string;
  readonly type: ColumnType;
  readonly labelZh: string;
  readonly meaning: string;
  /** `none` where there is none. */
  readonly unit: string;
}

/** What a file has to say of a relation, its rows apart. */
export interface RelationShape {
  readonly name: string;
  readonly labelZh: string;
  /** What a row is. */
  readonly meaning: string;
  readonly columns: readonly ColumnShape[];
  /** In names of the database. */
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

interface ExplainedRow {
  readonly name: string;
  readonly label_zh: string | null;
  readonly meaning: string | null;
  readonly unit: string | null;
}

/** A public relation with its columns in order; what an older database's codebook leaves open is the bare name. */
export function describeRelation(store: Store, name: string): RelationShape {
  const relation = PUBLIC_RELATIONS.find((candidate) => candidate.name === name);
  if (relation === undefined) throw new Error(`no public relation ${name}`);
  const explained = new Map(
    store
      .sql<[string], ExplainedRow>(
        `select name, label_zh, meaning, unit from codebook_entry
         where kind = 'relation_column' and name glob ? || '.*'`,
      )
      .all(name)
      .map((row) => [row.name, row]),
  );
  const keys = keysOf(name);
  return {
    name,
    labelZh: relation.labelZh,
    meaning: relation.meaning,
    columns: listColumns(store, name).map((column) => {
      const known = explained.get(`${name}.${column}`);
      return {
        column,
        name: toShortName(column),
        type: typeOfColumn(column),
        labelZh: known?.label_zh ?? column,
        meaning: known?.meaning ?? column,
        unit: known?.unit ?? "none",
      };
    }),
    primaryKey: keys.primary,
    foreignKeys: keys.foreign,
  };
}

// A statement of its own: one that is being read cannot be read a second time.
function listColumns(store: Store, name: string): string[] {
  return store.database
    .prepare(`select * from ${name}`)
    .columns()
    .map((column) => column.name);
}

/** How many rows each public relation has. */
export function countRelations(store: Store): Record<string, number> {
  return Object.fromEntries(
    listRelations().map((name) => [name, count(store, COUNTED_FASTER.get(name) ?? name)]),
  );
}

/** Relations whose rows are worked out, beside tables or views with as many. */
const COUNTED_FASTER = new Map([
  ["requests_wide", "reports"],
  ["rates", "reports"],
]);

function count(store: Store, name: string): number {
  const counted =
    name === "cells"
      ? `select coalesce(sum(length(statuses)), 0) as rows from version_cells
         join version using (version_id) where superseded_because is null`
      : `select count(*) as rows from ${name}`;
  return store.database.prepare<[], { rows: number }>(counted).get()?.rows ?? 0;
}
