import type { TableCell } from "../model/transcript.ts";
import { type Assignment, type Completeness, listAssignments } from "./assignment.ts";
import { labelCellOf, type PrintedRow, tailOf } from "./printed-row.ts";

/** Share of lines that must agree on a length for it to be the table's width. */
const WIDTH_QUORUM = 0.8;
/** With fewer lines than this an agreement may be chance. */
const MIN_LINES_FOR_WIDTH = 3;

/** A line read as one row of the form. */
export interface RowCandidate {
  readonly printed: PrintedRow;
  readonly row: number;
  readonly columns: number;
}

/**
 * Lists the ways to read each line. Lines of one build (label in the same cell, same number of cells) are padded alike,
 * so a padding that one of them rules out is ruled out for all.
 */
export function listReadings(candidates: readonly RowCandidate[]): Assignment[][] {
  const width = findWidth(candidates.map(({ printed }) => printed));
  const readings = candidates.map((candidate) =>
    listAssignments(
      tailOf(candidate.printed, candidate.row),
      candidate.columns,
      completenessOf(candidate.printed, width),
    ),
  );
  const offsets = agreeOnOffsets(candidates, readings);
  return candidates.map((candidate, position) => {
    const own = readings[position] ?? [];
    const agreed = offsets.get(buildOf(candidate));
    if (own.length <= 1 || agreed === undefined || agreed.size !== 1) return own;
    const [offset] = agreed;
    const tail = tailOf(candidate.printed, candidate.row);
    return own.filter((assignment) => offsetOf(assignment, tail) === offset);
  });
}

/** The number of cells that nearly all lines have; undefined where spans or the format make lines differ. */
function findWidth(rows: readonly PrintedRow[]): number | undefined {
  if (rows.length < MIN_LINES_FOR_WIDTH || rows.some(({ cells }) => cells.some(isSpanning))) {
    return undefined;
  }
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, lines] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  return lines >= rows.length * WIDTH_QUORUM ? width : undefined;
}

const isSpanning = (cell: TableCell): boolean => cell.columnSpan > 1 || cell.rowSpan > 1;

function completenessOf(printed: PrintedRow, width: number | undefined): Completeness {
  if (width === undefined) return "unknown";
  return printed.cells.length === width ? "complete" : "short";
}

const buildOf = ({ printed, row, columns }: RowCandidate): string =>
  `${labelCellOf(printed, row)}/${printed.cells.length}/${columns}`;

/** For each build the offsets of the first figure that no line of that build rules out. */
function agreeOnOffsets(
  candidates: readonly RowCandidate[],
  readings: readonly Assignment[][],
): Map<string, Set<number>> {
  const agreed = new Map<string, Set<number>>();
  candidates.forEach((candidate, position) => {
    const tail = tailOf(candidate.printed, candidate.row);
    if (tail.every((cell) => cell.text === "")) return;
    const own = new Set((readings[position] ?? []).map((assignment) => offsetOf(assignment, tail)));
    const build = buildOf(candidate);
    const known = agreed.get(build);
    agreed.set(build, known === undefined ? own : new Set([...known].filter((o) => own.has(o))));
  });
  return agreed;
}

/** Place in the tail of the cell that the first column takes; -1 where that cell is missing. */
function offsetOf(assignment: Assignment, tail: readonly TableCell[]): number {
  const first = assignment[0];
  return first === undefined ? -1 : tail.indexOf(first);
}
