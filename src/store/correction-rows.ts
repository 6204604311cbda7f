import type { Correction } from "../model/correction.ts";
import type { Store } from "./store.ts";

/** A correction in force, with its row. */
export interface HeldCorrection extends Correction {
  readonly id: number;
  readonly ordinal: number;
}

const COLUMNS = `correction_id as id, ordinal, agency, division_code as "divisionCode", year,
  document_sha256 as "documentSha256",
  table_name || '.' || row_name || '.' || column_name as address, value, reason,
  corrected_by as "by", corrected_on as "on"`;

/** Whose reading a correction may be for. */
export interface ReadingOf {
  readonly agency: string | null;
  readonly divisionCode: string | null;
  readonly year: number;
  readonly documentSha256: string;
}

/** Every correction of corrections.json as it was last put here, in its order. */
export function listCorrections(store: Store): HeldCorrection[] {
  return store
    .sql<[], HeldCorrection>(
      `select ${COLUMNS} from correction where last_run_id is null order by ordinal`,
    )
    .all();
}

/**
 * Conditions in SQL under which a correction `k` is for a version: that of report `r` of agency `a`, read from the
 * document of the SHA-256 `d.sha256`.
 */
export const IS_FOR_REPORT = `k.year = r.year and a.name is k.agency
  and (k.agency is not null or a.document_sha256 = k.document_sha256)
  and (k.division_code is null or k.division_code = a.division_code)`;

/** The corrections in force for a reading; as of a run, if one is given. */
export function listCorrectionsOf(
  store: Store,
  { agency, divisionCode, year, documentSha256 }: ReadingOf,
  asOfRun?: number,
): HeldCorrection[] {
  return store
    .sql<[{ sha256: string; run: number | null }], HeldCorrection>(
      `select ${COLUMNS} from correction where document_sha256 = :sha256
       and iif(:run is null, last_run_id is null,
         first_run_id <= :run and coalesce(last_run_id > :run, 1)) order by ordinal`,
    )
    .all({ sha256: documentSha256, run: asOfRun ?? null })
    .filter(
      (correction) =>
        correction.year === year &&
        correction.agency === agency &&
        (correction.divisionCode === null || correction.divisionCode === divisionCode),
    );
}
