import type { Cell, CellStatus } from "./report.ts";

/** What a person found a document to print in a cell where the program read something else: an entry of corrections.json. */
export interface Correction {
  /** Full official name; null for a report that names nobody. */
  readonly agency: string | null;
  /** Null: whichever agency of the name has the document. */
  readonly divisionCode: string | null;
  readonly year: number;
  /** `table.row.column`. */
  readonly address: string;
  /** Null: no number can be told. */
  readonly value: number | null;
  readonly reason: string;
  readonly by: string | null;
  /** ISO date. */
  readonly on: string | null;
  /** The document that was looked at; for another one the correction says nothing. */
  readonly documentSha256: string;
}

/** A correction in force, beside what it stands in place of. */
export interface AppliedCorrection extends Correction {
  readonly readValue: number | null;
  readonly readStatus: CellStatus;
}

/** Cells with corrections in the place of what was read; the printed text and its place stay. */
export function withCorrections(
  cells: readonly Cell[],
  corrections: readonly Pick<Correction, "address" | "value">[],
): Cell[] {
  const byAddress = new Map(corrections.map(({ address, value }) => [address, value]));
  return cells.map((cell): Cell => {
    const value = byAddress.get(cell.address);
    if (value === undefined) return cell;
    return { ...cell, value, status: value === null ? "unreadable" : "reported" };
  });
}
