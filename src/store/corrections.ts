import type { Correction } from "../model/correction.ts";
import { recheckVersion } from "./corrected-findings.ts";
import {
  type HeldCorrection,
  listCorrections,
  listCorrectionsOf,
  type ReadingOf,
} from "./correction-rows.ts";
import { compareAgain } from "./election.ts";
import { type Run, writeInRun } from "./run.ts";
import type { PackedForm, Store } from "./store.ts";

/**
 * Puts the corrections of corrections.json in the place of those held and applies them on top of what
 * was read. Returns whether that changed anything.
 */
export function putCorrections(
  store: Store,
  run: Run,
  corrections: readonly Correction[],
): boolean {
  const held = listCorrections(store);
  if (JSON.stringify(held.map(sayAll)) === JSON.stringify(corrections.map(sayAll))) return false;
  return writeInRun(store, run, (runId) => {
    const runNumber = runId();
    const known = new Map(
      held.map((correction) => [JSON.stringify(sayAll(correction)), correction]),
    );
    const added = corrections.filter((correction, ordinal) => {
      const text = JSON.stringify(sayAll(correction));
      const found = known.get(text);
      known.delete(text);
      if (found === undefined) insertCorrection(store, correction, ordinal, runNumber);
      else moveTo(store, found, ordinal);
      return found === undefined;
    });
    for (const correction of known.values()) takeBack(store, correction, runNumber);
    applyAgain(store, [...added, ...known.values()]);
    return true;
  });
}

function sayAll(correction: Correction): unknown[] {
  const { agency, divisionCode, year, address, value, reason, by, on, documentSha256 } = correction;
  return [agency, divisionCode, year, address, value, reason, by, on, documentSha256];
}

function insertCorrection(
  store: Store,
  correction: Correction,
  ordinal: number,
  runNumber: number,
): void {
  const { agency, divisionCode, year, documentSha256, value, reason, by, on } = correction;
  const cell = correction.address.split(".");
  store
    .sql<unknown[], never>(
      `insert into correction (ordinal, agency, division_code, year, document_sha256, table_name,
         row_name, column_name, value, reason, corrected_by, corrected_on, first_run_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ordinal,
      agency,
      divisionCode,
      year,
      documentSha256,
      ...cell,
      value,
      reason,
      by,
      on,
      runNumber,
    );
}

function moveTo(store: Store, { id, ordinal }: HeldCorrection, wanted: number): void {
  if (ordinal === wanted) return;
  store
    .sql<[number, number], never>("update correction set ordinal = ? where correction_id = ?")
    .run(wanted, id);
}

function takeBack(store: Store, { id }: HeldCorrection, runNumber: number): void {
  store
    .sql<[number, number], never>("update correction set last_run_id = ? where correction_id = ?")
    .run(runNumber, id);
}

interface ConcernedVersion {
  readonly version_id: number;
  readonly report_id: number;
  readonly form_id: number | null;
  readonly cell_values: string | null;
  readonly sha256: string;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly year: number;
}

const CONCERNED = `
select v.version_id, v.report_id, c.form_id, c.cell_values, d.sha256, a.name as agency,
  a.division_code, r.year
from agency a
join report r on r.agency_id = a.agency_id and r.year = ?
join version v on v.report_id = r.report_id
join document d on d.document_id = v.document_id
left join version_cells c on c.version_id = v.version_id
where a.name is ? order by v.version_id`;

/** Every version of the reports that corrections came for or were taken back from. */
function applyAgain(store: Store, changed: readonly Correction[]): void {
  const versions = new Map<number, ConcernedVersion>();
  for (const { agency, year } of changed) {
    const found = store.sql<[number, string | null], ConcernedVersion>(CONCERNED).all(year, agency);
    for (const version of found) versions.set(version.version_id, version);
  }
  const documents = new Set(changed.map(({ documentSha256 }) => documentSha256));
  for (const version of versions.values()) {
    if (!documents.has(version.sha256)) continue;
    correctVersion(store, version);
    recheckVersion(store, version.version_id);
  }
  const reports = new Set([...versions.values()].map(({ report_id }) => report_id));
  for (const reportId of reports) compareAgain(store, reportId);
}

function correctVersion(store: Store, version: ConcernedVersion): void {
  const { form_id, cell_values, agency, division_code, year, sha256 } = version;
  if (form_id === null || cell_values === null) return;
  const form = store.forms.get(form_id);
  if (form === undefined) throw new Error(`no form ${form_id}`);
  const reading = { agency, divisionCode: division_code, year, documentSha256: sha256 };
  store
    .sql<[string | null, number], never>(
      "update version_cells set corrected_values = ? where version_id = ?",
    )
    .run(correctValues(store, form, reading, cell_values), version.version_id);
}

/** The values of a reading's cells with its corrections applied, as JSON text; null if it has none. */
export function correctValues(
  store: Store,
  form: PackedForm,
  reading: ReadingOf,
  values: string,
): string | null {
  const corrections = listCorrectionsOf(store, reading);
  if (corrections.length === 0) return null;
  const byAddress = new Map(corrections.map(({ address, value }) => [address, value]));
  if (!form.cells.some(({ address }) => byAddress.has(address))) return null;
  const read: readonly (number | null)[] = JSON.parse(values);
  return JSON.stringify(
    form.cells.map(({ address }, ordinal) => {
      const corrected = byAddress.get(address);
      return corrected === undefined ? (read[ordinal] ?? null) : corrected;
    }),
  );
}
