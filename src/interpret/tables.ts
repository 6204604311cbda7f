import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { listCells } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import { forms } from "../model/forms/forms.ts";
import type { Cell } from "../model/report.ts";
import type { Line } from "./flow.ts";
import { readAcross } from "./read-across.ts";
import { readDown } from "./read-down.ts";
import { indexOf } from "./table-index.ts";
import type { TableReading } from "./table-reading.ts";

/** The official tables of a document on the form that it follows. */
export interface FormReading {
  readonly form: Form;
  readonly tables: readonly TableReading[];
  /** Every cell of the form in its order. */
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the official tables. The form is known by the headers and rows that are printed, never by the year alone: it is
 * the one more of whose column headers and rows are found. Undefined if no official table is in the document.
 */
export function readTables(
  lines: readonly Line[],
  year: number | undefined,
): FormReading | undefined {
  const readings = [...forms.values()].map((form) => readForm(lines, form));
  const found = readings.filter((reading) => reading.tables.length > 0);
  const rated = found.map((reading) => ({ reading, rating: rateForm(lines, reading, year) }));
  return rated.reduce<(typeof rated)[number] | undefined>(
    (best, next) => (best === undefined || next.rating > best.rating ? next : best),
    undefined,
  )?.reading;
}

/** Headers decide; rows decide where no header is printed; the year only between forms equal in both. */
function rateForm(lines: readonly Line[], reading: FormReading, year: number | undefined): number {
  const { form } = reading;
  const headers = form.tables
    .filter((table) => table.id === "disclosure")
    .reduce((sum, table) => sum + countOwnHeaders(lines, form, indexOf(table).table.id), 0);
  const rows =
    reading.cells.filter((cell) => cell.status !== "absent").length / reading.cells.length;
  const isItsTime =
    year !== undefined && year >= form.years.first && year <= (form.years.last ?? year);
  return headers + rows / 2 + (isItsTime ? 0.01 : 0);
}

function countOwnHeaders(lines: readonly Line[], form: Form, tableId: string): number {
  const table = form.tables.find((candidate) => candidate.id === tableId);
  if (table === undefined) return 0;
  const index = indexOf(table);
  return lines.reduce((sum, line) => {
    if (line.kind === "text") return sum;
    return sum + line.cells.filter((cell) => index.findColumn(cell.text) !== -1).length;
  }, 0);
}

function readForm(lines: readonly Line[], form: Form): FormReading {
  const equations = equationsOf(form);
  const tables = form.tables.flatMap((table) => {
    const index = indexOf(table);
    const reading =
      table.layout === "across"
        ? (readAcross(lines, index, equations) ?? readDown(lines, index, equations))
        : readDown(lines, index, equations);
    return reading === undefined ? [] : [reading];
  });
  const cells = listCells(form).map(({ address }) => findCell(tables, address));
  return { form, tables, cells, findings: tables.flatMap((table) => table.findings) };
}

function findCell(tables: readonly TableReading[], address: string): Cell {
  for (const table of tables) {
    const cell = table.cells.get(address);
    if (cell !== undefined) return cell;
  }
  return { address, value: null, status: "absent", raw: null, locator: null };
}
