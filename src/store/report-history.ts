import type { Store } from "./store.ts";

/** A version of a report, as its list of versions shows it; in names of the relation `versions`. */
export interface VersionInHistory {
  readonly version_id: number;
  readonly is_current: 0 | 1;
  readonly superseded_by: number | null;
  readonly superseded_because: string | null;
  readonly document_sha256: string;
  readonly url: string;
  readonly fetched_at: string;
  readonly run_id: number;
  readonly parser_version: string;
}

/** Every version of a report, the latest first, and why those before the current one are no longer current. */
export function listHistory(store: Store, reportId: number): VersionInHistory[] {
  return store
    .sql<[number], VersionInHistory>(
      `select version_id, is_current, superseded_by, superseded_because, document_sha256, url,
         fetched_at, run_id, parser_version
       from versions where report_id = ? order by is_current desc, version_id desc`,
    )
    .all(reportId);
}

/** A correction that is not in force; in names of the relation `corrections`. */
export interface StaleCorrection {
  readonly agency: string | null;
  readonly year: number;
  readonly table_name: string;
  readonly row_name: string;
  readonly column_name: string;
  readonly value: number | null;
  readonly reason: string;
  readonly corrected_by: string | null;
  readonly corrected_on: string | null;
  readonly document_sha256: string;
  readonly state: "stale" | "no_report" | "no_cell";
}

const IDLE = `select agency, year, table_name, row_name, column_name, value, reason, corrected_by,
    corrected_on, document_sha256, state from corrections where state <> 'applied'`;

/** Corrections of a report that are not applied, because it is read from another document or its form lacks the cell. */
export function listStale(store: Store, reportId: number): StaleCorrection[] {
  return store
    .sql<[number], StaleCorrection>(`${IDLE} and report_id = ? order by ordinal`)
    .all(reportId);
}

/** Every correction that is not applied, in the order of corrections.json. */
export function listIdleCorrections(store: Store): StaleCorrection[] {
  return store.sql<[], StaleCorrection>(`${IDLE} order by ordinal`).all();
}
