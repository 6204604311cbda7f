import type { Line, RowLine } from "./flow.ts";

/** A document's tables without their figures. */
export interface Skeleton {
  /**
   * Everything that decides which line is which row and which cell stands in which column: labels, spans, blanks, the
   * text between the tables. Texts stand behind their length, so that no text is taken for a sign.
   */
  readonly key: string;
  /** The line it begins with: the first row of a table, or a caption above it. */
  readonly start: number;
}

/** "0", "1266", "111.2136": no label is made of digits, so that one such figure says no more of its place than another */
const FIGURE = /^\d{1,12}(?:\.\d{1,6})?$/;
/** Several times the tables of any report: a page with more is read without its skeleton. */
const MAX_KEY = 20_000;

/** Tells of a text what it may be in an official table, in any form. */
export interface HeadWords {
  /** It stands in a head: the label of a column, or of a group of columns or rows. */
  readonly isCaption: (text: string) => boolean;
  readonly isColumn: (text: string) => boolean;
}

/**
 * The skeleton of a document's tables. Undefined without tables, where a line outside them heads a column all the same,
 * and for figures that a machine made out, of which more is to be said than where they stand.
 */
export function drawSkeleton(lines: readonly Line[], words: HeadWords): Skeleton | undefined {
  const last = lines.findLastIndex(isRow);
  const start = findTop(lines, lines.findIndex(isRow), words);
  if (last === -1 || isMadeOut(lines) || headsOutside(lines, start, last, words)) return undefined;
  let key = "";
  for (let at = start; at <= last && key.length <= MAX_KEY; at += 1) {
    const line = lines[at];
    if (line !== undefined) key += drawJoint(line, lines[at - 1]) + drawLine(line);
  }
  return key.length > MAX_KEY ? undefined : { key, start };
}

/** The first of the captions that stand right above a line. */
function findTop(lines: readonly Line[], from: number, { isCaption }: HeadWords): number {
  let top = from;
  for (let above = lines[top - 1]; above?.kind === "text"; above = lines[top - 1]) {
    if (!isCaption(above.text)) break;
    top -= 1;
  }
  return top;
}

function headsOutside(
  lines: readonly Line[],
  start: number,
  last: number,
  { isColumn }: HeadWords,
): boolean {
  return lines.some(
    (line, at) => (at < start || at > last) && line.kind === "text" && isColumn(line.text),
  );
}

const isMadeOut = (lines: readonly Line[]): boolean =>
  lines.some((line) => line.kind === "row" && line.cells.some((cell) => cell.isRecognised));

const isRow = (line: Line): boolean => line.kind === "row";

const drawLine = (line: Line): string =>
  line.kind === "row" ? drawRow(line) : `${line.text.length}'${line.text}`;

function drawRow({ cells }: RowLine): string {
  let drawn = "|";
  for (const { text, columnSpan, rowSpan } of cells) {
    if (text === "") drawn += "_";
    else if (FIGURE.test(text)) drawn += "#";
    else drawn += `${text.length}'${text}`;
    if (columnSpan !== 1 || rowSpan !== 1) drawn += `(${columnSpan},${rowSpan})`;
  }
  return drawn;
}

/** How a line follows the one before it: in another block, as another line of the same cell, or neither. */
function drawJoint(line: Line, before: Line | undefined): string {
  if (line.block !== before?.block) return "\n\n";
  const isOneCell =
    line.kind === "text" && before.kind === "text" && line.locator === before.locator;
  return isOneCell ? "+" : "\n";
}
