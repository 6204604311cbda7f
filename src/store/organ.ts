import { listOrganNames, toOrganKey } from "../model/organ-lines.ts";
import type { Store } from "./store.ts";

interface AgencyRow {
  readonly agency_id: number;
  readonly name: string | null;
  readonly division_code: string | null;
  readonly organ_key: string | null;
}

/** Keeps the names of organs, and with them which agencies are one organ, in step with the program. */
export function writeOrganNames(store: Store): void {
  const wanted = listOrganNames().map(({ line, name, firstYear, lastYear }) => [
    line,
    name,
    firstYear ?? null,
    lastYear ?? null,
  ]);
  const held = store
    .sql<[], unknown[]>("select line, name, first_year, last_year from organ_name order by ordinal")
    .raw()
    .all();
  if (JSON.stringify(wanted) === JSON.stringify(held)) return;
  store.sql("delete from organ_name").run();
  const insert = store.sql<unknown[], never>(
    "insert into organ_name (ordinal, line, name, first_year, last_year) values (?, ?, ?, ?, ?)",
  );
  wanted.forEach((row, ordinal) => {
    insert.run(ordinal, ...row);
  });
  writeKeys(store);
}

function writeKeys(store: Store): void {
  const agencies = store
    .sql<[], AgencyRow>("select agency_id, name, division_code, organ_key from agency")
    .all();
  const update = store.sql<[string | null, number], never>(
    "update agency set organ_key = ? where agency_id = ?",
  );
  for (const { agency_id, name, division_code, organ_key } of agencies) {
    const key = toOrganKey(name, division_code);
    if (key !== organ_key) update.run(key, agency_id);
  }
}
