import type { Table, TableCell, TableRow } from "../../model/transcript.ts";
import type { Box } from "./box.ts";
import type { PageTable } from "./table-text.ts";

/** A table that may go on over several pages. */
export interface FlowTable {
  /** Edges of the columns in points; the pages of a table have them at the same places. */
  readonly edges: readonly number[];
  readonly rows: number;
  readonly lastPage: number;
  /** By row, then column. */
  readonly cells: readonly FlowCell[];
}

/** Counts rows and columns from 0. */
export interface FlowCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly page: number;
  readonly box: Box;
  readonly isFull: boolean;
  readonly isOpenBelow: boolean;
}

export function toFlowTable({ page, grid, cells }: PageTable): FlowTable {
  return {
    edges: grid.xs,
    rows: grid.ys.length - 1,
    lastPage: page,
    cells: cells.map((cell) => ({ ...cell, page })),
  };
}

export function toTable(table: FlowTable): Table {
  const rows: TableCell[][] = Array.from({ length: table.rows }, () => []);
  for (const { row, text, rowSpan, columnSpan, page, box } of table.cells) {
    rows[row]?.push({ text, rowSpan, columnSpan, locator: { page, box } });
  }
  return {
    kind: "table",
    rows: rows.filter((cells) => cells.length > 0).map((cells): TableRow => ({ cells })),
  };
}
