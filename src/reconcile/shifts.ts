import type { Finding } from "../model/finding.ts";
import type { Form, FormTable } from "../model/form.ts";
import type { Cell, Report } from "../model/report.ts";
import { labelsOf } from "./cell-labels.ts";
import { cellsOf } from "./gaps.ts";

/** "69\n134", "5 6": several numbers in one cell */
const SEVERAL_NUMBERS = /^[-+]?\d[\d.,]*(?:\s+[-+]?\d[\d.,]*)+$/;

/** A line that lost more cells than this is short enough to be noticed by its length. */
const MAX_LOST = 2;

/**
 * Lines of figures that are blank at one end and full elsewhere. Where a cell was lost before the page reached us, the
 * figures behind it stand one column off and the blank is what shows of it; the sums of the line tell, if they can.
 */
export function checkShifts(report: Report, form: Form): Finding[] {
  return form.tables.flatMap((table) => {
    const lines = linesOf(table, cellsOf(report, table));
    if (hasTotals(table) && lacksColumn(lines)) return [toFinding(lines.flat(), form, OPEN_ENDED)];
    return lines.flatMap((line) => {
      if (line.some(holdsSeveral)) return [toFinding(line, form, CROWDED)];
      return isSuspect(line) && !isCustom(line, lines) ? [toFinding(line, form, OPEN_ENDED)] : [];
    });
  });
}

/**
 * A table whose last column is blank throughout and whose last but one holds all that those before it do: that is the
 * total, and a column before it was lost.
 */
function lacksColumn(lines: readonly (readonly Cell[])[]): boolean {
  const open = lines.filter((line) => line.at(-1)?.status === "blank");
  const counting = open
    .map((line) => line.slice(0, -1))
    .filter((line) => line.some(({ value }) => value !== null && value !== 0));
  return (
    lines.length > 1 &&
    open.length > lines.length / 2 &&
    counting.some((line) => sumOfParts(line) > 0) &&
    counting.every((line) => (line.at(-1)?.value ?? -1) >= sumOfParts(line))
  );
}

const sumOfParts = (line: readonly Cell[]): number =>
  line.slice(0, -1).reduce((sum, { value }) => sum + (value ?? 0), 0);

/** A cell with two numbers took in its neighbour's, and so the figures behind it may stand one column off. */
const holdsSeveral = ({ status, raw }: Cell): boolean =>
  status === "unreadable" && raw !== null && SEVERAL_NUMBERS.test(raw.trim());

/** Where most lines of a table are blank in that place, nobody filled in that column. */
function isCustom(line: readonly Cell[], lines: readonly (readonly Cell[])[]): boolean {
  const isBlankAt = (other: readonly Cell[], position: number): boolean =>
    other.at(position)?.status === "blank";
  const end = isBlankAt(line, 0) ? 0 : -1;
  const alike = lines.filter((other) => isBlankAt(other, end)).length;
  return lines.length > 1 && alike > lines.length / 2;
}

const hasTotals = ({ rows }: FormTable): boolean =>
  rows.every((row) => row.columns.at(-1)?.id === "total");

/** The cells of each printed line of several: where two ran into one, the blank behind them is what shows of it. */
function linesOf(table: FormTable, cells: readonly Cell[]): (readonly Cell[])[] {
  if (table.layout === "across") return [cells];
  const lines = new Map<string, Cell[]>();
  for (const cell of cells) {
    const row = cell.address.slice(0, cell.address.lastIndexOf("."));
    const line = lines.get(row);
    if (line === undefined) lines.set(row, [cell]);
    else line.push(cell);
  }
  return [...lines.values()].filter((line) => line.length > 1);
}

function isSuspect(line: readonly Cell[]): boolean {
  const first = line.findIndex((cell) => cell.status !== "blank");
  const last = line.findLastIndex((cell) => cell.status !== "blank");
  const printed = line.slice(first, last + 1);
  const before = first;
  const after = line.length - 1 - last;
  const isAtOneEnd = before === 0 ? after > 0 : after === 0;
  if (first === -1 || !isAtOneEnd || before + after > MAX_LOST) return false;
  if (printed.some((cell) => cell.status === "blank" || cell.status === "absent")) return false;
  // Zeros are the same wherever they stand; and a blank that the total has no room for was a zero.
  return printed.some((cell) => cell.value !== 0) && (after > 0 || !isClosed(printed));
}

/** The last figure is the sum of the others. */
function isClosed(printed: readonly Cell[]): boolean {
  const values = printed.map((cell) => cell.value ?? 0);
  const total = values.pop();
  return values.reduce((sum, value) => sum + value, 0) === total;
}

const OPEN_ENDED: Finding["message"] = {
  en: "the line is blank at one end and full elsewhere; if a cell was lost on the way, its figures stand one column off",
  zh: "该行仅一端为空，若有单元格缺失，其余数字可能错列",
};
const CROWDED: Finding["message"] = {
  en: "a cell of the line holds several numbers; if cells ran into each other, the other figures stand one column off",
  zh: "该行有单元格含多个数字，若单元格合并，其余数字可能错列",
};

function toFinding(line: readonly Cell[], form: Form, why: Finding["message"]): Finding {
  const cells = line.map((cell) => cell.address);
  const where = labelsOf(cells, form);
  return {
    code: "row_shift_suspected",
    severity: "warning",
    message: { en: `${where}: ${why.en}`, zh: `${where}：${why.zh}` },
    cells,
  };
}
