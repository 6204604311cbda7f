import type { Bilingual, Finding, FindingCode, Severity } from "../model/finding.ts";
import type { Form, FormTable } from "../model/form.ts";
import type { Cell, CellStatus, Report } from "../model/report.ts";

interface Gap {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: (table: string, cells: readonly Cell[]) => Bilingual;
}

const MAX_QUOTED = 5;
const count = (cells: readonly Cell[], what: string): string =>
  `${cells.length} ${what}${cells.length === 1 ? "" : "s"}`;
const quoteAll = (cells: readonly Cell[]): string => {
  const texts = [...new Set(cells.map((cell) => cell.raw ?? ""))];
  const shown = texts.slice(0, MAX_QUOTED).join("; ");
  return texts.length > MAX_QUOTED ? `${shown}; …` : shown;
};

/** Why a cell without a number matters; a blank is never taken for a zero. */
const GAPS = new Map<CellStatus, Gap>([
  [
    "blank",
    {
      code: "cell_blank",
      severity: "warning",
      message: (table, cells) => ({
        en: `${count(cells, "blank cell")} in ${table}; blank is not zero`,
        zh: `“${table}”有${cells.length}个空格，空格不等于零`,
      }),
    },
  ],
  [
    "dash",
    {
      code: "cell_dash",
      severity: "warning",
      message: (table, cells) => ({
        en: `${count(cells, "cell")} in ${table} with ${quoteAll(cells)} instead of a number`,
        zh: `“${table}”有${cells.length}格印作“${quoteAll(cells)}”而非数字`,
      }),
    },
  ],
  [
    "unreadable",
    {
      code: "cell_unreadable",
      severity: "error",
      message: (table, cells) => ({
        en: `${count(cells, "cell")} in ${table} that cannot be read as a number: ${quoteAll(cells)}`,
        zh: `“${table}”有${cells.length}格无法读作数字：${quoteAll(cells)}`,
      }),
    },
  ],
  [
    "absent",
    {
      code: "cell_absent",
      severity: "error",
      message: (table, cells) => ({
        en: `${count(cells, "cell")} of ${table} not printed`,
        zh: `“${table}”缺少${cells.length}格`,
      }),
    },
  ],
]);

/** One finding for each table and each reason why cells of it hold no number. */
export function listGaps(report: Report, form: Form): Finding[] {
  return form.tables.flatMap((table) => {
    const cells = cellsOf(report, table);
    const isMissing = cells.every((cell) => cell.status === "absent");
    return isMissing
      ? []
      : [...GAPS].flatMap(([status, gap]) => toFinding(table, cells, status, gap));
  });
}

/** The cells of one table of the form. */
export function cellsOf(report: Report, table: FormTable): Cell[] {
  return report.cells.filter((cell) => cell.address.startsWith(`${table.id}.`));
}

function toFinding(
  table: FormTable,
  cells: readonly Cell[],
  status: CellStatus,
  gap: Gap,
): Finding[] {
  const concerned = cells.filter((cell) => cell.status === status);
  if (concerned.length === 0) return [];
  return [
    {
      code: gap.code,
      severity: gap.severity,
      message: gap.message(table.title, concerned),
      cells: concerned.map((cell) => cell.address),
    },
  ];
}
