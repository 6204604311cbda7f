import { alignInOrder } from "./alignment.ts";
import { isFigureLike } from "./figures.ts";
import { carriesFigures, type PrintedRow, tailOf } from "./printed-row.ts";
import { ALIKE, SURE, type TableIndex } from "./table-index.ts";

/** A line whose row of the form is known. */
export interface PlacedRow {
  readonly printed: PrintedRow;
  readonly row: number;
  /** `sure`: the label says so. `order`: only its place between its neighbours does. */
  readonly by: "sure" | "order";
}

/** A line that belongs to the table, but could be any of several rows. */
export interface LooseRow {
  readonly printed: PrintedRow;
  readonly rows: readonly number[];
}

export interface Placement {
  readonly placed: readonly PlacedRow[];
  readonly loose: readonly LooseRow[];
  /** First and last line of the table. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** More lines of tables than any report has; the rest is not looked at. */
const MAX_LINES = 4_000;
/** A label less like its row than this is another row's, not a misprint. */
const FAINT = 0.4;
/** Share of a form's rows that must be found for the table to be there at all. */
const MIN_SHARE = 0.15;
const MIN_ROWS = 2;

/** Finds the lines of an official table in a document and says which row each is; undefined if it is not there. */
export function placeRows(
  printedRows: readonly PrintedRow[],
  index: TableIndex,
): Placement | undefined {
  const lines = printedRows.slice(0, MAX_LINES).filter((printed) => mayBelong(printed, index));
  const anchors = findAnchors(lines, index);
  if (anchors.length < minRows(index)) return undefined;
  const gaps = listGaps(anchors, lines, index);
  const inGaps = gaps.map((gap) => fillGap(gap, index));
  const placed = [...anchors, ...inGaps.flatMap((filled) => filled.placed)];
  const loose = inGaps.flatMap((filled) => filled.loose);
  const numbers = [...placed, ...loose].map(({ printed }) => printed.line);
  return {
    placed: placed.sort((a, b) => a.row - b.row),
    loose,
    firstLine: Math.min(...numbers),
    lastLine: Math.max(...numbers),
  };
}

export function minRows(index: TableIndex): number {
  return Math.max(MIN_ROWS, Math.round(index.rows.length * MIN_SHARE));
}

/** Keeps the alignment small: most lines of most documents are of other tables. */
function mayBelong(printed: PrintedRow, index: TableIndex): boolean {
  return printed.likeness >= FAINT || isUnlabelled(printed, index);
}

/** Figures with no text beside them but captions: a row that lost its label. */
function isUnlabelled(printed: PrintedRow, index: TableIndex): boolean {
  const hasFigure = printed.cells.some((cell) => cell.text !== "" && isFigureLike(cell.text));
  return (
    hasFigure &&
    printed.cells.every((cell) => isFigureLike(cell.text) || index.isCaption(cell.text))
  );
}

function findAnchors(lines: readonly PrintedRow[], index: TableIndex): PlacedRow[] {
  const rate = (line: number, row: number): number => {
    const printed = lines[line];
    const similarity = printed?.fits[row]?.similarity ?? 0;
    if (printed === undefined || similarity < ALIKE) return 0;
    return carriesFigures(tailOf(printed, row), columnCount(index, row)) ? similarity : 0;
  };
  return alignInOrder(lines.length, index.rows.length, rate).flatMap(({ line, row }) => {
    const printed = lines[line];
    const isSure = (printed?.fits[row]?.similarity ?? 0) >= SURE;
    return printed !== undefined && isSure ? [{ printed, row, by: "sure" as const }] : [];
  });
}

const columnCount = (index: TableIndex, row: number): number =>
  index.table.rows[row]?.columns.length ?? 0;

interface Gap {
  readonly lines: readonly PrintedRow[];
  readonly rows: readonly number[];
}

/** What lies between two neighbouring anchors: rows of the form not yet found, and lines not yet placed. */
function listGaps(
  anchors: readonly PlacedRow[],
  lines: readonly PrintedRow[],
  index: TableIndex,
): Gap[] {
  const bounds = [undefined, ...anchors, undefined];
  return bounds.slice(1).map((next, position) => {
    const previous = bounds[position];
    const firstRow = (previous?.row ?? -1) + 1;
    const lastRow = (next?.row ?? index.rows.length) - 1;
    const rows = index.rows.map((_, row) => row).slice(firstRow, lastRow + 1);
    const between = lines.filter(
      (printed) =>
        isBetween(printed, previous?.printed, next?.printed) &&
        rows.some((row) => canBe(printed, row, index)),
    );
    return { rows, lines: rows.length === 0 ? [] : between };
  });
}

/** Outside the anchors only lines of the very table that the nearest anchor stands in belong to it. */
function isBetween(
  printed: PrintedRow,
  previous: PrintedRow | undefined,
  next: PrintedRow | undefined,
): boolean {
  const isAfter =
    previous === undefined ? printed.block === next?.block : printed.line > previous.line;
  const isBefore =
    next === undefined ? printed.block === previous?.block : printed.line < next.line;
  return isAfter && isBefore;
}

function canBe(printed: PrintedRow, row: number, index: TableIndex): boolean {
  const isLike = (printed.fits[row]?.similarity ?? 0) >= FAINT || isUnlabelled(printed, index);
  return isLike && carriesFigures(tailOf(printed, row), columnCount(index, row));
}

/** As many lines as rows: each line is its row. Otherwise labels that are alike count, and the rest stays open. */
function fillGap(gap: Gap, index: TableIndex): { placed: PlacedRow[]; loose: LooseRow[] } {
  if (gap.lines.length === gap.rows.length) {
    const pairs = gap.lines.flatMap((printed, position) => {
      const row = gap.rows[position];
      return row !== undefined && canBe(printed, row, index)
        ? [{ printed, row, by: "order" as const }]
        : [];
    });
    if (pairs.length === gap.rows.length) return { placed: pairs, loose: [] };
  }
  const loose = gap.lines.map((printed) => ({
    printed,
    rows: gap.rows.filter((row) => canBe(printed, row, index)),
  }));
  return { placed: [], loose };
}
