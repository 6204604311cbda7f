import {
  editCells,
  editTables,
  type PrintedCell,
  type PrintedPage,
  type PrintedTable,
} from "./page.ts";

/** 商业企业, 结果维持 and the like broken in two lines, as narrow columns of a Word file do. */
export function withWrappedHeaders(page: PrintedPage): PrintedPage {
  const wrapped = ["商业企业", "科研机构", "结果维持", "结果纠正", "其他结果", "尚未审结"];
  return editCells(page, (cell) =>
    cell.kind === "header" && wrapped.includes(cell.text)
      ? { ...cell, text: `${cell.text.slice(0, 2)}\n${cell.text.slice(2)}` }
      : cell,
  );
}

/** Section two as a table of its own for each item of article 20. */
export function withSeparateItems(page: PrintedPage): PrintedPage {
  return editTables(page, (table) => {
    if (table.id !== "disclosure") return [table];
    const starts = table.rows.flatMap((row, index) => (row[0]?.kind === "caption" ? [index] : []));
    return starts.map((start, index) => ({
      ...table,
      rows: table.rows.slice(start, starts[index + 1]),
    }));
  });
}

/**
 * Section three in two tables, as after a page break: the groups that reach over the break go on as
 * empty cells.
 * - `bare`: the second table starts with figures
 * - `repeated`: it prints the header again
 */
export function withSplitRequests(
  page: PrintedPage,
  header: "bare" | "repeated",
  rowsBefore = 15,
): PrintedPage {
  return editTables(page, (table) =>
    table.id === "requests" ? splitTable(table, rowsBefore, header) : [table],
  );
}

const headerRows = 3;

function splitTable(
  table: PrintedTable,
  rowsBefore: number,
  header: "bare" | "repeated",
): PrintedTable[] {
  const at = headerRows + rowsBefore;
  const cut = (cell: PrintedCell, index: number): PrintedCell => ({
    ...cell,
    rowSpan: Math.min(cell.rowSpan, at - index),
  });
  const [first = [], ...rest] = table.rows.slice(at);
  const continued = cellsReachingOver(table, at);
  return [
    {
      ...table,
      rows: table.rows.slice(0, at).map((row, index) => row.map((cell) => cut(cell, index))),
    },
    {
      ...table,
      rows: [
        ...(header === "repeated" ? table.rows.slice(0, headerRows) : []),
        [...continued, ...first],
        ...rest,
      ],
    },
  ];
}

function cellsReachingOver(table: PrintedTable, at: number): PrintedCell[] {
  return table.rows
    .slice(0, at)
    .flatMap((row, index) => row.map((cell) => ({ ...cell, rowSpan: index + cell.rowSpan - at })))
    .filter(({ rowSpan }) => rowSpan > 0)
    .map((cell) => ({ ...cell, text: "" }));
}

/**
 * Section three with spans that a hand edit left behind: the corner too narrow by one, the last
 * group one row too long, （七）总计 one column too narrow.
 */
export function withWrongSpans(page: PrintedPage): PrintedPage {
  return editCells(page, (cell) => {
    if (cell.kind === "caption" && cell.columnSpan === 3) return { ...cell, columnSpan: 2 };
    if (cell.text === "（六）其他处理") return { ...cell, rowSpan: cell.rowSpan + 1 };
    if (cell.text === "（七）总计") return { ...cell, columnSpan: 1 };
    return cell;
  });
}

/** Section one under another numbering, and the title on two lines. */
export function withLostNumbering(page: PrintedPage): PrintedPage {
  const { agency, title } = page.report;
  const sections = page.sections.map((section, index) =>
    index === 0 ? { ...section, heading: section.heading.replace("一、", "1、 ") } : section,
  );
  return { ...page, title: [agency, title.slice(agency.length)], sections };
}

/** The residue of a Word bookmark before a paragraph of section one. */
export function withBookmark(page: PrintedPage): PrintedPage {
  const sections = page.sections.map((section, index) => ({
    ...section,
    paragraphs: section.paragraphs.map((paragraph, place) =>
      index === 0 && place === 1 ? `[bookmark: _GoBack]${paragraph}` : paragraph,
    ),
  }));
  return { ...page, sections };
}

/** The fee row cut off from section two, a Markdown rule after it. */
export function withBrokenFees(page: PrintedPage): PrintedPage {
  return editTables(page, (table) => {
    if (table.id !== "disclosure") return [table];
    const fees = (table.rows.at(-1) ?? []).map((cell) => ({ ...cell, columnSpan: 1 }));
    const rule: PrintedCell = { kind: "caption", text: "---------", columnSpan: 1, rowSpan: 1 };
    return [
      { ...table, rows: table.rows.slice(0, -1) },
      { ...table, rows: [fees, [rule, rule]] },
    ];
  });
}
