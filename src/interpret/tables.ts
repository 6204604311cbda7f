import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { listCells } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import { forms } from "../model/forms/forms.ts";
import type { Cell, ExtraCell } from "../model/report.ts";
import { joinBrokenFigures } from "./broken-figures.ts";
import { isFigureLike } from "./figures.ts";
import type { Line } from "./flow.ts";
import { readAcross } from "./read-across.ts";
import { readDown } from "./read-down.ts";
import { remember } from "./remember.ts";
import { indexOf } from "./table-index.ts";
import type { TableReading } from "./table-reading.ts";

/** The official tables of a document on the form that it follows. */
export interface FormReading {
  readonly form: Form;
  readonly tables: readonly TableReading[];
  /** Every cell of the form in its order. */
  readonly cells: readonly Cell[];
  /** What the tables print beside them. */
  readonly extras: readonly ExtraCell[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the official tables. The form is known by what is printed, never by the year: it is the one more of whose column
 * headers are found, and where headers do not tell, the one more of whose cells are. Undefined without any such table.
 */
export function readTables(lines: readonly Line[]): FormReading | undefined {
  const headers = countOwnHeaders(lines);
  const most = Math.max(...headers.values());
  const readings = [...headers]
    .filter(([, count]) => count === most)
    .map(([form]) => readForm(lines, form))
    .filter((reading) => reading.tables.length > 0);
  return readings.reduce<FormReading | undefined>(
    (best, next) => (best === undefined || countPrinted(next) > countPrinted(best) ? next : best),
    undefined,
  );
}

/** Share of the form's cells that were found; a cell that cannot be told from its neighbours is no sign of the form. */
const countPrinted = (reading: FormReading): number =>
  reading.cells.filter(({ status }) => status !== "absent" && status !== "unreadable").length /
  reading.cells.length;

/** How many headers of section two, the table in which the forms differ, are those of each form. */
function countOwnHeaders(lines: readonly Line[]): ReadonlyMap<Form, number> {
  const counts = new Map([...forms.values()].map((form) => [form, 0]));
  for (const line of lines) {
    for (const text of textsOf(line)) {
      for (const form of listFormsHeadedBy(text)) counts.set(form, (counts.get(form) ?? 0) + 1);
    }
  }
  return counts;
}

const NO_FORMS: readonly Form[] = [];

const listFormsHeadedBy: (text: string) => readonly Form[] = remember((text) => {
  if (isFigureLike(text)) return NO_FORMS;
  const headed = [...forms.values()].filter((form) =>
    form.tables.some(
      (table) => table.id === "disclosure" && indexOf(table).findColumn(text) !== -1,
    ),
  );
  return headed.length === 0 ? NO_FORMS : headed;
});

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
  const { cells, findings } = joinBrokenFigures(
    addressesOf(form).map((address) => findCell(tables, address)),
    equations,
  );
  const extras = tables
    .flatMap((table) => table.extras)
    .map(({ line: _, ...extra }, ordinal) => ({ ...extra, ordinal }));
  return {
    form,
    tables,
    cells,
    extras,
    findings: [...tables.flatMap((table) => table.findings), ...findings],
  };
}

function findCell(tables: readonly TableReading[], address: string): Cell {
  for (const table of tables) {
    const cell = table.cells.get(address);
    if (cell !== undefined) return cell;
  }
  return { address, value: null, status: "absent", raw: null, locator: null };
}

const known = new WeakMap<Form, readonly string[]>();

function addressesOf(form: Form): readonly string[] {
  const stored = known.get(form) ?? listCells(form).map(({ address }) => address);
  known.set(form, stored);
  return stored;
}

const textsOf = (line: Line): string[] =>
  line.kind === "text" ? [line.text] : line.cells.map(({ text }) => text);
