import type { PrintedCell, PrintedTable } from "./page.ts";

/**
 * One place of a table's grid.
 * - `own`: a cell starts here
 * - `beside`: covered by the cell to its left
 * - `below`: covered by a cell of a row above; `edge` at the first column of that cell
 */
export type Place =
  | { readonly kind: "own"; readonly cell: PrintedCell }
  | { readonly kind: "beside" }
  | { readonly kind: "below"; readonly edge: boolean };

/** Spreads the cells of a table over its grid, row by row, as a browser would. */
export function spreadOut(table: PrintedTable): Place[][] {
  const grid: Place[][] = table.rows.map(() => []);
  for (const [rowIndex, row] of table.rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[rowIndex]?.[column] !== undefined) column += 1;
      cover(grid, rowIndex, column, cell);
      column += cell.columnSpan;
    }
  }
  return grid;
}

function cover(grid: Place[][], row: number, column: number, cell: PrintedCell): void {
  const covered = grid.slice(row, row + cell.rowSpan);
  for (const [down, places] of covered.entries()) {
    for (let across = 0; across < cell.columnSpan; across += 1) {
      places[column + across] = placeAt(down, across, cell);
    }
  }
}

function placeAt(down: number, across: number, cell: PrintedCell): Place {
  if (down > 0) return { kind: "below", edge: across === 0 };
  return across === 0 ? { kind: "own", cell } : { kind: "beside" };
}
