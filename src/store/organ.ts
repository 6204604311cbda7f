import { listOrganNames, toOrganKey } from "../model/organ-lines.ts";
import type { Store } from "./store.ts";

/** A name that an organ has reports under. */
export interface NameOfOrgan {
  readonly agencyId: number;
  readonly name: string | null;
  readonly divisionCode: string | null;
  /** Of the reports with a current version under this name; null if there is none. */
  readonly firstYear: number | null;
  readonly lastYear: number | null;
}

/**
 * Every name of the organ that an agency is, the agency's own among them, by the years of their reports:
 * 桐柏县卫生局, 桐柏县卫生和计划生育委员会, 桐柏县卫生健康委员会. Who looks for last year's report of an agency asks for
 * that of any of these names. One name only where nobody can tell which organ an agency is.
 */
export function listNames(store: Store, agencyId: number): NameOfOrgan[] {
  return store
    .sql<[{ agency: number }], NameOfOrgan>(
      `select a.agency_id as "agencyId", a.name, a.division_code as "divisionCode",
         min(iif(v.version_id is null, null, r.year)) as "firstYear",
         max(iif(v.version_id is null, null, r.year)) as "lastYear"
       from agency a
       left join report r on r.agency_id = a.agency_id
       left join version v on v.report_id = r.report_id and v.superseded_because is null
       where a.agency_id = :agency
         or a.organ_key = (select organ_key from agency where agency_id = :agency)
       group by a.agency_id order by "firstYear", a.agency_id`,
    )
    .all({ agency: agencyId });
}

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
