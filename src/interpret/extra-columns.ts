import type { FormRow } from "../model/form.ts";
import type { TableCell } from "../model/transcript.ts";
import type { Assignment } from "./assignment.ts";
import type { Surroundings } from "./extra-rows.ts";
import { isFigureLike } from "./figures.ts";
import type { RowLine } from "./flow.ts";
import type { Grid } from "./grid.ts";
import { findBest, toPrintedLabel } from "./labels.ts";
import { type PrintedRow, tailOf } from "./printed-row.ts";
import { patternOf, SURE, type TableIndex } from "./table-index.ts";

/** What stands where below a header that names every column of the form and others beside them. */
export interface WiderHeader {
  /** The form's columns, by their place in the row, under the grid column they are printed in. */
  readonly own: ReadonlyMap<number, number>;
  /** Headers that are none of the form's, under the grid column they are printed in. */
  readonly added: ReadonlyMap<number, string>;
}

/** A row of the form read by a wider header, and what it prints in the added columns. */
export interface WiderRow {
  readonly assignment: Assignment;
  readonly added: readonly { readonly cell: TableCell; readonly header: string }[];
}

/**
 * Reads header lines that hold more columns than the form. Undefined where they hold no others, or where a column of
 * the form is not named exactly once: then nothing tells which column is the added one.
 */
export function readWiderHeader(
  lines: readonly RowLine[],
  row: FormRow,
  index: TableIndex,
  grid: Grid,
): WiderHeader | undefined {
  const cells = lines.flatMap((line) => line.cells).filter((cell) => !isFigureLike(cell.text));
  if (cells.every((cell) => index.isCaption(cell.text))) return undefined;
  const patterns = row.columns.map(patternOf);
  const own = new Map<number, number>();
  const added = new Map<number, string>();
  for (const cell of cells) {
    const at = grid.columns.get(cell);
    if (at === undefined) continue;
    const column = findBest(toPrintedLabel(cell.text), patterns, SURE);
    if (column !== -1) own.set(at, column);
    else if (!index.isCaption(cell.text)) added.set(at, cell.text.replaceAll("\n", ""));
  }
  // A note or title may begin above a column of the form.
  for (const at of own.keys()) added.delete(at);
  const isComplete = own.size === patterns.length && new Set(own.values()).size === own.size;
  return isComplete && added.size > 0 ? { own, added } : undefined;
}

/** The row as the header lays it out; undefined unless each column of the form and each print has its place under it. */
export function readWiderRow(
  tail: readonly TableCell[],
  columns: number,
  header: WiderHeader,
  grid: Grid,
): WiderRow | undefined {
  const assignment: (TableCell | undefined)[] = new Array(columns).fill(undefined);
  const added: { cell: TableCell; header: string }[] = [];
  for (const cell of tail) {
    const at = grid.columns.get(cell) ?? -1;
    const column = header.own.get(at);
    const name = header.added.get(at);
    if (column !== undefined) assignment[column] = cell;
    else if (name !== undefined) added.push({ cell, header: name });
    else if (cell.text !== "") return undefined;
  }
  const isWhole = added.length > 0 && assignment.every((cell) => cell !== undefined);
  return isWhole ? { assignment, added } : undefined;
}

/** A line known to be a row of the form. */
interface KnownRow {
  readonly printed: PrintedRow;
  /** The row's place in the form. */
  readonly row: number;
}

/** Those of the rows, by their line, that a wider header lays out; headers hold for the rows below with the same columns. */
export function listWiderRows(
  rows: readonly KnownRow[],
  around: Pick<Surroundings, "lines" | "firstLine" | "grid" | "index">,
): Map<number, WiderRow> {
  const { lines, firstLine, grid, index } = around;
  const found = new Map<number, WiderRow>();
  let previous = firstLine - 1;
  let header: WiderHeader | undefined;
  let headed: FormRow["columns"] | undefined;
  for (const { printed, row } of [...rows].sort((a, b) => a.printed.line - b.printed.line)) {
    const formRow = index.table.rows[row];
    const above = lines.slice(previous + 1, printed.line).filter((line) => line.kind === "row");
    previous = printed.line;
    if (formRow === undefined) continue;
    const headers = above.filter((line) => !line.cells.some(isFigure));
    if (headers.length > 0 || formRow.columns !== headed) {
      header = readWiderHeader(headers, formRow, index, grid);
      headed = formRow.columns;
    }
    const tail = tailOf(printed, row);
    const wider = header && readWiderRow(tail, formRow.columns.length, header, grid);
    if (wider !== undefined) found.set(printed.line, wider);
  }
  return found;
}

const isFigure = (cell: TableCell): boolean => cell.text !== "" && isFigureLike(cell.text);
