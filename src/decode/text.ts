import type {
  Block,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Transcript,
} from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { withoutRadicals } from "./radicals.ts";
import { foldWhiteSpace } from "./white-space.ts";

/** [bookmark: _GoBack], [footnoteRef:1], [image: 图片1.png], left by converters of Word files */
const RESIDUE = /\[(?:bookmark|footnoteRef|image): ?[^\]\n]{0,80}\]/g;
const LINE_END = /\r\n?|\n/;
/** "---------\t---------": a rule under a table's head, drawn by converters to Markdown */
const RULE_LINE = /^[\t |]*[-—=]{3,}(?:[\t |]+[-—=]{3,})*[\t |]*$/;
/** "5" below "136.89": what is left of a figure in a narrow column, also below the last row */
const DIGITS = /^ *\d+ *$/;
/** "行政许可\t16": text, then a tab */
const INNER_TAB = /[^\t]\t|\t\t/;

/** A report with a cell on every line has a thousand. */
const MAX_LINES = 200_000;

interface Line {
  /** Counts from 1, as editors do. */
  readonly number: number;
  readonly text: string;
}

/**
 * Transcribes plain text. Lines with tabs are tables, in either of two shapes that converters write:
 * a row a line with tab-separated cells, or a cell a line behind one leading tab with a blank line between rows.
 */
export function transcribeText(text: string): Transcript {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const end = findTableEnd(lines, index);
    if (end > index) {
      blocks.push(readTable(lines.slice(index, end)));
      index = end;
    } else {
      blocks.push(...toParagraph(lines[index]));
      index += 1;
    }
  }
  return { title: undefined, metadata: new Map(), blocks, links: [], scopes: [] };
}

/** @throws DecodeError if there are more than any report has */
function splitLines(text: string): Line[] {
  const lines = withoutRadicals(text)
    .replace(RESIDUE, "")
    .split(LINE_END, MAX_LINES + 1);
  if (lines.length <= MAX_LINES)
    return lines.map((line, index) => ({ number: index + 1, text: line }));
  throw new DecodeError("too_large", `expected at most ${MAX_LINES} lines of text, met more`);
}

function toParagraph(line: Line | undefined): Paragraph[] {
  const text = foldWhiteSpace(line?.text ?? "");
  if (line === undefined || text === "") return [];
  return [{ kind: "paragraph", text, locator: { line: line.number } }];
}

const hasTab = (line: Line | undefined): boolean => line?.text.includes("\t") ?? false;
const isEmpty = (line: Line | undefined): boolean =>
  line !== undefined && line.text.trim() === "" && !hasTab(line);

/** One past the last line of the table that begins at `start`; `start` itself where none begins. */
function findTableEnd(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length) {
    if (hasTab(lines[end])) end += 1;
    else if (end > start && isEmpty(lines[end]) && hasTab(lines[end + 1])) end += 2;
    else if (end > start) {
      const resumed = findContinuationEnd(lines, end);
      if (resumed === undefined) return end;
      end = resumed;
    } else return start;
  }
  return end;
}

/**
 * A cell's text may go on over lines without a tab. Such lines stand directly below a line of the table, and the table
 * goes on directly below them or after one blank line; a paragraph after a table fits neither.
 */
function findContinuationEnd(lines: readonly Line[], from: number): number | undefined {
  const maxLines = 4;
  if (!hasTab(lines[from - 1])) return undefined;
  let end = from;
  while (end < lines.length && end - from < maxLines && !hasTab(lines[end]) && !isEmpty(lines[end]))
    end += 1;
  if (end === from) return undefined;
  if (hasTab(lines[end])) return end;
  if (lines.slice(from, end).every((line) => DIGITS.test(line.text))) return end;
  return isEmpty(lines[end]) && hasTab(lines[end + 1]) ? end + 1 : undefined;
}

function readTable(lines: readonly Line[]): Table {
  const isRowPerLine = lines.some((line) => INNER_TAB.test(line.text));
  return { kind: "table", rows: isRowPerLine ? readRowsPerLine(lines) : readCellsPerLine(lines) };
}

function readRowsPerLine(lines: readonly Line[]): TableRow[] {
  return lines
    .filter((line) => line.text.trim() !== "" && !RULE_LINE.test(line.text))
    .map((line) => ({
      cells: line.text
        .split("\t")
        .map((text, index) => toCell(text, { line: line.number, field: index + 1 })),
    }));
}

function readCellsPerLine(lines: readonly Line[]): TableRow[] {
  const rows: TableCell[][] = [[]];
  for (const line of lines) {
    const row = rows.at(-1) ?? [];
    if (isEmpty(line)) rows.push([]);
    else if (hasTab(line)) row.push(toCell(line.text, { line: line.number }));
    else {
      const continued = row.pop();
      if (continued !== undefined)
        row.push({ ...continued, text: `${continued.text}\n${foldWhiteSpace(line.text)}` });
    }
  }
  return rows.filter((cells) => cells.length > 0).map((cells) => ({ cells }));
}

function toCell(text: string, locator: TableCell["locator"]): TableCell {
  return { text: foldWhiteSpace(text), columnSpan: 1, rowSpan: 1, locator };
}
