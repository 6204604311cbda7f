import { type CellObject, type Range, utils, type WorkSheet, write } from "@e965/xlsx";
import { spreadOut } from "./grid.ts";
import {
  listFigures,
  type PrintedDocument,
  type PrintedPage,
  type PrintedSection,
  type PrintedTable,
} from "./page.ts";
import { printCellLines } from "./text.ts";

/** The media types of workbooks. */
export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const XLS_TYPE = "application/vnd.ms-excel";

export interface WorkbookOptions {
  readonly bookType?: "xlsx" | "biff8" | "xlsb";
  /** Whether empty cells of a table are written, as programs that draw borders do. */
  readonly empty?: "written" | "left out";
  /** Whether each section has a sheet of its own. */
  readonly sheets?: "one" | "by section";
}

interface SheetRow {
  readonly cells: readonly (CellObject | undefined)[];
  readonly merges: readonly { readonly column: number; columns: number; rows: number }[];
}

const LAST_COLUMN = 9;
// "38.3296", "-8"
const number = /^-?\d+(?:\.\d+)?$/;

/** A page as a workbook with merged cells; prose stands in cells merged over the width of the tables. */
export function printWorkbook(page: PrintedPage, options: WorkbookOptions = {}): PrintedDocument {
  const { bookType = "xlsx", empty = "written", sheets = "one" } = options;
  const title = page.title.map(toProse);
  const sections = page.sections.map((section) => sectionRows(section, empty));
  const book = utils.book_new();
  const parts = sheets === "one" ? [[...title, ...sections.flat()]] : [title, ...sections];
  for (const [index, rows] of parts.entries()) {
    utils.book_append_sheet(book, toSheet(rows), `第${index + 1}页`);
  }
  return {
    bytes: new Uint8Array(write(book, { type: "array", bookType })),
    contentType: bookType === "biff8" ? XLS_TYPE : XLSX_TYPE,
    extension: bookType === "biff8" ? ".xls" : `.${bookType}`,
    text: printCellLines(page).text,
    figures: listFigures(page),
    printsDate: false,
  };
}

function sectionRows(section: PrintedSection, empty: "written" | "left out"): SheetRow[] {
  return [
    toProse(section.heading),
    ...section.paragraphs.map(toProse),
    ...section.tables.flatMap((table) => tableRows(table, empty)),
  ];
}

function toProse(text: string): SheetRow {
  return {
    cells: [{ t: "s", v: text }],
    merges: [{ column: 0, columns: LAST_COLUMN + 1, rows: 1 }],
  };
}

function tableRows(table: PrintedTable, empty: "written" | "left out"): SheetRow[] {
  return spreadOut(table).map((row) => ({
    cells: row.map((place) => toCell(place.kind === "own" ? place.cell.text : "", empty)),
    merges: row.flatMap((place, column) => {
      if (place.kind !== "own") return [];
      const { columnSpan, rowSpan } = place.cell;
      const isMerged = columnSpan > 1 || rowSpan > 1;
      return isMerged ? [{ column, columns: columnSpan, rows: rowSpan }] : [];
    }),
  }));
}

function toCell(text: string, empty: "written" | "left out"): CellObject | undefined {
  if (text === "") return empty === "written" ? { t: "s", v: "" } : undefined;
  return number.test(text) ? { t: "n", v: Number(text) } : { t: "s", v: text };
}

function toSheet(rows: readonly SheetRow[]): WorkSheet {
  const sheet: WorkSheet = {};
  const merges: Range[] = [];
  let width = LAST_COLUMN;
  rows.forEach((row, index) => {
    row.cells.forEach((cell, column) => {
      width = Math.max(width, column);
      if (cell !== undefined) sheet[utils.encode_cell({ r: index, c: column })] = cell;
    });
    for (const { column, columns, rows: down } of row.merges) {
      merges.push({
        s: { r: index, c: column },
        e: { r: index + down - 1, c: column + columns - 1 },
      });
    }
  });
  sheet["!ref"] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: width } });
  sheet["!merges"] = merges;
  return sheet;
}
