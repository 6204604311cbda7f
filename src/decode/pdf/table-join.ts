import {
  type CellPair,
  isFigure,
  isHeaderCut,
  isLabelCut,
  isRowCut,
  joinCells,
} from "./cut-cell.ts";
import type { FlowCell, FlowTable } from "./flow-table.ts";
import { REACH } from "./lattice.ts";

/**
 * Joins two tables that a page break made of one: the columns go on, a header that is printed again is dropped, a row
 * that the break runs through and a cell that reaches over it become whole again. Undefined for two tables.
 */
export function joinTables(upper: FlowTable, lower: FlowTable): FlowTable | undefined {
  const edges = uniteEdges(upper.edges, lower.edges);
  if (edges === undefined) return undefined;
  const above = withEdges(upper, edges);
  const below = withoutHeader(above, withEdges(lower, edges));
  return joinRows(above, below);
}

/** The edges of both, if those of one are all among those of the other and reach as far at one side at least. */
function uniteEdges(upper: readonly number[], lower: readonly number[]): number[] | undefined {
  const isIn = (edges: readonly number[], edge: number): boolean =>
    edges.some((other) => Math.abs(other - edge) <= REACH);
  const matched = lower.filter((edge) => isIn(upper, edge)).length;
  if (matched < 2 || matched < Math.min(upper.length, lower.length)) return undefined;
  const isSideShared = isNear(upper[0], lower[0]) || isNear(upper.at(-1), lower.at(-1));
  if (!isSideShared) return undefined;
  return [...upper, ...lower.filter((edge) => !isIn(upper, edge))].sort((a, b) => a - b);
}

const isNear = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && Math.abs(a - b) <= REACH;

/** The table with its cells counted in columns between more edges. */
function withEdges(table: FlowTable, edges: readonly number[]): FlowTable {
  const columnOf = (edge: number): number => {
    const place = table.edges[edge] ?? 0;
    return edges.reduce(
      (best, other, index) =>
        Math.abs(other - place) < Math.abs((edges[best] ?? 0) - place) ? index : best,
      0,
    );
  };
  const cells = table.cells.map((cell) => {
    const column = columnOf(cell.column);
    return { ...cell, column, columnSpan: columnOf(cell.column + cell.columnSpan) - column };
  });
  return { ...table, edges, cells };
}

/** The lower table without the rows at its top that repeat those at the top of the upper. */
function withoutHeader(upper: FlowTable, lower: FlowTable): FlowTable {
  let repeated = 0;
  let row = 0;
  while (row < lower.rows && isSameHeader(rowOf(upper, row), rowOf(lower, row))) {
    row += 1;
    const end = row;
    // A header row whose cells reach further down is only dropped with the rows they reach into.
    if (lower.cells.every((cell) => cell.row >= end || cell.row + cell.rowSpan <= end)) {
      repeated = end;
    }
  }
  const cells = lower.cells
    .filter((cell) => cell.row >= repeated)
    .map((cell) => ({ ...cell, row: cell.row - repeated }));
  return { ...lower, rows: lower.rows - repeated, cells };
}

const rowOf = ({ cells }: FlowTable, row: number): FlowCell[] =>
  cells.filter((cell) => cell.row === row);

function isSameHeader(upper: readonly FlowCell[], lower: readonly FlowCell[]): boolean {
  if (upper.length !== lower.length || lower.some((cell) => isFigure(cell.text))) return false;
  const isPrinted = lower.some((cell) => cell.text !== "");
  return isPrinted && lower.every((cell, index) => isSameCell(cell, upper[index]));
}

const isSameCell = (a: FlowCell, b: FlowCell | undefined): boolean =>
  a.text === b?.text && a.column === b.column && a.columnSpan === b.columnSpan;

function joinRows(upper: FlowTable, lower: FlowTable): FlowTable {
  const pairs = listPairs(upper, lower);
  const isCut = isWholeRowPaired(pairs, lower) && isRowCut(pairs.filter(isOfRow));
  const areHeaders = [...lastCells(upper), ...rowOf(lower, 0)].every(({ text }) => !isFigure(text));
  const joined = isCut
    ? pairs
    : pairs.filter((pair) => reachesOver(pair) || (areHeaders && isHeaderCut(pair)));
  // A row that the break runs through is one row, counted once.
  const offset = upper.rows - (isCut ? 1 : 0);
  const replaced = new Map(
    joined.map((pair) => [
      pair.upper,
      joinCells(pair, pair.upper.rowSpan + pair.lower.rowSpan - (isCut ? 1 : 0)),
    ]),
  );
  const gone = new Set(joined.map((pair) => pair.lower));
  const below = lower.cells
    .filter((cell) => !gone.has(cell))
    .map((cell) => ({ ...cell, row: cell.row + offset }));
  const cells = [...upper.cells.map((cell) => replaced.get(cell) ?? cell), ...below];
  return {
    edges: upper.edges,
    rows: offset + lower.rows,
    lastPage: lower.lastPage,
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

const lastCells = ({ cells, rows }: FlowTable): FlowCell[] =>
  cells.filter((cell) => cell.row + cell.rowSpan === rows);

/** Cells of the last row above and of the first row below the break between the same edges. */
function listPairs(upper: FlowTable, lower: FlowTable): CellPair[] {
  const ends = lastCells(upper);
  return rowOf(lower, 0).flatMap((cell) => {
    const above = ends.find(
      ({ column, columnSpan }) => column === cell.column && columnSpan === cell.columnSpan,
    );
    return above === undefined ? [] : [{ upper: above, lower: cell }];
  });
}

const isWholeRowPaired = (pairs: readonly CellPair[], lower: FlowTable): boolean =>
  pairs.length === rowOf(lower, 0).length;

/** Not of a group's label, which reaches over several rows. */
const isOfRow = ({ lower }: CellPair): boolean => lower.rowSpan === 1;

/** A label that stands beside rows above and below the break: printed once, or broken in two. */
function reachesOver(pair: CellPair): boolean {
  const { upper, lower } = pair;
  if (isFigure(upper.text) || isFigure(lower.text)) return false;
  const isOpenLabel = upper.isOpenBelow && upper.text !== "";
  if (upper.rowSpan === 1 && lower.rowSpan === 1 && !isOpenLabel) return false;
  if (lower.text === "") return upper.text !== "" || upper.isOpenBelow;
  if (upper.text === "") return upper.isOpenBelow;
  return isLabelCut(pair);
}
