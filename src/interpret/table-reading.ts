import type { Finding } from "../model/finding.ts";
import type { FormColumn, FormRow, FormTable } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import type { TableCell } from "../model/transcript.ts";
import type { Assignment } from "./assignment.ts";
import * as doubts from "./doubts.ts";
import type { PrintedExtra } from "./extra-figure.ts";
import { type Figure, readFigure } from "./figures.ts";
import type { TablePlan } from "./table-plan.ts";

/** What was read of one official table. */
export interface TableReading {
  readonly table: FormTable;
  /** Cells that were found; the others are absent. Of two for one address the later counts. */
  readonly cells: readonly Cell[];
  /** What it prints beside the form's own cells. */
  readonly extras: readonly PrintedExtra[];
  readonly findings: readonly Finding[];
  /** First and last line of the document that belong to it. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Undefined if there is more to say of the table than where its figures stand. */
  readonly plan: TablePlan | undefined;
}

/** A place for a figure: one column of one row of the form. */
export interface Slot {
  readonly address: string;
  readonly column: FormColumn;
}

const known = new WeakMap<FormRow, readonly Slot[]>();

/** The places of a row, made once: a row belongs to one table. */
export function listSlots(table: FormTable, row: FormRow): readonly Slot[] {
  const stored = known.get(row);
  if (stored !== undefined) return stored;
  const slots = row.columns.map((column) => ({
    address: `${table.id}.${row.id}.${column.id}`,
    column,
  }));
  known.set(row, slots);
  return slots;
}

export interface ReadLine {
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}

/** Reads the cells that were assigned to slots; a slot without one is left out. */
export function readLine(slots: readonly Slot[], assignment: Assignment): ReadLine {
  const cells: Cell[] = [];
  const findings: Finding[] = [];
  for (const [position, { address, column }] of slots.entries()) {
    const printed = assignment[position];
    if (printed === undefined) continue;
    const figure = withoutShared(printed, assignment, readFigure(printed.text, column));
    const { value, status } = figure;
    cells.push({ address, value, status, raw: printed.text, locator: printed.locator });
    if (figure.isConverted && value !== null) {
      findings.push(doubts.converted(printed.text, value, column.unit, address));
    }
  }
  return { cells, findings };
}

/** A number printed once over several columns says nothing of any one of them. */
function withoutShared(printed: TableCell, assignment: Assignment, figure: Figure): Figure {
  if (figure.status !== "reported") return figure;
  if (assignment.indexOf(printed) === assignment.lastIndexOf(printed)) return figure;
  return { value: null, status: "unreadable", isConverted: false };
}

/** A cell whose line was found, but whose figure could not be told from its neighbours'. */
export function unreadableCell(address: string, line: readonly TableCell[]): Cell {
  const printed = line.filter((cell) => cell.text !== "");
  return {
    address,
    value: null,
    status: "unreadable",
    raw: printed.map((cell) => cell.text.replaceAll("\n", "")).join(" | "),
    locator: printed[0]?.locator ?? null,
  };
}

export function valuesOf(cells: readonly Cell[]): Map<string, number> {
  return new Map(
    cells.flatMap((cell): [string, number][] =>
      cell.value === null ? [] : [[cell.address, cell.value]],
    ),
  );
}
