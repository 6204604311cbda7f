import type { TableCell } from "../model/transcript.ts";

/** For each column of a row the cell that holds its figure; undefined where no cell is left for it. */
export type Assignment = readonly (TableCell | undefined)[];

/** More cells missing than this, and any reading would be a guess. */
const MAX_MISSING = 2;

/**
 * - `complete`: the line has as many cells as its table is wide, so none is missing
 * - `short`: the table is a full grid and this line has another number of cells
 * - `unknown`: the table's lines differ in length by nature, so a length proves nothing
 */
export type Completeness = "complete" | "short" | "unknown";

/**
 * Every way to read a row's cells as the figures of its columns. Cells keep their order; every printed text is used;
 * empty cells at either end may be padding. One way: the row is settled. None: it has more figures than columns, or
 * lost too many.
 */
export function listAssignments(
  tail: readonly TableCell[],
  columns: number,
  completeness: Completeness,
): Assignment[] {
  if (tail.length === columns && completeness !== "short") return [tail];
  const spread = spreadSpans(tail, columns);
  if (spread !== undefined) return [spread];
  const first = tail.findIndex((cell) => cell.text !== "");
  const last = tail.findLastIndex((cell) => cell.text !== "");
  if (first === -1) return tail.length > columns ? [tail.slice(0, columns)] : [];
  const cores = listCores(tail, first, last);
  const whole = cores.filter((core) => core.length === columns);
  if (completeness === "complete" || (completeness === "unknown" && whole.length > 0)) {
    return withoutRepetition(whole);
  }
  return withoutRepetition(cores.flatMap((core) => insertMissing(core, columns)));
}

/** A row short of cells whose column spans fill the table: an empty cell over several columns leaves each empty. */
function spreadSpans(tail: readonly TableCell[], columns: number): Assignment | undefined {
  const width = tail.reduce((sum, cell) => sum + cell.columnSpan, 0);
  const spanning = tail.filter((cell) => cell.columnSpan > 1);
  if (width !== columns || spanning.length === 0) return undefined;
  if (spanning.some((cell) => cell.text !== "")) return undefined;
  return tail.flatMap((cell) => new Array<TableCell>(cell.columnSpan).fill(cell));
}

/** The tail without any number of the empty cells at its ends. */
function listCores(tail: readonly TableCell[], first: number, last: number): TableCell[][] {
  const starts = Array.from({ length: first + 1 }, (_, start) => start);
  const ends = Array.from({ length: tail.length - last }, (_, extra) => last + 1 + extra);
  return starts.flatMap((start) => ends.map((end) => tail.slice(start, end)));
}

function insertMissing(core: readonly TableCell[], columns: number): Assignment[] {
  const missing = columns - core.length;
  if (missing < 0 || missing > MAX_MISSING) return [];
  let assignments: Assignment[] = [core];
  for (let inserted = 0; inserted < missing; inserted += 1) {
    assignments = assignments.flatMap((assignment) =>
      Array.from({ length: assignment.length + 1 }, (_, at) => [
        ...assignment.slice(0, at),
        undefined,
        ...assignment.slice(at),
      ]),
    );
  }
  return assignments;
}

/** Two readings that put the same texts in the same columns are one. */
function withoutRepetition(assignments: readonly Assignment[]): Assignment[] {
  const seen = new Map<string, Assignment>();
  for (const assignment of assignments) {
    const key = assignment.map((cell) => cell?.text ?? "").join("\t");
    if (!seen.has(key)) seen.set(key, assignment);
  }
  return [...seen.values()];
}
