import type { Finding } from "../model/finding.ts";
import type { Equation } from "../model/form.ts";
import type { TableCell } from "../model/transcript.ts";
import { listAssignments } from "./assignment.ts";
import * as doubts from "./doubts.ts";
import { isFigureLike } from "./figures.ts";
import type { Line, RowLine } from "./flow.ts";
import { judge } from "./judge.ts";
import { normaliseLabel } from "./labels.ts";
import type { TableIndex } from "./table-index.ts";
import {
  listSlots,
  type ReadLine,
  readLine,
  type Slot,
  type TableReading,
} from "./table-reading.ts";

/** The header of such a table names outcomes several times; fewer than this may be a stray 总计. */
const MIN_HEADERS = 4;
const TOTAL = "总计";
/** A header whose cells stand on lines of their own takes two dozen. */
const MAX_HEADER_LINES = 24;
/** Share of headers that a machine may have taken for other characters. */
const MISREAD_SHARE = 0.25;
/** Lines between the last header and the line of figures. */
const MAX_DISTANCE = 4;

/**
 * Reads an official table whose rows stand side by side in one line of figures below a header. Undefined if there is no
 * such header; a header without figures below it leaves every cell absent.
 */
export function readAcross(
  lines: readonly Line[],
  index: TableIndex,
  equations: readonly Equation[],
): TableReading | undefined {
  const header = findHeader(lines, index);
  if (header === undefined) return undefined;
  const { table } = index;
  const slots = table.rows.flatMap((row) => listSlots(table, row));
  const at = findFigures(lines, header.last, index);
  const figures = lines[at];
  if (figures?.kind !== "row") {
    return {
      table,
      cells: new Map(),
      findings: [],
      firstLine: header.first,
      lastLine: header.last,
    };
  }
  const read = readFigures(figures.cells, slots, equations);
  const isOutOfOrder = !isInFormOrder(lines.slice(header.first, at), index);
  const addresses = slots.map((slot) => slot.address);
  const findings = [...read.findings, ...findRepetition(lines, header.first, figures, index)];
  return {
    table,
    cells: new Map(read.cells.map((cell) => [cell.address, cell])),
    findings: isOutOfOrder
      ? [...findings, doubts.unclearColumns(table.title, addresses)]
      : findings,
    firstLine: header.first,
    lastLine: at,
  };
}

function readFigures(
  cells: readonly TableCell[],
  slots: readonly Slot[],
  equations: readonly Equation[],
): ReadLine {
  const labels = cells.findLastIndex((cell) => !isFigureLike(cell.text)) + 1;
  const assignments = listAssignments(cells.slice(labels), slots.length, "unknown");
  const options = assignments.map((assignment) => readLine(slots, assignment));
  const [only, ...more] = options;
  if (only !== undefined && more.length === 0) return only;
  return judge([{ printed: cells, slots, options: options.map((o) => o.cells) }], [], equations);
}

/** A doubt if such a table stands in the document a second time, above what was read. */
function findRepetition(
  lines: readonly Line[],
  before: number,
  read: RowLine,
  index: TableIndex,
): Finding[] {
  const above = lines.slice(0, before);
  const header = findHeader(above, index);
  if (header === undefined) return [];
  const figures = above[findFigures(above, header.last, index)];
  if (figures?.kind !== "row" || isHeader(figures, index)) return [];
  const isSame = textsOf(figures).join("\t") === textsOf(read).join("\t");
  const addresses = index.table.rows
    .flatMap((row) => listSlots(index.table, row))
    .map((slot) => slot.address);
  return [doubts.printedTwice(index.table.title, isSame ? [] : addresses)];
}

/** First and last line of the last stretch of lines that name the table's columns. */
function findHeader(
  lines: readonly Line[],
  index: TableIndex,
): { first: number; last: number } | undefined {
  const last = lines.findLastIndex(
    (line) => isHeader(line, index) && isOwn(line) && countOf(line, index) > 0,
  );
  if (last === -1) return undefined;
  let first = last;
  while (first > 0 && last - first < MAX_HEADER_LINES && isHeader(lines[first - 1], index))
    first -= 1;
  const headers = lines.slice(first, last + 1).reduce((sum, line) => sum + countOf(line, index), 0);
  return headers >= MIN_HEADERS ? { first, last } : undefined;
}

const textsOf = (line: Line | undefined): string[] => {
  if (line === undefined) return [];
  const texts = line.kind === "row" ? line.cells.map((cell) => cell.text) : [line.text];
  return texts.filter((text) => text !== "");
};

const countOf = (line: Line | undefined, index: TableIndex): number =>
  textsOf(line).filter((text) => index.findColumn(text) !== -1).length;

/** Every text of the line is a header or caption of this table; of a line that a machine made out, nearly every. */
function isHeader(line: Line | undefined, index: TableIndex): boolean {
  const texts = textsOf(line);
  const others = texts.filter((text) => !index.isCaption(text)).length;
  const isMachineRead = line?.kind === "row" && line.cells.some((cell) => cell.isRecognised);
  const maxOthers = isMachineRead ? texts.length * MISREAD_SHARE : 0;
  return texts.length > 0 && others <= maxOthers && !texts.every(isFigureLike);
}

/** 总计 alone heads other tables too. */
const isOwn = (line: Line): boolean => textsOf(line).some((text) => normaliseLabel(text) !== TOTAL);

/** The first line below the header that holds nothing but figures. */
function findFigures(lines: readonly Line[], header: number, index: TableIndex): number {
  const from = header + 1;
  const found = lines
    .slice(from, from + MAX_DISTANCE)
    .findIndex((line) => line.kind === "row" && isFigures(line, index));
  return found === -1 ? header : from + found;
}

function isFigures(line: RowLine, index: TableIndex): boolean {
  const texts = textsOf(line).filter((text) => !isFigureLike(text));
  const width = line.cells.reduce((sum, cell) => sum + cell.columnSpan, 0);
  const slots = index.table.rows.reduce((sum, row) => sum + row.columns.length, 0);
  // An empty line is one of blank figures only if it has a cell for most of them; otherwise it is a spacer.
  return texts.length <= 1 && width >= slots / 2;
}

/** The outcome headers of each kind of proceeding are printed in the form's order. */
function isInFormOrder(lines: readonly Line[], index: TableIndex): boolean {
  return lines.every((line) => {
    const columns = textsOf(line).flatMap((text) => {
      const column = index.findColumn(text);
      return column === -1 ? [] : [column];
    });
    const perRow = index.columns.length;
    return (
      columns.length % perRow !== 0 ||
      columns.every((column, position) => column === position % perRow)
    );
  });
}
