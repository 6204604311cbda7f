import type { FormColumn } from "../model/form.ts";
import type { Line } from "./flow.ts";
import { findBest, type LabelPattern, similarity, toPattern, toPrintedLabel } from "./labels.ts";
import { SURE } from "./table-index.ts";

/** For each printed column the form's column; `unclear` where headers are out of order and do not say which is which. */
export type ColumnOrder = readonly number[] | "unclear";

export interface PrintedColumns {
  readonly order: ColumnOrder;
  /** The columns that the headers name, in the form's order, where each is named once: all of them, or some. */
  readonly named: readonly number[];
}

interface ColumnPatterns {
  readonly columns: readonly LabelPattern[];
  readonly groups: readonly string[];
}

/**
 * Reads from the header lines above a row in which order its columns are printed. Headers that are in the form's order,
 * cut short or repeated, leave the form's order standing; a full set of headers in another order is followed. Undefined
 * where the lines name no column.
 */
export function readColumns(
  lines: readonly Line[],
  columns: readonly FormColumn[],
): PrintedColumns | undefined {
  const patterns: ColumnPatterns = {
    columns: columns.map((column) => toPattern([column.label, ...(column.spellings ?? [])])),
    groups: columns.flatMap((column) => (column.group === undefined ? [] : [column.group])),
  };
  const levels = lines
    .map((line) => readLevel(line, patterns))
    .filter((level) => level.some((header) => header !== "group"));
  if (levels.length === 0) return undefined;
  const isInOrder = levels.every((level) => isAscending(level.filter((h) => h !== "group")));
  const printed = joinLevels(levels);
  const isEachOnce = new Set(printed).size === printed.length;
  if (isInOrder) {
    const order = columns.map((_, column) => column);
    return { order, named: isEachOnce && isAscending(printed) ? printed : [] };
  }
  const isComplete = isEachOnce && printed.length === columns.length;
  return { order: isComplete ? printed : "unclear", named: [] };
}

type Header = number | "group";

/** The headers that a line prints, from left to right. */
function readLevel(line: Line, patterns: ColumnPatterns): Header[] {
  if (line.kind === "text") return [];
  return line.cells.flatMap((cell): Header[] => {
    const printed = toPrintedLabel(cell.text);
    if (printed.whole === "") return [];
    const column = findBest(printed, patterns.columns, SURE);
    if (column !== -1) return [column];
    const isGroup = patterns.groups.some(
      (group) => similarity(printed, toPattern([group])) >= SURE,
    );
    return isGroup ? ["group"] : [];
  });
}

function isAscending(headers: readonly number[]): boolean {
  return headers.every(
    (header, position) => position === 0 || header >= (headers[position - 1] ?? 0),
  );
}

/** The headers of the level below stand where their group's header stands. */
function joinLevels(levels: readonly Header[][]): number[] {
  const [top, ...below] = levels;
  if (top === undefined) return [];
  return top.flatMap((header) => (header === "group" ? joinLevels(below) : [header]));
}
