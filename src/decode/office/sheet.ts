import type { CellObject, WorkSheet } from "@e965/xlsx";
import type { TableCell, TableRow } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { withoutRadicals } from "../radicals.ts";
import { foldWhiteSpace } from "../white-space.ts";
import { layOutMerges, type Merges } from "./sheet-merges.ts";

/** The widest table of the forms has 15. */
const MAX_COLUMNS = 500;
const LINE_END = /\r\n?|\n/;

/**
 * Rows of a sheet as they are displayed: no hidden rows or columns, numbers as their format writes them. Locators
 * count the sheet's own rows and columns, hidden ones too, as its margins do.
 * @param number of the sheet in its workbook, counted from 1
 */
export function readSheet(sheet: WorkSheet, number: number): TableRow[] {
  const view = new SheetView(sheet);
  const rows: TableRow[] = [];
  let tableRow: number | undefined;
  for (const row of view.rows) {
    const written = view.listWritten(row);
    const isBlank = written.every((cell) => cell.isEmpty);
    // Empty cells are figures left blank below a row of a table, and decoration elsewhere.
    const isShown = !isBlank || (written.length > 1 && tableRow === row - 1);
    if (!isShown) continue;
    if (written.length > 1) tableRow = row;
    const columns = view.listColumns(row, written);
    rows.push({ cells: columns.map((column) => toTableCell(view, number, row, column)) });
  }
  return rows;
}

/** A cell that is in the file: with text, or empty but with a border or another format. */
interface Written {
  readonly column: number;
  readonly isEmpty: boolean;
}

function toTableCell(view: SheetView, table: number, row: number, column: number): TableCell {
  const { columnSpan, rowSpan } = view.merges.spanAt(row, column);
  return {
    text: view.textAt(row, column),
    columnSpan,
    rowSpan,
    locator: { table, row: row + 1, column: column + 1 },
  };
}

/** What of a sheet is displayed. Rows and columns count from 0 here, as the library does. */
class SheetView {
  readonly merges: Merges;
  /** Displayed rows down to the last with text, and one empty row of a table that may follow it. */
  readonly rows: readonly number[];
  private readonly columns: readonly number[];
  private readonly cells: readonly (readonly (CellObject | undefined)[] | undefined)[];

  constructor(sheet: WorkSheet) {
    this.cells = sheet["!data"] ?? [];
    const texts = this.cells.map((row) => listTextColumns(row));
    const lastRow = texts.findLastIndex((columns) => columns !== undefined && columns.length > 0);
    const lastColumn = texts.reduce((most, columns) => Math.max(most, columns?.at(-1) ?? -1), -1);
    if (lastColumn >= MAX_COLUMNS) {
      throw new DecodeError(
        "too_large",
        `expected at most ${MAX_COLUMNS} columns in a sheet, met text in column ${lastColumn + 1}`,
      );
    }
    const firstColumn = texts.reduce(
      (least, columns) => Math.min(least, columns?.[0] ?? least),
      Number.MAX_SAFE_INTEGER,
    );
    this.rows = listShown(0, lastRow + 1, sheet["!rows"]);
    this.columns = listShown(firstColumn, lastColumn, sheet["!cols"]);
    this.merges = layOutMerges(sheet["!merges"] ?? [], this.rows, this.columns);
  }

  /** Cells of a row that are in the file and not covered by a merged one. */
  listWritten(row: number): Written[] {
    return this.columns.flatMap((column) => {
      const isWritten =
        this.cellAt(row, column) !== undefined || this.merges.spanAt(row, column).isMerged;
      if (!isWritten || this.merges.isCovered(row, column)) return [];
      return [{ column, isEmpty: this.textAt(row, column) === "" }];
    });
  }

  /**
   * Columns of a row where a cell begins. One text alone in its row is a line of text, however wide the sheet. Programs
   * that write no formats leave empty cells out: between others they are known to be there, after the last one a blank
   * and a lost figure look alike, and none is made up.
   */
  listColumns(row: number, written: readonly Written[]): readonly number[] {
    const last = written.at(-1)?.column ?? -1;
    if (written.length === 1) return [last];
    return this.columns.filter((column) => column <= last && !this.merges.isCovered(row, column));
  }

  textAt(row: number, column: number): string {
    const origin = this.merges.originOf(row, column);
    return toText(this.cellAt(origin.row, origin.column));
  }

  private cellAt(row: number, column: number): CellObject | undefined {
    return this.cells[row]?.[column];
  }
}

/** Columns of a row in which text is displayed; a row may have cells thousands of columns apart and none between. */
function listTextColumns(row: readonly (CellObject | undefined)[] | undefined): number[] {
  return Object.keys(row ?? []).flatMap((key) => {
    const column = Number(key);
    return hasText(row?.[column]) ? [column] : [];
  });
}

interface Shown {
  readonly hidden?: boolean | undefined;
}

function listShown(
  first: number,
  last: number,
  properties: readonly (Shown | undefined)[] | undefined,
): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
    (index) => properties?.[index]?.hidden !== true,
  );
}

const hasText = (cell: CellObject | undefined): boolean => toText(cell) !== "";

/**
 * What a cell displays. A formula whose result is not in the file is given as the formula: it prints a number, and a
 * blank would deny it.
 */
function toText(cell: CellObject | undefined): string {
  if (cell === undefined) return "";
  if (cell.t === "z" || cell.v === undefined) return cell.f === undefined ? "" : `=${cell.f}`;
  const lines = withoutRadicals(cell.w ?? String(cell.v))
    .split(LINE_END)
    .map(foldWhiteSpace);
  return lines.filter((line) => line !== "").join("\n");
}
