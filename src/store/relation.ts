import { inOneMoment } from "./moment.ts";
import { PUBLIC_RELATIONS } from "./relations-data.ts";
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
  // A statement of its own: one that is being read cannot be read a second time.
  const columns = store.database
    .prepare(`select * from ${name}`)
    .columns()
    .map((column) => column.name);
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
