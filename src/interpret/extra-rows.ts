import type { TableCell } from "../model/transcript.ts";
import { type PrintedExtra, readExtra } from "./extra-figure.ts";
import { isFigureLike } from "./figures.ts";
import type { Line } from "./flow.ts";
import type { Grid } from "./grid.ts";
import type { TableIndex } from "./table-index.ts";

/** A line with figures whose label is no row of the form. */
export interface UnknownRow {
  readonly line: number;
  readonly block: number;
  /** Texts to the left of the figures. */
  readonly label: readonly TableCell[];
  readonly values: readonly TableCell[];
}

/** A line that was read: which column of the form stands where. */
export interface ReadColumns {
  readonly line: number;
  readonly block: number;
  readonly width: number;
  /** Ids of the form's columns by where they stand. */
  readonly ids: ReadonlyMap<number, string>;
}

/** What the table around an unknown row says of its columns. */
export interface Surroundings {
  readonly lines: readonly Line[];
  /** The table's first line, headers included. */
  readonly firstLine: number;
  /** The lines that were read, from top to bottom. */
  readonly read: readonly ReadColumns[];
  readonly grid: Grid;
  readonly index: TableIndex;
}

/** A header further above heads nothing that a person would still see under it. */
const MAX_HEADER_DISTANCE = 40;

const isFigure = (cell: TableCell): boolean => cell.text !== "" && isFigureLike(cell.text);
const isText = (cell: TableCell): boolean => cell.text !== "" && !isFigureLike(cell.text);

/** Parts the texts of a line from its figures; undefined if it prints none. */
export function findUnknownRow(
  cells: readonly TableCell[],
  at: { readonly line: number; readonly block: number },
): UnknownRow | undefined {
  const figure = cells.findIndex(isFigure);
  if (figure === -1) return undefined;
  const before = cells.slice(0, figure).findLastIndex(isText);
  // A serial number may stand left of the label.
  const behind = before === -1 ? cells.findIndex(isText) : before;
  const isFollowed = cells.slice(behind + 1).some(isFigure);
  // Nothing but a serial number and a label.
  if (!isFollowed && figure === 0 && behind === 1) return undefined;
  const end = isFollowed ? behind + 1 : 0;
  const label = cells.slice(0, end).filter((cell) => cell.text !== "");
  return { line: at.line, block: at.block, label, values: cells.slice(end) };
}

/** The extra cells of an unknown row; a blank counts only where a column is known to stand. */
export function readUnknownRow(row: UnknownRow, around: Surroundings): PrintedExtra[] {
  const name = nameRow(row, around.grid);
  const headers = listHeaders(row.line, around);
  return row.values.flatMap((cell) => {
    const column = findColumnName(cell, row, headers, around);
    if (cell.text === "" && column === null) return [];
    return [readExtra(cell, { table: around.index.table.id, row: name, column, line: row.line })];
  });
}

function nameRow({ line, label, values }: UnknownRow, grid: Grid): string {
  const columnOf = (cell: TableCell): number => grid.columns.get(cell) ?? 0;
  const [first] = values;
  const end = first === undefined ? Number.POSITIVE_INFINITY : columnOf(first);
  const above = (grid.fromAbove.get(line) ?? []).filter((cell) => columnOf(cell) < end);
  return [...above.filter(isText), ...label]
    .sort((one, other) => columnOf(one) - columnOf(other))
    .map((cell) => toLine(cell.text))
    .join(" / ");
}

/** The header lines between a row and the read line above it, the nearest first. */
function listHeaders(line: number, { lines, firstLine, read }: Surroundings): TableCell[][] {
  const above = read.findLast((each) => each.line < line);
  const from = above === undefined ? firstLine : above.line + 1;
  return lines
    .slice(Math.max(from, line - MAX_HEADER_DISTANCE), line)
    .flatMap((each) => (each.kind === "row" ? [[...each.cells]] : []))
    .filter((cells) => cells.filter(isText).length > 1 && !cells.some(isFigure))
    .reverse();
}

function findColumnName(
  cell: TableCell,
  row: UnknownRow,
  headers: readonly (readonly TableCell[])[],
  around: Surroundings,
): string | null {
  const column = around.grid.columns.get(cell);
  if (column === undefined) return null;
  if (headers.length > 0) return findHeader(column, headers, around);
  const above = around.read.findLast((each) => each.line < row.line);
  return above === undefined ? null : findColumnAbove(column, cell, row, above);
}

/** As many figures as columns stand below them one by one; otherwise the place tells, if both are of one table. */
function findColumnAbove(
  column: number,
  cell: TableCell,
  { values, label, block }: UnknownRow,
  above: ReadColumns,
): string | null {
  const ids = [...above.ids].sort(([one], [other]) => one - other).map(([, id]) => id);
  if (values.length === ids.length) return ids[values.indexOf(cell)] ?? null;
  const isAlike = above.block === block || above.width === label.length + values.length;
  return isAlike ? (above.ids.get(column) ?? null) : null;
}

/** What heads a column in the nearest of the header lines that heads it: the form's column, or the text as printed. */
export function findHeader(
  column: number,
  headers: readonly (readonly TableCell[])[],
  { grid, index }: Surroundings,
): string | null {
  for (const cells of headers) {
    const header = cells.find((cell) => isText(cell) && covers(cell, column, grid));
    if (header === undefined) continue;
    const id = index.findColumnId(header.text);
    // What captions a group of columns, or the labels, heads no one column.
    if (id !== undefined || !index.isCaption(header.text)) return id ?? toLine(header.text);
  }
  return null;
}

function covers(cell: TableCell, column: number, grid: Grid): boolean {
  const first = grid.columns.get(cell);
  return first !== undefined && first <= column && column < first + cell.columnSpan;
}

export const toLine = (text: string): string => text.replaceAll("\n", "");
