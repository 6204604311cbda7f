import type { Form } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import type { Line } from "./flow.ts";
import { openMemory } from "./remember.ts";
import type { Skeleton } from "./skeleton.ts";
import { readPlannedRow, type TablePlan } from "./table-plan.ts";
import type { TableReading } from "./table-reading.ts";

/** The tables of a form that a document has. */
export interface FormTables {
  readonly form: Form;
  readonly tables: readonly TableReading[];
}

interface PlannedForm {
  readonly form: Form;
  readonly tables: readonly (Pick<TableReading, "table"> & { readonly plan: TablePlan })[];
}

interface Known {
  readonly start: number;
  readonly forms: readonly PlannedForm[];
}

/** Skeletons are some thousand characters long. */
const memory = openMemory<Known>(100);

/** The tables of a document with a skeleton that was read before, by its own figures; undefined for any other. */
export function readKnownTables(
  lines: readonly Line[],
  { key, start }: Skeleton,
): readonly FormTables[] | undefined {
  const known = memory.find(key);
  if (known === undefined) return undefined;
  const shift = start - known.start;
  return known.forms.map(({ form, tables }) => ({
    form,
    tables: tables.map(({ table, plan }) => ({ table, ...readPlanned(plan, lines, shift) })),
  }));
}

/** Notes where the figures stand, if every table that was found is plain. */
export function keepKnownTables({ key, start }: Skeleton, read: readonly FormTables[]): void {
  const forms: PlannedForm[] = [];
  for (const { form, tables } of read) {
    const planned = tables.flatMap(({ table, plan }) =>
      plan === undefined ? [] : [{ table, plan }],
    );
    if (planned.length < tables.length) return;
    forms.push({ form, tables: planned });
  }
  memory.keep(key, { start, forms });
}

function readPlanned(
  { rows, firstLine, lastLine }: TablePlan,
  lines: readonly Line[],
  shift: number,
): Omit<TableReading, "table"> {
  const cells: Cell[] = [];
  const findings: TableReading["findings"][number][] = [];
  for (const row of rows) {
    const line = lines[row.line + shift];
    if (line?.kind !== "row") continue;
    const read = readPlannedRow(row, line.cells);
    cells.push(...read.cells);
    findings.push(...read.findings);
  }
  return {
    cells,
    extras: [],
    findings,
    firstLine: firstLine + shift,
    lastLine: lastLine + shift,
    plan: undefined,
  };
}
