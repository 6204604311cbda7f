/** A table whose rows and cells are being counted, as the decoder counts them. */
export interface OpenTable {
  readonly number: number;
  rows: number;
  cells: number;
  /** Key of the open cell. */
  cell: string | undefined;
}

export function beginRow(table: OpenTable): void {
  table.rows += 1;
  table.cells = 0;
  table.cell = undefined;
}

/** The key of the cell that begins: table, row and cell, each counted from 1. */
export function beginCell(table: OpenTable): string {
  if (table.rows === 0) table.rows = 1;
  table.cells += 1;
  return `t${table.number}.${table.rows}.${table.cells}`;
}
