import type { TableCell } from "../model/transcript.ts";
import type { Assignment } from "./assignment.ts";
import { type ReadLine, readLine, type Slot } from "./table-reading.ts";

/**
 * Where the figures of an official table stand, if that is all there is to say of it: no doubt, no guess, nothing beside
 * the form's own cells. Whoever knows it reads the same table with other figures by it.
 */
export interface TablePlan {
  readonly rows: readonly PlannedRow[];
  readonly firstLine: number;
  readonly lastLine: number;
}

interface PlannedRow {
  readonly line: number;
  readonly slots: readonly Slot[];
  /** For each slot the place of its cell in the line; -1 where it has none. */
  readonly places: readonly number[];
}

/** Notes which cell of a line was read into which slot. */
export function planRow(
  line: number,
  cells: readonly TableCell[],
  slots: readonly Slot[],
  assignment: Assignment,
): PlannedRow {
  const places = slots.map((_, position) => {
    const cell = assignment[position];
    return cell === undefined ? -1 : cells.indexOf(cell);
  });
  return { line, slots, places };
}

/** Reads a line whose plan is known. */
export function readPlannedRow(
  { slots, places }: PlannedRow,
  cells: readonly TableCell[],
): ReadLine {
  const assignment: (TableCell | undefined)[] = [];
  for (const place of places) assignment.push(place === -1 ? undefined : cells[place]);
  return readLine(slots, assignment);
}
