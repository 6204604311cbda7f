import { compareAgain } from "./election.ts";
import { type Run, writeInRun } from "./run.ts";
import type { PackedForm, Store } from "./store.ts";

/** What a person found a document to print where the program read something else. */
export interface Correction {
  readonly documentSha256: string;
  /** `table.row.column`. */
  readonly address: string;
  /** Null: nothing readable is printed there. */
  readonly value: number | null;
  readonly reason: string;
}

interface CorrectionRow {
  readonly address: string;
  readonly value: number | null;
}

/**
 * Puts the corrections of corrections.json in the place of those held and applies them on top of what
 * was read. Returns whether that changed anything.
 */
export function putCorrections(
  store: Store,
  run: Run,
  corrections: readonly Correction[],
): boolean {
  return writeInRun(store, run, (runId) => {
    const sorted = [...corrections].sort(byDocumentAndAddress);
    const held = listCorrections(store).sort(byDocumentAndAddress);
    if (JSON.stringify(sorted.map(toList)) === JSON.stringify(held.map(toList))) return false;
    runId();
    store.sql("delete from correction").run();
    for (const correction of sorted) insertCorrection(store, correction);
    const documents = new Set([...held, ...sorted].map(({ documentSha256 }) => documentSha256));
    for (const sha256 of documents) applyAgain(store, sha256);
    for (const reportId of listReportsOf(store, [...documents])) compareAgain(store, reportId);
    return true;
  });
}

function listCorrections(store: Store): Correction[] {
  return store
    .sql<[], Correction>(
      `select document_sha256 as "documentSha256",
         table_name || '.' || row_name || '.' || column_name as address, value, reason
       from correction`,
    )
    .all();
}

function toList({ documentSha256, address, value, reason }: Correction) {
  return [documentSha256, address, value, reason];
}

function byDocumentAndAddress(left: Correction, right: Correction): number {
  return compare(left.documentSha256, right.documentSha256) || compare(left.address, right.address);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function insertCorrection(store: Store, correction: Correction): void {
  const [table, row, column] = correction.address.split(".");
  store
    .sql<unknown[], never>(
      `insert into correction (document_sha256, table_name, row_name, column_name, value, reason)
       values (?, ?, ?, ?, ?, ?)`,
    )
    .run(correction.documentSha256, table, row, column, correction.value, correction.reason);
}

/** Reports that one of the documents gives a version of. */
function listReportsOf(store: Store, documents: readonly string[]): Set<number> {
  const find = store.sql<[string], { report_id: number }>(
    `select distinct v.report_id from version v join document d using (document_id)
     where d.sha256 = ?`,
  );
  return new Set(documents.flatMap((sha256) => find.all(sha256).map((row) => row.report_id)));
}

function applyAgain(store: Store, sha256: string): void {
  const rows = store
    .sql<[string], { version_id: number; form_id: number; cell_values: string }>(
      `select c.version_id, c.form_id, c.cell_values from version_cells c
       join version v on v.version_id = c.version_id
       join document d on d.document_id = v.document_id where d.sha256 = ?`,
    )
    .all(sha256);
  for (const { version_id, form_id, cell_values } of rows) {
    const form = store.forms.get(form_id);
    if (form === undefined) throw new Error(`no form ${form_id}`);
    store
      .sql<[string | null, number], never>(
        "update version_cells set corrected_values = ? where version_id = ?",
      )
      .run(correctValues(store, form, sha256, cell_values), version_id);
  }
}

/** The values of a document's cells with its corrections applied, as JSON text; null if it has none. */
export function correctValues(
  store: Store,
  form: PackedForm,
  documentSha256: string,
  values: string,
): string | null {
  const corrections = store
    .sql<[string], CorrectionRow>(
      `select table_name || '.' || row_name || '.' || column_name as address, value
       from correction where document_sha256 = ?`,
    )
    .all(documentSha256);
  if (corrections.length === 0) return null;
  const byAddress = new Map(corrections.map(({ address, value }) => [address, value]));
  const read: readonly (number | null)[] = JSON.parse(values);
  return JSON.stringify(
    form.cells.map(({ address }, ordinal) => {
      const corrected = byAddress.get(address);
      return corrected === undefined ? (read[ordinal] ?? null) : corrected;
    }),
  );
}
