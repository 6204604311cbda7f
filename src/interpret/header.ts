import type { FormColumn } from "../model/form.ts";
import type { Line } from "./flow.ts";
import { findBest, type LabelPattern, similarity, toPattern, toPrintedLabel } from "./labels.ts";
import { remember } from "./remember.ts";
import { patternOf, SURE } from "./table-index.ts";

/** For each printed column the form's column; `unclear` where headers are out of order and do not say which is which. */
export type ColumnOrder = readonly number[] | "unclear";

export interface PrintedColumns {
  readonly order: ColumnOrder;
  /** The columns that the headers name, in the form's order: all of them, or some. Empty where the order is another. */
  readonly named: readonly number[];
}

interface ColumnPatterns {
  readonly columns: readonly LabelPattern[];
  readonly groups: ReadonlySet<string>;
  /** Whether a column stands below the header of a group. */
  readonly isGrouped: (column: number) => boolean;
}

/** One header alone may be a row's label: 其他 heads a column and a row. */
const MIN_HEADERS = 2;

/**
 * Reads from the header lines above a row in which order its columns are printed. Headers that are in the form's order,
 * cut short or repeated, leave the form's order standing; a full set of headers in another order is followed. Undefined
 * where the lines name no column.
 */
export function readColumns(
  lines: readonly Line[],
  columns: readonly FormColumn[],
): PrintedColumns | undefined {
  if (lines.length === 0) return undefined;
  const patterns: ColumnPatterns = {
    columns: columns.map(patternOf),
    groups: new Set(columns.flatMap(({ group }) => group ?? [])),
    isGrouped: (column) => columns[column]?.group !== undefined,
  };
  const levels = readLevels(lines, patterns).filter((level) => level.some(isColumn));
  if (levels.flat().filter(isColumn).length < Math.min(MIN_HEADERS, columns.length)) {
    return undefined;
  }
  const isInOrder = levels.every((level) => isAscending(level.filter(isColumn)));
  if (isInOrder) {
    const named = new Set(levels.flat().filter(isColumn));
    const order = columns.map((_, column) => column);
    return { order, named: order.filter((column) => named.has(column)) };
  }
  const printed = joinLevels(levels);
  const isComplete = new Set(printed).size === columns.length && printed.length === columns.length;
  return { order: isComplete ? printed : "unclear", named: [] };
}

const groupPatternOf = remember((group) => toPattern([group]));

type Header = number | "group";

const isColumn = (header: Header): header is number => header !== "group";

/** The headers of each line; of lines of text, each with one header, as if they still stood in a table. */
function readLevels(lines: readonly Line[], patterns: ColumnPatterns): Header[][] {
  const levels = lines.flatMap((line) =>
    line.kind === "row" ? [line.cells.flatMap((cell) => readHeader(cell.text, patterns))] : [],
  );
  const loose = lines.flatMap((line) =>
    line.kind === "text" ? readHeader(line.text, patterns) : [],
  );
  // A table is taken apart row by row, so that what stands below a group's header comes behind its neighbours.
  const isBelow = (header: Header): boolean => isColumn(header) && patterns.isGrouped(header);
  return [...levels, loose.filter((header) => !isBelow(header)), loose.filter(isBelow)];
}

function readHeader(text: string, patterns: ColumnPatterns): Header[] {
  const printed = toPrintedLabel(text);
  if (printed.whole === "") return [];
  const column = findBest(printed, patterns.columns, SURE);
  if (column !== -1) return [column];
  const groups = [...patterns.groups].map(groupPatternOf);
  return groups.some((group) => similarity(printed, group) >= SURE) ? ["group"] : [];
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
