import type { RelationShape, RelationValue } from "../store/relation.ts";
import { describeRelation, listRelations, readRelation } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { ExportError } from "./whole-file.ts";

/** A public relation on its way into a file. */
export interface ExportTable extends RelationShape {
  readonly rows: Iterable<RelationValue[]>;
}

/** Opens a relation for one reading, row by row. */
export function openTable(store: Store, name: string): ExportTable {
  return { ...describeRelation(store, name), rows: readRelation(store, name).rows };
}

/** The relations asked for in the order of the interface; all of them if none is named. */
export function chooseRelations(names: readonly string[] | undefined): string[] {
  const all = listRelations();
  if (names === undefined) return all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new ExportError(`no relation is called ${unknown}: choose from ${all.join(", ")}`);
  }
  return all.filter((name) => names.includes(name));
}
