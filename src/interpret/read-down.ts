import type { Finding } from "../model/finding.ts";
import type { Equation } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import type { TableCell } from "../model/transcript.ts";
import { type Assignment, listAssignments } from "./assignment.ts";
import * as doubts from "./doubts.ts";
import { listWiderRows } from "./extra-columns.ts";
import type { ReadColumns } from "./extra-rows.ts";
import type { Line } from "./flow.ts";
import { type Grid, layOut } from "./grid.ts";
import { type ColumnOrder, type PrintedColumns, readColumns } from "./header.ts";
import { judge, type OpenLine } from "./judge.ts";
import { type LooseRow, type PlacedRow, placeRows } from "./placement.ts";
import { labelCellOf, listPrintedRows, type PrintedRow, tailOf } from "./printed-row.ts";
import { findEdges } from "./table-edges.ts";
import type { TableIndex } from "./table-index.ts";
import { planRow, type TablePlan } from "./table-plan.ts";
import { listSlots, readLine, type Slot, type TableReading } from "./table-reading.ts";
import { listReadings } from "./table-shape.ts";
import { findRepetition, hasOtherRows, listUnplaced } from "./unplaced.ts";

/** "行政许可120", "规章 3": a figure at the end of a label, behind a word */
const GLUED_FIGURE = /(?<=[\u4e00-\u9fff”)）]\s*)\d[\d,.]*\s*$/;

/** With fewer rows than this a short header may be chance. */
const MIN_ROWS_LACKING = 3;

/**
 * Reads an official table that has a line for each row: finds its lines, says which row each is and which cell is in
 * which column, and leaves what stays open to the equations. Undefined if the table is not in the document.
 */
export function readDown(
  lines: readonly Line[],
  index: TableIndex,
  equations: readonly Equation[],
): TableReading | undefined {
  const printedRows = listPrintedRows(lines, index);
  const placement = placeRows(printedRows, index);
  if (placement === undefined) return undefined;
  const edges = findEdges(lines, placement, index, (line) => isHeaderLine(line, index));
  const firstLine = findTop(lines, edges.first, index);
  const grid = layOut(lines, firstLine, edges.last);
  const rows = placement.placed.map((placed) => withSlots(placed, index));
  const ordered = orderColumns(lines, rows, firstLine, index);
  const wider = listWiderRows(rows, { lines, firstLine, grid, index });
  const read = readRows(rows, ordered, wider, grid);
  const open = [...placement.loose.map((loose) => toOpenLine(loose, index)), ...read.open];
  const judged = judge(open, read.settled, equations);
  const around = { lines, firstLine, read: read.columns, grid, index };
  const leftovers = listUnplaced({ printedRows, placement, edges, wider, around });
  const lastLine = edges.last;
  const doubted = [
    ...rows.flatMap((row) => (row.by === "order" ? [misprint(row, index)] : [])),
    ...rows.flatMap((row) => (hasGluedFigure(row, index) ? [gluedFigure(row, index)] : [])),
    ...judged.findings,
    ...leftovers.findings,
    ...findRepetition(printedRows, placement, index),
  ];
  const isPlain =
    open.length + ordered.findings.length + doubted.length + leftovers.extras.length === 0 &&
    !hasOtherRows(printedRows, placement, index);
  return {
    table: index.table,
    cells: [...judged.cells, ...read.settled],
    extras: leftovers.extras,
    findings: [...ordered.findings, ...read.findings, ...doubted],
    firstLine,
    lastLine,
    plan: isPlain ? { rows: read.plan, firstLine, lastLine } : undefined,
  };
}

/** Rows with their cells assigned to columns, as far as that is clear. */
interface ReadRows {
  readonly settled: readonly Cell[];
  /** Rows that the equations are to decide on. */
  readonly open: readonly OpenLine[];
  readonly findings: readonly Finding[];
  /** Of each settled row, in the order of the lines. */
  readonly columns: readonly ReadColumns[];
  /** Of each settled row. */
  readonly plan: TablePlan["rows"];
}

function readRows(
  rows: readonly PlacedSlots[],
  ordered: ReturnType<typeof orderColumns>,
  wider: ReturnType<typeof listWiderRows>,
  grid: Grid,
): ReadRows {
  const settled: Cell[] = [];
  const open: OpenLine[] = [];
  const findings: Finding[] = [];
  const columns: ReadColumns[] = [];
  const plan: TablePlan["rows"][number][] = [];
  const readings = withoutMissingColumns(
    listReadings(rows.map(({ printed, row, slots }) => ({ printed, row, columns: slots.length }))),
    rows,
    ordered.named,
  );
  rows.forEach((row, position) => {
    const known = wider.get(row.printed.line)?.assignment;
    const order = ordered.orders[position] ?? [];
    const assignments =
      known === undefined
        ? (readings[position] ?? []).map((assignment) => reorder(assignment, order))
        : [known];
    const options = assignments.map((assignment) => readLine(row.slots, assignment));
    const [only, ...more] = options;
    if (only === undefined || more.length > 0) {
      const cells = options.map((option) => option.cells);
      open.push({ printed: row.printed.cells, slots: row.slots, options: cells });
      return;
    }
    const { line, cells } = row.printed;
    const assignment = assignments[0] ?? [];
    settled.push(...only.cells);
    findings.push(...only.findings);
    columns.push(toReadColumns(row, assignment, grid));
    plan.push(planRow(line, cells, row.slots, assignment));
  });
  columns.sort((one, other) => one.line - other.line);
  return { settled, open, findings, columns, plan };
}

function toReadColumns(row: PlacedSlots, assignment: Assignment, grid: Grid): ReadColumns {
  const { line, block, cells } = row.printed;
  const ids = new Map<number, string>();
  for (const [position, { column }] of row.slots.entries()) {
    const cell = assignment[position];
    const at = cell && grid.columns.get(cell);
    if (at !== undefined) ids.set(at, column.id);
  }
  return { line, block, width: cells.length, ids };
}

type PlacedSlots = PlacedRow & { readonly slots: readonly Slot[] };

function withSlots({ printed, row, by }: PlacedRow, { table }: TableIndex): PlacedSlots {
  const formRow = table.rows[row];
  return { printed, row, by, slots: formRow === undefined ? [] : listSlots(table, formRow) };
}

/** Header lines above the first row belong to the table; a table of the document begins no earlier than its block. */
function findTop(lines: readonly Line[], first: number, index: TableIndex): number {
  // A header whose cells stand on lines of their own takes a dozen.
  const maxHeaderLines = 16;
  let top = first;
  for (let line = top - 1; line >= Math.max(0, first - maxHeaderLines); line -= 1) {
    if (isHeaderLine(lines[line], index)) top = line;
    else break;
  }
  return top;
}

function isHeaderLine(line: Line | undefined, index: TableIndex): boolean {
  const texts =
    line?.kind === "row"
      ? line.cells.map((cell) => cell.text).filter((text) => text !== "")
      : [line?.text ?? ""];
  const captions = texts.filter((text) => index.isCaption(text)).length;
  return captions > 0 && captions >= texts.length / 2;
}

interface Ordered {
  readonly orders: readonly (readonly number[])[];
  /** For each row the columns that its header names; empty where that is not clear. */
  readonly named: readonly (readonly number[])[];
  readonly findings: readonly Finding[];
}

/** The order of columns for each row, from the header lines between it and the rows above. */
function orderColumns(
  lines: readonly Line[],
  rows: readonly PlacedSlots[],
  firstLine: number,
  index: TableIndex,
): Ordered {
  const byLine = [...rows].sort((a, b) => a.printed.line - b.printed.line);
  const orders = new Map<PlacedSlots, PrintedColumns>();
  const unclear: string[] = [];
  const reordered: string[] = [];
  let previousLine = firstLine - 1;
  let current: PrintedColumns & { columns: number } = { order: [], named: [], columns: 0 };
  for (const row of byLine) {
    const headers = lines.slice(previousLine + 1, row.printed.line);
    const printed = readColumns(
      headers,
      row.slots.map((slot) => slot.column),
    );
    if (printed !== undefined || current.columns !== row.slots.length) {
      current = { ...(printed ?? { order: [], named: [] }), columns: row.slots.length };
    }
    const addresses = row.slots.map((slot) => slot.address);
    if (current.order === "unclear") unclear.push(...addresses);
    else if (isReordered(current.order)) reordered.push(...addresses);
    orders.set(row, current);
    previousLine = row.printed.line;
  }
  const { title } = index.table;
  return {
    orders: rows.map((row) => toOrder(orders.get(row)?.order)),
    named: rows.map((row) => orders.get(row)?.named ?? []),
    findings: [
      ...(unclear.length === 0 ? [] : [doubts.unclearColumns(title, unclear)]),
      ...(reordered.length === 0 ? [] : [doubts.reorderedColumns(title, reordered)]),
    ],
  };
}

const toOrder = (order: ColumnOrder | undefined): readonly number[] =>
  order === undefined || order === "unclear" ? [] : order;

/**
 * A table without one of the form's columns: where all rows have as many cells as the header names columns, the others
 * are not printed.
 */
function withoutMissingColumns(
  readings: readonly (readonly Assignment[])[],
  rows: readonly PlacedSlots[],
  named: readonly (readonly number[])[],
): readonly (readonly Assignment[])[] {
  const printed = rows.map((row) => withoutPadding(tailOf(row.printed, row.row)));
  const lacking = rows.filter(({ slots }, at) => (named[at]?.length ?? 0) < slots.length);
  if (lacking.length < MIN_ROWS_LACKING) return readings;
  return readings.map((options, position) => {
    const row = rows[position];
    const columns = named[position] ?? [];
    if (row === undefined || columns.length === 0 || columns.length === row.slots.length) {
      return options;
    }
    const isShared = rows.every(
      (_, at) => named[at] !== columns || printed[at]?.length === columns.length,
    );
    if (!isShared) return options;
    return [row.slots.map((_, column) => printed[position]?.[columns.indexOf(column)])];
  });
}

/** The cells from the first to the last that print anything. */
function withoutPadding(cells: readonly TableCell[]): readonly TableCell[] {
  const isPrinted = (cell: TableCell): boolean => cell.text !== "";
  return cells.slice(cells.findIndex(isPrinted), cells.findLastIndex(isPrinted) + 1);
}

const isReordered = (order: readonly number[]): boolean =>
  order.some((column, position) => column !== position);

function reorder(assignment: Assignment, order: readonly number[]): Assignment {
  if (!isReordered(order)) return assignment;
  return assignment.map((_, column) => assignment[order.indexOf(column)]);
}

/** A line that may be any of several rows has all their readings as options. */
function toOpenLine(loose: LooseRow, index: TableIndex): OpenLine {
  const { printed } = loose;
  const rows = loose.rows.flatMap((number) => {
    const row = index.table.rows[number];
    return row === undefined ? [] : [{ number, slots: listSlots(index.table, row) }];
  });
  return {
    printed: printed.cells,
    slots: rows.flatMap((row) => row.slots),
    options: rows.flatMap(({ number, slots }) =>
      listAssignments(tailOf(printed, number), slots.length, "unknown").map(
        (assignment) => readLine(slots, assignment).cells,
      ),
    ),
  };
}

/** "行政许可120": the figures behind such a label may be one short, and stand one column off. */
function hasGluedFigure(row: PlacedSlots, index: TableIndex): boolean {
  const ending = GLUED_FIGURE.exec(labelText(row.printed, row.row).normalize("NFKC"));
  const label = index.table.rows[row.row]?.label ?? "";
  return ending !== null && !label.normalize("NFKC").endsWith(ending[0]);
}

function gluedFigure(row: PlacedSlots, index: TableIndex): Finding {
  const addresses = row.slots.map((slot) => slot.address);
  return doubts.unplaced(index.table.title, [labelText(row.printed, row.row)], addresses);
}

function misprint(row: PlacedSlots, index: TableIndex): Finding {
  const label = labelText(row.printed, row.row);
  const expected = index.table.rows[row.row]?.label ?? "";
  return doubts.placedByOrder(
    label,
    expected,
    row.slots.map((slot) => slot.address),
  );
}

function labelText(printed: PrintedRow, row: number): string {
  const cell = labelCellOf(printed, row);
  return printed.cells[cell === -1 ? printed.tailStart - 1 : cell]?.text ?? "";
}
