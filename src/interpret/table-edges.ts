import type { FormTable } from "../model/form.ts";
import { forms } from "../model/forms/forms.ts";
import { findUnknownRow } from "./extra-rows.ts";
import type { Line } from "./flow.ts";
import type { Placement } from "./placement.ts";
import { indexOf, SURE, type TableIndex } from "./table-index.ts";

/** First and last line of a table, rows that an agency added before its first or after its last row included. */
export interface TableEdges {
  readonly first: number;
  readonly last: number;
}

/** More rows in a row than any county adds; what goes on for longer is another table. */
const MAX_ADDED_ROWS = 40;

/**
 * Goes on from the rows that were placed to added rows of the same table of the document. Above the first row they count
 * only if a header of the table stands above them; otherwise anything might.
 */
export function findEdges(
  lines: readonly Line[],
  placement: Placement,
  index: TableIndex,
  isHeader: (line: Line | undefined) => boolean,
): TableEdges {
  const first = goOn(lines, placement.firstLine, index, -1);
  return {
    first: isHeader(lines[first - 1]) ? first : placement.firstLine,
    last: goOn(lines, placement.lastLine, index, 1),
  };
}

/** The last of the added rows that follow a line of a table without a gap; the line itself if none does. */
export function goOn(lines: readonly Line[], from: number, index: TableIndex, by: 1 | -1): number {
  let at = from;
  while (Math.abs(at - from) < MAX_ADDED_ROWS && isAddedRow(lines[at + by], lines[from], index)) {
    at += by;
  }
  return at;
}

function isAddedRow(line: Line | undefined, beside: Line | undefined, index: TableIndex): boolean {
  if (line?.kind !== "row" || line.block !== beside?.block) return false;
  const row = findUnknownRow(line.cells, { line: 0, block: line.block });
  if (row === undefined || row.label.length === 0) return false;
  return line.cells.every(
    ({ text }) => text === "" || !(isRowOf(text, index) || isOfAnotherTable(text, index.table)),
  );
}

const isRowOf = (text: string, index: TableIndex): boolean =>
  index.rateRows(text).some((similarity) => similarity >= SURE);

/** Tables of the forms may follow each other in one table of the document. */
function isOfAnotherTable(text: string, table: FormTable): boolean {
  return [...forms.values()]
    .flatMap((form) => form.tables)
    .filter((other) => other.id !== table.id)
    .map(indexOf)
    .some((index) => index.isCaption(text) || isRowOf(text, index));
}
