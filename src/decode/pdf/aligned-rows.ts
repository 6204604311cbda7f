import type { Table, TableCell } from "../../model/transcript.ts";
import { type Box, boxAround, centreX, centreY } from "./box.ts";
import { isFigure, NUMBERED } from "./cut-cell.ts";
import { joinLines } from "./line-join.ts";
import { type Glyph, sizeOf } from "./page-drawing.ts";
import type { PageLine } from "./paragraphs.ts";
import { gapBetween, startsIdeographic, toLine } from "./text-lines.ts";

/** A stretch of a line between gaps. */
interface Word {
  readonly text: string;
  readonly box: Box;
}

/** A line with the words before its figures, and its figures. */
interface FigureLine {
  readonly line: PageLine;
  readonly labels: readonly Word[];
  readonly figures: readonly Word[];
}

/** A table without ruled lines, and how far from the top of its page it begins. */
export interface AlignedTable {
  readonly top: number;
  readonly table: Table;
}

/** A line with fewer figures at its end may be prose. */
const MIN_FIGURES = 3;
/** Fewer such lines below each other may be chance. */
const MIN_LINES = 3;
/** Lines of a label without figures between two lines with figures. */
const MAX_LABEL_LINES = 5;
/** Shares of a font's size from which a gap parts two words of a label, and two words one of which is a figure. */
const LABEL_GAP = 1;
const FIGURE_GAP = 0.18;
/** A label's line belongs to the nearer line of figures if the other is further away by this factor. */
const NEARER = 1.4;
/** Share of a font's size by which figures may stand above or below the middle of their label. */
const OFF_CENTRE = 0.4;

const DIGIT = /[\d０-９]/;

/** Lines and, where figures stand below each other without ruled lines, tables of them, in reading order. */
export function findAlignedRows(lines: readonly PageLine[]): (PageLine | AlignedTable)[] {
  const items: (PageLine | AlignedTable)[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = Math.max(at + 1, findEnd(lines, at));
    const stretch = lines.slice(at, end);
    const table = end > at + 1 ? toTable(stretch) : undefined;
    if (table === undefined) items.push(...stretch);
    else items.push({ top: stretch[0]?.box[1] ?? 0, table });
    at = end;
  }
  return items;
}

/** One past the last line of the table that begins at `start`; `start` itself where none does. */
function findEnd(lines: readonly PageLine[], start: number): number {
  let [end, found, left] = [start, 0, Infinity];
  for (let at = start; at < lines.length && at - end <= MAX_LABEL_LINES; at += 1) {
    const line = lines[at];
    const figures = line === undefined ? undefined : toFigureLine(line);
    if (figures !== undefined) {
      found += 1;
      end = at + 1;
      left = Math.min(left, figures.figures[0]?.box[0] ?? left);
    } else if (found === 0 || (line?.box[2] ?? 0) > left) break;
  }
  return found >= MIN_LINES ? end : start;
}

function toFigureLine(line: PageLine): FigureLine | undefined {
  const words = splitWords(line.glyphs);
  const labels = words.findLastIndex((word) => !isFigure(word.text)) + 1;
  const figures = words.slice(labels);
  if (figures.length < MIN_FIGURES) return undefined;
  return { line, labels: words.slice(0, labels), figures };
}

function splitWords(glyphs: readonly Glyph[]): Word[] {
  const words: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (last === undefined || isWordEnd(last, glyph)) words.push([]);
    words.at(-1)?.push(glyph);
    last = glyph;
  }
  return words.flatMap((word) => toLine(word) ?? []);
}

function isWordEnd(left: Glyph, right: Glyph): boolean {
  const isFigureNext =
    DIGIT.test(right.text) || (DIGIT.test(left.text) && !startsIdeographic(right.text));
  const share = isFigureNext ? FIGURE_GAP : LABEL_GAP;
  return gapBetween(left, right) > share * Math.min(sizeOf(left), sizeOf(right));
}

/** A line of figures with the lines of its label that stand above and below it. */
interface LabelledLine {
  readonly figureLine: FigureLine;
  readonly more: PageLine[];
}

/** Undefined where it is not sure which label belongs to which figures. */
function toTable(lines: readonly PageLine[]): Table | undefined {
  const rows: LabelledLine[] = lines
    .flatMap((line) => toFigureLine(line) ?? [])
    .map((figureLine) => ({ figureLine, more: [] }));
  for (const line of lines) {
    if (rows.some((row) => row.figureLine.line === line)) continue;
    const nearest = findNearest(rows, line);
    if (nearest === undefined) return undefined;
    nearest.more.push(line);
  }
  const labels = rows.map(toLabels);
  if (!rows.every(isCentred) || !areLabelsWhole(labels)) return undefined;
  const columns = findColumns(rows.map((row) => row.figureLine));
  return {
    kind: "table",
    rows: rows.map(({ figureLine }, index) => ({
      cells: [
        ...(labels[index] ?? []).map((words) => toCell(figureLine.line.page, words)),
        ...toFigureCells(figureLine, columns),
      ],
    })),
  };
}

/** The row whose figures stand surely nearest to a line of a label. */
function findNearest(rows: readonly LabelledLine[], line: PageLine): LabelledLine | undefined {
  const byDistance = rows
    .map((row) => ({
      row,
      distance: Math.abs(centreY(row.figureLine.line.box) - centreY(line.box)),
    }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = byDistance;
  if (first === undefined) return undefined;
  const isSure = second === undefined || second.distance > NEARER * first.distance;
  return isSure ? first.row : undefined;
}

/** The figures stand at half the height of their label. */
function isCentred({ figureLine: { line, labels }, more }: LabelledLine): boolean {
  if (more.length === 0) return true;
  const all = labels.length > 0 ? [line, ...more] : more;
  const middle = centreY(boxAround(all.map(({ box }) => box)) ?? line.box);
  return Math.abs(middle - centreY(line.box)) <= OFF_CENTRE * line.size;
}

/** Labels that are numbered begin with their number and hold no other. */
function areLabelsWhole(labels: readonly (readonly Word[][])[]): boolean {
  const isNumbered = (cell: readonly Word[]): boolean => NUMBERED.test(cell[0]?.text ?? "");
  const own = labels.flatMap((cells) => cells.slice(-1));
  const areNumbered = own.filter(isNumbered).length * 2 >= own.length;
  const isBroken = (cell: readonly Word[]): boolean =>
    cell.slice(1).some((word) => NUMBERED.test(word.text));
  return !labels.flat().some(isBroken) && (!areNumbered || own.every(isNumbered));
}

/**
 * The columns in which all figures stand, from left to right. Undefined unless every figure is in exactly one column and
 * some line has a figure in each: then a line with fewer figures says which are missing.
 */
function findColumns(lines: readonly FigureLine[]): readonly Box[] | undefined {
  const columns: Box[] = [];
  const words = lines.flatMap((line) => line.figures).sort((a, b) => a.box[0] - b.box[0]);
  for (const { box } of words) {
    const last = columns.at(-1);
    if (last === undefined || box[0] >= last[2]) columns.push(box);
    else columns[columns.length - 1] = boxAround([last, box]) ?? last;
  }
  const isSingle = lines.every(
    ({ figures }) =>
      new Set(figures.map((word) => columnOf(columns, word))).size === figures.length,
  );
  const isComplete = lines.some(({ figures }) => figures.length === columns.length);
  return isSingle && isComplete ? columns : undefined;
}

const columnOf = (columns: readonly Box[], word: Word): number =>
  columns.findIndex(([left, , right]) => centreX(word.box) >= left && centreX(word.box) <= right);

/** Label words one below the other are one label. */
function toLabels({ figureLine, more }: LabelledLine): Word[][] {
  const words = [...figureLine.labels, ...more.flatMap((line) => splitWords(line.glyphs))];
  const cells: Word[][] = [];
  for (const word of words.sort((a, b) => a.box[0] - b.box[0])) {
    const cell = cells.at(-1);
    const right = Math.max(...(cell ?? []).map(({ box }) => box[2]));
    if (cell !== undefined && word.box[0] < right) cell.push(word);
    else cells.push([word]);
  }
  return cells.map((cell) => cell.sort((a, b) => a.box[1] - b.box[1]));
}

function toFigureCells(
  { line, figures }: FigureLine,
  columns: readonly Box[] | undefined,
): TableCell[] {
  if (columns === undefined) return figures.map((word) => toCell(line.page, [word]));
  return columns.map((column, index) => {
    const word = figures.find((figure) => columnOf(columns, figure) === index);
    if (word !== undefined) return toCell(line.page, [word]);
    const blank: Word = { text: "", box: [column[0], line.box[1], column[2], line.box[3]] };
    return toCell(line.page, [blank]);
  });
}

function toCell(page: number, words: readonly Word[]): TableCell {
  const text = joinLines(
    words.map((word) => word.text),
    "\n",
  );
  const box = boxAround(words.map((word) => word.box)) ?? [0, 0, 0, 0];
  return { text, columnSpan: 1, rowSpan: 1, locator: { page, box } };
}
