import { parse } from "node:path";
import { type ColumnShape, describeRelation, listRelations } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { LICENCE, TITLE } from "./about.ts";
import type { Origin } from "./manifest.ts";

/**
 * What Datasette shows beside a snapshot: titles, and a description with unit for every table and column. Units stand in
 * the descriptions: Datasette's own `units` would print 1,500 件 as 1.5 k件.
 */
export function describeForDatasette(store: Store, fileName: string, origin: Origin) {
  const tables = listRelations().map((name) => {
    const { labelZh, meaning, columns } = describeRelation(store, name);
    const description = `${labelZh} · a row is ${meaning}`;
    return [name, { description, columns: describeColumns(columns) }] as const;
  });
  return {
    title: `${TITLE.zh} · ${TITLE.en}`,
    description: `nianbao ${origin.version}; ${origin.dataAsOf ?? "no run yet"}${origin.filter.map((condition) => `; ${condition}`).join("")}`,
    license: LICENCE.title,
    license_url: LICENCE.path,
    databases: {
      // Datasette calls a database by its file's name without the ending.
      [parse(fileName).name]: { tables: Object.fromEntries(tables) },
    },
  };
}

function describeColumns(columns: readonly ColumnShape[]): Record<string, string> {
  return Object.fromEntries(
    columns.map(({ column, labelZh, unit, meaning }) => [
      column,
      `${labelZh}${unit === "none" ? "" : `（${unit}）`} · ${meaning}`,
    ]),
  );
}
