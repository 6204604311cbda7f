import type { SampleReport } from "../report.ts";
import { printTables } from "./tables.ts";

/** A report laid out but not yet written down: what a test alters before it is serialised. */
export interface PrintedPage {
  readonly report: SampleReport;
  /** One entry a line. */
  readonly title: readonly string[];
  readonly sections: readonly PrintedSection[];
}

export interface PrintedSection {
  /** With its number: 一、总体情况. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly PrintedTable[];
}

export interface PrintedTable {
  /** Of the form's table that it prints, or a part of it. */
  readonly id: string;
  readonly rows: readonly (readonly PrintedCell[])[];
}

export interface PrintedCell {
  readonly kind: "caption" | "header" | "label" | "figure";
  /** A line feed is a break inside the cell. */
  readonly text: string;
  readonly columnSpan: number;
  readonly rowSpan: number;
  /** Of a figure: the cell of the form it prints. */
  readonly address?: string;
}

/** A document as a server would send it, and what was printed in it. */
export interface PrintedDocument {
  readonly bytes: Uint8Array;
  /** As a server would declare it. */
  readonly contentType: string;
  /** With its dot. */
  readonly extension: string;
  /** The bytes before they were encoded. */
  readonly text: string;
  /** In printing order. */
  readonly figures: readonly PrintedFigure[];
  /** Whether the date of publication stands in it. */
  readonly printsDate: boolean;
}

export interface PrintedFigure {
  readonly address: string;
  readonly text: string;
}

const sectionNumbers = "一二三四五六";

/** Lays out a report as the official form prints it, one table for each table of the form. */
export function printPage(report: SampleReport): PrintedPage {
  const tables = printTables(report.form, report.values);
  return {
    report,
    title: [report.title],
    sections: report.sections.map(({ number, heading, paragraphs }) => ({
      heading: `${sectionNumbers[number - 1]}、${heading}`,
      paragraphs,
      tables: report.form.tables.flatMap((table, index) => {
        const printed = tables[index];
        return table.section === number && printed !== undefined ? [printed] : [];
      }),
    })),
  };
}

/** Every figure of a page in printing order. */
export function listFigures(page: PrintedPage): PrintedFigure[] {
  return page.sections
    .flatMap((section) => section.tables.flatMap((table) => table.rows.flat()))
    .flatMap(({ address, text }) => (address === undefined ? [] : [{ address, text }]));
}

/** The page with some cells changed; a cell the edit gives back untouched stays. */
export function editCells(
  page: PrintedPage,
  edit: (cell: PrintedCell) => PrintedCell,
): PrintedPage {
  return editTables(page, (table) => [{ ...table, rows: table.rows.map((row) => row.map(edit)) }]);
}

/** The page with tables replaced, each by none, one or several. */
export function editTables(
  page: PrintedPage,
  edit: (table: PrintedTable) => readonly PrintedTable[],
): PrintedPage {
  const sections = page.sections.map((section) => ({
    ...section,
    tables: section.tables.flatMap(edit),
  }));
  return { ...page, sections };
}

/** The page with other text in the figure of one cell. */
export function withFigure(page: PrintedPage, address: string, text: string): PrintedPage {
  if (!listFigures(page).some((figure) => figure.address === address)) {
    throw new Error(`the page prints no figure of this address: ${address}`);
  }
  return editCells(page, (cell) => (cell.address === address ? { ...cell, text } : cell));
}

/** The page with one label, header or caption printed otherwise; every cell of that text changes. */
export function withLabel(page: PrintedPage, label: string, text: string): PrintedPage {
  return editCells(page, (cell) =>
    cell.kind !== "figure" && cell.text === label ? { ...cell, text } : cell,
  );
}
