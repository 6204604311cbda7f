import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { listCells } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import { forms } from "../model/forms/forms.ts";
import type { Cell, ExtraCell } from "../model/report.ts";
import { joinBrokenFigures } from "./broken-figures.ts";
import { isFigureLike } from "./figures.ts";
import type { Line } from "./flow.ts";
import { type FormTables, keepKnownTables, readKnownTables } from "./known-tables.ts";
import { readAcross } from "./read-across.ts";
import { readDown } from "./read-down.ts";
import { remember } from "./remember.ts";
import { drawSkeleton, type HeadWords } from "./skeleton.ts";
import { indexOf, type TableIndex } from "./table-index.ts";
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
  const skeleton = drawSkeleton(lines, headWords);
  const known = skeleton && readKnownTables(lines, skeleton);
  const found = known ?? findTables(lines);
  if (skeleton !== undefined && known === undefined) keepKnownTables(skeleton, found);
  return found
    .filter(({ tables }) => tables.length > 0)
    .map(toFormReading)
    .reduce<FormReading | undefined>(
      (best, next) => (best === undefined || countPrinted(next) > countPrinted(best) ? next : best),
      undefined,
    );
}

/** The tables of the form with most of its column headers, or of several forms with as many. */
function findTables(lines: readonly Line[]): FormTables[] {
  const headers = countOwnHeaders(lines);
  const most = Math.max(...headers.values());
  return [...headers]
    .filter(([, count]) => count === most)
    .map(([form]) => ({ form, tables: findFormTables(lines, form) }));
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

const headWords: HeadWords = {
  isCaption: remember((text) => listIndexes().some((index) => index.isCaption(text))),
  isColumn: remember((text) => listIndexes().some((index) => index.findColumn(text) !== -1)),
};

const listIndexes = (): TableIndex[] =>
  [...forms.values()].flatMap((form) => form.tables.map(indexOf));

function findFormTables(lines: readonly Line[], form: Form): TableReading[] {
  const equations = equationsOf(form);
  return form.tables.flatMap((table) => {
    const index = indexOf(table);
    const reading =
      table.layout === "across"
        ? (readAcross(lines, index, equations) ?? readDown(lines, index, equations))
        : readDown(lines, index, equations);
    return reading === undefined ? [] : [reading];
  });
}

function toFormReading({ form, tables }: FormTables): FormReading {
  const { cells, findings } = joinBrokenFigures(listFormCells(form, tables), equationsOf(form));
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

/** Every cell of the form in its order: as a table prints it, or absent. */
function listFormCells(form: Form, tables: readonly TableReading[]): Cell[] {
  const printed = new Map<string, Cell>();
  for (const { cells } of tables) for (const cell of cells) printed.set(cell.address, cell);
  return addressesOf(form).map(
    (address) =>
      printed.get(address) ?? { address, value: null, status: "absent", raw: null, locator: null },
  );
}

const known = new WeakMap<Form, readonly string[]>();

function addressesOf(form: Form): readonly string[] {
  const stored = known.get(form) ?? listCells(form).map(({ address }) => address);
  known.set(form, stored);
  return stored;
}

const textsOf = (line: Line): string[] =>
  line.kind === "text" ? [line.text] : line.cells.map(({ text }) => text);
