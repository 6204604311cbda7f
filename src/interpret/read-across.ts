import type { Finding } from "../model/finding.ts";
import type { Equation } from "../model/form.ts";
import type { TableCell } from "../model/transcript.ts";
import { type Assignment, listAssignments } from "./assignment.ts";
import * as doubts from "./doubts.ts";
import { findUnknownRow, readUnknownRow } from "./extra-rows.ts";
import { isFigureLike } from "./figures.ts";
import type { Line, RowLine } from "./flow.ts";
import { layOut } from "./grid.ts";
import { judge } from "./judge.ts";
import { normaliseLabel } from "./labels.ts";
import { goOn } from "./table-edges.ts";
import type { TableIndex } from "./table-index.ts";
import { planRow } from "./table-plan.ts";
import {
  listSlots,
  type ReadLine,
  readLine,
  type Slot,
  type TableReading,
} from "./table-reading.ts";
import type { Leftovers } from "./unplaced.ts";

/** The header of such a table names outcomes several times; fewer than this may be a stray 总计. */
const MIN_HEADERS = 4;
const TOTAL = "总计";
/** A label has a word in it; "¦" and "&" are figures gone wrong. */
const WORD = /[\u4e00-\u9fff]{2}/;
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
      cells: [],
      extras: [],
      findings: [],
      firstLine: header.first,
      lastLine: header.last,
      plan: undefined,
    };
  }
  const part = {
    first: header.first,
    last: header.last,
    cells: toFigureCells(figures, slots.length),
  };
  const parts = joinParts(lines, part, index, slots.length);
  const first = parts[0]?.first ?? header.first;
  const cells = parts.flatMap((each) => each.cells);
  const read = readFigures(cells, slots, equations);
  // Of parts below each other a column is one of several columns of the form.
  const assignment = parts.length === 1 ? read.assignment : undefined;
  const added = readAdded(lines, { first: header.first, figures: at }, assignment, index);
  const isOutOfOrder = !isInFormOrder(lines.slice(first, at), index);
  const addresses = slots.map((slot) => slot.address);
  const doubted = [
    ...added.findings,
    ...findRepetition(lines, first, figures, index),
    ...(isOutOfOrder ? [doubts.unclearColumns(table.title, addresses)] : []),
  ];
  const lastLine = goOn(lines, at, index, 1);
  const isPlain = doubted.length + added.extras.length === 0;
  return {
    table,
    cells: read.cells,
    extras: added.extras,
    findings: [...read.findings, ...doubted],
    firstLine: first,
    lastLine,
    plan:
      assignment !== undefined && isPlain
        ? { rows: [planRow(at, figures.cells, slots, assignment)], firstLine: first, lastLine }
        : undefined,
  };
}

/** A header with the figures below it. */
interface Part {
  /** First and last line of the header. */
  readonly first: number;
  readonly last: number;
  readonly cells: readonly TableCell[];
}

/**
 * The parts of a table that is printed as several, such as one for reconsideration and one for suits: upwards from the
 * lowest until they hold a figure for each column of the form. Only the lowest where they do not.
 */
function joinParts(
  lines: readonly Line[],
  lowest: Part,
  index: TableIndex,
  columns: number,
): readonly Part[] {
  const parts = [lowest];
  let top = lowest;
  let figures = lowest.cells.length;
  while (figures < columns && isWhole(lines, top, index)) {
    const above = findPart(lines.slice(0, top.first), index, columns);
    if (above === undefined) break;
    parts.unshift(above);
    top = above;
    figures += above.cells.length;
  }
  return figures === columns && isWhole(lines, top, index) ? parts : [lowest];
}

/** The lowest header with figures right below it. */
function findPart(lines: readonly Line[], index: TableIndex, columns: number): Part | undefined {
  const header = findHeader(lines, index);
  const figures = header && lines[header.last + 1];
  if (header === undefined || figures?.kind !== "row") return undefined;
  return { ...header, cells: toFigureCells(figures, columns) };
}

/** Each figure of the part stands below a header of its own. */
const isWhole = (lines: readonly Line[], part: Part, index: TableIndex): boolean =>
  countHeaders(lines, part, index) === part.cells.length;

/** The cells behind a label in front. A line with a cell for each column and none in front: odd text stands for a figure. */
function toFigureCells({ cells }: RowLine, columns: number): readonly TableCell[] {
  if (cells.length === columns && !WORD.test(cells[0]?.text ?? "")) return cells;
  return cells.slice(cells.findIndex((cell) => isFigureLike(cell.text)));
}

interface ReadFigures extends ReadLine {
  /** The cell of each slot; undefined where several ways to read the line are left. */
  readonly assignment: Assignment | undefined;
}

function readFigures(
  cells: readonly TableCell[],
  slots: readonly Slot[],
  equations: readonly Equation[],
): ReadFigures {
  const assignments = listAssignments(cells, slots.length, "unknown");
  const options = assignments.map((assignment) => readLine(slots, assignment));
  const [only, ...more] = options;
  if (only !== undefined && more.length === 0) return { ...only, assignment: assignments[0] };
  const open = { printed: cells, slots, options: options.map((option) => option.cells) };
  return { ...judge([open], [], equations), assignment: undefined };
}

/** Rows that an agency added below the line of figures; a column of such a table is a row and a column of the form. */
function readAdded(
  lines: readonly Line[],
  at: { readonly first: number; readonly figures: number },
  assignment: Assignment | undefined,
  index: TableIndex,
): Leftovers {
  const grid = layOut(lines, at.first, goOn(lines, at.figures, index, 1));
  const names = index.table.rows.flatMap((row) => row.columns.map(({ id }) => `${row.id}.${id}`));
  const ids = (assignment ?? []).flatMap((cell, slot): [number, string][] => {
    const column = cell === undefined ? undefined : grid.columns.get(cell);
    const name = names[slot];
    return column === undefined || name === undefined ? [] : [[column, name]];
  });
  const block = lines[at.figures]?.block ?? -1;
  const read = [{ line: at.figures, block, width: 0, ids: new Map(ids) }];
  const around = { lines, firstLine: at.first, read, grid, index };
  const rows = lines
    .slice(at.figures + 1, goOn(lines, at.figures, index, 1) + 1)
    .flatMap((line, offset) => {
      if (line.kind !== "row") return [];
      const place = { line: at.figures + 1 + offset, block: line.block };
      return findUnknownRow(line.cells, place) ?? [];
    });
  return {
    extras: rows.flatMap((row) => readUnknownRow(row, around)),
    findings: rows.map(({ label, values }) =>
      doubts.keptRow(
        index.table.title,
        [...label, ...values].map(({ text }) => text),
      ),
    ),
  };
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
  return countHeaders(lines, { first, last }, index) >= MIN_HEADERS ? { first, last } : undefined;
}

const countHeaders = (
  lines: readonly Line[],
  { first, last }: Pick<Part, "first" | "last">,
  index: TableIndex,
): number => lines.slice(first, last + 1).reduce((sum, line) => sum + countOf(line, index), 0);

const textsOf = (line: Line | undefined): string[] => {
  if (line === undefined) return [];
  const texts = line.kind === "row" ? line.cells.map((cell) => cell.text) : [line.text];
  return texts.filter((text) => text !== "");
};

const countOf = (line: Line | undefined, index: TableIndex): number =>
  textsOf(line).filter((text) => index.findColumn(text) !== -1).length;

/** Every text of the line is a header or caption of this table; of a line that a machine made out, nearly every. */
function isHeader(line: Line | undefined, index: TableIndex): boolean {
  if (line?.kind === "text") return index.isCaption(line.text) && !isFigureLike(line.text);
  const texts = textsOf(line);
  const others = texts.filter((text) => !index.isCaption(text)).length;
  const isMachineRead = line?.cells.some((cell) => cell.isRecognised);
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
