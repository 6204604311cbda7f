import type { FormTable } from "../model/form.ts";
import { forms } from "../model/forms/forms.ts";
import { findUnknownRow } from "./extra-rows.ts";
import type { Line, RowLine } from "./flow.ts";
import type { Placement } from "./placement.ts";
import { remember } from "./remember.ts";
import { indexOf, SURE, type TableIndex } from "./table-index.ts";

/** First and last line of a table, rows that an agency added before its first or after its last row included. */
export interface TableEdges {
  readonly first: number;
  readonly last: number;
}

/** More rows in a row than any county adds; what goes on for longer is another table. */
const MAX_ADDED_ROWS = 40;
/** A caption and a header. */
const MAX_CAPTIONS = 2;

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

/**
 * The last of the added rows that follow a line of a table without a gap; the line itself if none does. Below the line a
 * caption and a header may stand before rows of the same width.
 */
export function goOn(lines: readonly Line[], from: number, index: TableIndex, by: 1 | -1): number {
  const start = lines[from];
  if (start?.kind !== "row") return from;
  const captions = by === 1 ? MAX_CAPTIONS : 0;
  let reached = from;
  for (let at = from + by; Math.abs(at - reached) <= captions + 1; at += by) {
    const line = lines[at];
    const isOfTable = line?.kind === "row" && line.block === start.block && !isForeign(line, index);
    if (!isOfTable || Math.abs(at - from) > MAX_ADDED_ROWS) break;
    const isNext = at === reached + by;
    if (isAddedRow(line) && (isNext || widthOf(line) === widthOf(start))) reached = at;
  }
  return reached;
}

const widthOf = ({ cells }: RowLine): number =>
  cells.reduce((sum, cell) => sum + cell.columnSpan, 0);

function isAddedRow({ cells, block }: RowLine): boolean {
  const row = findUnknownRow(cells, { line: 0, block });
  return row !== undefined && row.label.length > 0;
}

/** A row of the form, or something of another table: tables of the forms may follow each other in one of the document. */
function isForeign({ cells }: RowLine, index: TableIndex): boolean {
  return cells.some(
    ({ text }) => text !== "" && (isRowOf(text, index) || isOfAnotherTable(text, index.table)),
  );
}

const isRowOf = (text: string, index: TableIndex): boolean =>
  index.rateRows(text).some((similarity) => similarity >= SURE);

const isOfAnotherTable = (text: string, table: FormTable): boolean => labelsBeside(table.id)(text);

const known = new Map<string, (text: string) => boolean>();

/** Tells the labels of all tables with another name. */
function labelsBeside(tableId: string): (text: string) => boolean {
  const stored = known.get(tableId);
  if (stored !== undefined) return stored;
  const others = [...forms.values()]
    .flatMap((form) => form.tables)
    .filter((other) => other.id !== tableId)
    .map(indexOf);
  const isLabel = remember((text) =>
    others.some((index) => index.isCaption(text) || isRowOf(text, index)),
  );
  known.set(tableId, isLabel);
  return isLabel;
}
