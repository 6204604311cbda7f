import type { FormColumn, FormTable } from "../model/form.ts";
import { findBest, type LabelPattern, similarity, toPattern, toPrintedLabel } from "./labels.ts";
import { remember } from "./remember.ts";

/** Two labels at least this alike are the same label, misprinted or glossed at most. */
export const SURE = 0.8;
/** Below this two labels have nothing to do with each other. */
export const ALIKE = 0.6;

/** The longest label with its gloss has half as many characters; more is prose. */
const MAX_LABEL_LENGTH = 200;

/** An official table with its labels ready for comparison. */
export interface TableIndex {
  readonly table: FormTable;
  readonly rows: readonly LabelPattern[];
  /** Column headers of every row, without repetition. */
  readonly columns: readonly LabelPattern[];
  /** How alike a printed text and the label of each row are, from 0 to 1. */
  readonly rateRows: (text: string) => readonly number[];
  /** True for a label that the form prints without figures: a caption, a group's label, a column header. */
  readonly isCaption: (text: string) => boolean;
  /** Which of `columns` the text heads; -1 if none. */
  readonly findColumn: (text: string) => number;
  /** The id of the form's column that the text heads; undefined if it heads none. */
  readonly findColumnId: (text: string) => string | undefined;
}

const known = new WeakMap<FormTable, TableIndex>();

const knownColumns = new WeakMap<FormColumn, LabelPattern>();

/** The header of a column in every spelling known. */
export function patternOf(column: FormColumn): LabelPattern {
  const stored = knownColumns.get(column);
  if (stored !== undefined) return stored;
  const pattern = toPattern([column.label, ...(column.spellings ?? [])]);
  knownColumns.set(column, pattern);
  return pattern;
}

/** The index of a table, made once for each form. */
export function indexOf(table: FormTable): TableIndex {
  const stored = known.get(table);
  if (stored !== undefined) return stored;
  const rows = table.rows.map((row) => toPattern([row.label, ...(row.spellings ?? [])]));
  const headed = [
    ...new Map(
      table.rows.flatMap((row) => row.columns).map((column) => [column.label, column]),
    ).values(),
  ];
  const columns = headed.map(patternOf);
  const captions = [...table.captions.map((caption) => toPattern([caption])), ...columns];
  const index: TableIndex = {
    table,
    rows,
    columns,
    rateRows: remember((text) => rateRows(text, rows)),
    isCaption: remember((text) => findSure(text, captions) !== -1),
    findColumn: remember((text) => findSure(text, columns)),
    findColumnId: (text) => headed[index.findColumn(text)]?.id,
  };
  known.set(table, index);
  return index;
}

/** How well a printed label fits each row of a table; exact fits leave the others at 0. */
function rateRows(text: string, rows: readonly LabelPattern[]): readonly number[] {
  const printed = toPrintedLabel(text);
  const isExact = ({ spellings }: LabelPattern): boolean =>
    spellings.includes(printed.whole) || spellings.includes(printed.bare);
  // Several rows of a form may bear one label: which of them it is, their order says.
  if (rows.some(isExact)) return rows.map((pattern) => (isExact(pattern) ? 1 : 0));
  return rows.map((pattern) => similarity(printed, pattern));
}

/** The one of the labels that the text surely is; -1 if it is none. */
function findSure(text: string, patterns: readonly LabelPattern[]): number {
  if (text.length > MAX_LABEL_LENGTH) return -1;
  return findBest(toPrintedLabel(text), patterns, SURE);
}
