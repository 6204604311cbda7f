import type { TableCell } from "../model/transcript.ts";
import { isFigureLike } from "./figures.ts";
import type { Line, RowLine } from "./flow.ts";
import { ALIKE, type TableIndex } from "./table-index.ts";

/** A line of a table seen as a row of one official table: how well it fits each row, and where its figures begin. */
export interface PrintedRow {
  /** Index among the document's lines. */
  readonly line: number;
  /** Index of the table it was printed in. */
  readonly block: number;
  readonly cells: readonly TableCell[];
  /** For each row of the form: how alike the labels are, and the cell that prints the label. */
  readonly fits: readonly Fit[];
  /** How alike the labels of the row that it fits best are. */
  readonly likeness: number;
  /** Cells after the last cell of text, where no row's label is recognised. */
  readonly tailStart: number;
}

interface Fit {
  readonly similarity: number;
  readonly cell: number;
}

const NO_FIT: Fit = { similarity: 0, cell: -1 };
/** Labels stand in the first columns; text further right is a remark in a figure's place. */
const MAX_LABEL_CELLS = 5;

/** Every table line of the document, rated against the rows of one official table. */
export function listPrintedRows(lines: readonly Line[], index: TableIndex): PrintedRow[] {
  const rows: PrintedRow[] = [];
  for (const [number, line] of lines.entries()) {
    if (line.kind === "row") rows.push(toPrintedRow(number, line, index));
  }
  return rows;
}

function toPrintedRow(number: number, { cells, block }: RowLine, index: TableIndex): PrintedRow {
  const fits: Fit[] = index.rows.map(() => NO_FIT);
  let likeness = 0;
  for (const [position, { text }] of cells.entries()) {
    if (position === MAX_LABEL_CELLS) break;
    if (isFigureLike(text)) continue;
    for (const [row, similarity] of index.rateRows(text).entries()) {
      if (similarity === 0 || similarity < (fits[row]?.similarity ?? 0)) continue;
      fits[row] = { similarity, cell: position };
      likeness = Math.max(likeness, similarity);
    }
  }
  return { line: number, block, cells, fits, likeness, tailStart: findTailStart(cells) };
}

function findTailStart(cells: readonly TableCell[]): number {
  return cells.findLastIndex((cell) => !isFigureLike(cell.text)) + 1;
}

/** 条, 件 and the like in a column of units between labels and figures */
const UNIT = /^\s*(?:条|件|次|篇|个|项|人|人次|万元|元)\s*$/;

/** The cells that can hold the figures of a row of the form, right of its label and its unit. */
export function tailOf(printed: PrintedRow, row: number): readonly TableCell[] {
  const fit = printed.fits[row] ?? NO_FIT;
  const start = fit.similarity >= ALIKE ? fit.cell + 1 : printed.tailStart;
  const hasUnit = UNIT.test(printed.cells[start]?.text ?? "");
  return printed.cells.slice(hasUnit ? start + 1 : start);
}

/** Index of the cell that prints the label; -1 where no label is recognised. */
export function labelCellOf(printed: PrintedRow, row: number): number {
  const fit = printed.fits[row] ?? NO_FIT;
  return fit.similarity >= ALIKE ? fit.cell : -1;
}

/**
 * True if the line can carry the figures of a row with that many columns: one figure at least, or as many empty cells
 * as there are columns. Headers and captions repeat row labels, but carry no figures.
 */
export function carriesFigures(tail: readonly TableCell[], columns: number): boolean {
  if (tail.some((cell) => cell.text !== "" && isFigureLike(cell.text))) return true;
  const width = tail.reduce((sum, cell) => sum + cell.columnSpan, 0);
  return tail.length > 0 && width >= columns && tail.every((cell) => cell.text === "");
}
