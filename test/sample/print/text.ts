import { spreadOut } from "./grid.ts";
import {
  listFigures,
  type PrintedCell,
  type PrintedDocument,
  type PrintedPage,
  type PrintedSection,
  type PrintedTable,
} from "./page.ts";

// "（一）", "（六）"
const bracketedNumber = /（([一二三四五六七])）/g;
// "1.", "8."
const leadingNumber = /^(\d)\./;
// "（区分处理的，只计这一情形，不计其他情形）"
const bracketedRemark = /（(.+)）$/;

/**
 * Text of one cell a line, each after a TAB, rows parted by an empty line, a line with nothing but a
 * TAB for a cell merged into the one above: how a converter prints the tables of a Word file.
 */
export function printCellLines(page: PrintedPage): PrintedDocument {
  const lines = [
    ...page.title,
    "",
    ...page.sections.flatMap((section) => [
      section.heading,
      ...section.paragraphs,
      "",
      ...section.tables.flatMap((table) => [...cellLines(table), "", ""]),
    ]),
  ];
  return textDocument(page, `${lines.join("\n")}\n`);
}

function cellLines(table: PrintedTable): string[] {
  return spreadOut(table).flatMap((row) => [
    ...row.flatMap((place) => {
      if (place.kind === "own") return [`\t${place.cell.text}`];
      return place.kind === "below" && place.edge ? ["\t"] : [];
    }),
    "",
  ]);
}

/**
 * Text of one row a line, cells parted by TABs and padded to the table's width. In section three the
 * figures of most rows stand one cell too far left, the header two, and 3.其他 has lost its group.
 */
export function printRowLines(page: PrintedPage): PrintedDocument {
  const lines = ["", "", ...page.title, "", ...page.sections.flatMap(rowSection)];
  return textDocument(page, lines.join("\n").trimEnd());
}

function rowSection(section: PrintedSection): string[] {
  return [
    section.heading,
    "",
    ...section.paragraphs.flatMap((paragraph) => [paragraph, ""]),
    ...section.tables.flatMap((table) => [...tableLines(table), ""]),
  ];
}

function tableLines(table: PrintedTable): string[] {
  const rows = table.id === "requests" ? shiftedRows(table) : paddedRows(table);
  return rows.map((row) => row.join("\t"));
}

function paddedRows(table: PrintedTable): string[][] {
  const spaced = table.id === "proceedings" ? spacedHeader : (cell: PrintedCell) => cell.text;
  return spreadOut(table).map((row) =>
    row.map((place) => (place.kind === "own" ? spaced(place.cell) : "")),
  );
}

/** 结果维持 → 结果 维持. */
function spacedHeader({ kind, text }: PrintedCell): string {
  return kind === "header" && text.length === 4 && !text.startsWith("行政")
    ? `${text.slice(0, 2)} ${text.slice(2)}`
    : text;
}

const tableWidth = 10;

function shiftedRows(table: PrintedTable): string[][] {
  const [first = [], second = [], third = [], ...rest] = table.rows;
  const isHeader = first[0]?.rowSpan === 3;
  if (!isHeader) return table.rows.map(shiftedRow);
  const [natural, organizations, total] = second.map((cell) => cell.text);
  const [corner, applicants] = first.map((cell) => cell.text);
  return [
    at({ 0: halfBrackets(corner ?? ""), 2: applicants, 8: total }),
    at({ 2: natural, 3: organizations }),
    at(Object.fromEntries(third.map((cell, index) => [index + 3, cell.text]))),
    ...rest.map(shiftedRow),
  ];
}

/** The figures start in the third cell, but in the fourth where the row stands under two groups. */
function shiftedRow(row: readonly PrintedCell[]): string[] {
  const captions = row.filter((cell) => cell.kind === "caption").map((cell) => cell.text);
  const labels = row.filter((cell) => cell.kind === "label").map((cell) => cell.text);
  const figures = row.filter((cell) => cell.kind === "figure").map((cell) => cell.text);
  const printed = [...captions, ...labels].map(toHalfWidth);
  return pad([...leadingCells(row, printed), ...figures]);
}

function leadingCells(row: readonly PrintedCell[], printed: readonly string[]): string[] {
  const label = row.find((cell) => cell.kind === "label");
  const depth = 4 - (label?.columnSpan ?? 1);
  const isOrphan = label?.text === "3.其他" || label?.text === "（七）总计";
  if (depth === 1 || isOrphan) return [...printed, ""];
  const slots = depth === 2 ? 2 : 3;
  return [...Array<string>(Math.max(0, slots - printed.length)).fill(""), ...printed];
}

function at(texts: Readonly<Record<number, string | undefined>>): string[] {
  return Array.from({ length: tableWidth }, (_, index) => texts[index] ?? "");
}

function pad(row: readonly string[]): string[] {
  return [...row, ...Array<string>(Math.max(0, tableWidth - row.length)).fill("")];
}

/** （一）予以公开 → (一) 予以公开; 1.属于国家秘密 → 1. 属于国家秘密. */
function toHalfWidth(label: string): string {
  return label
    .replace(bracketedNumber, "($1) ")
    .replace(leadingNumber, "$1. ")
    .replace(bracketedRemark, (_, remark: string) => ` (${remark.replaceAll("，", ", ")})`)
    .trim();
}

function halfBrackets(text: string): string {
  return text.replaceAll("（", "(").replaceAll("）", ")");
}

function textDocument(page: PrintedPage, text: string): PrintedDocument {
  return {
    bytes: new TextEncoder().encode(text),
    contentType: "text/plain; charset=utf-8",
    extension: ".txt",
    text,
    figures: listFigures(page),
    printsDate: false,
  };
}
