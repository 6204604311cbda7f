import { editTables, type PrintedPage } from "../../sample/print/page.ts";

/** The page with the cell of one figure gone, so that those after it move up. */
export function withoutFigure(page: PrintedPage, address: string): PrintedPage {
  return editTables(page, (table) => [
    { ...table, rows: table.rows.map((row) => row.filter((cell) => cell.address !== address)) },
  ]);
}
