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
