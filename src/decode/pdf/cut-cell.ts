import type { FlowCell } from "./flow-table.ts";
import { joinLines } from "./line-join.ts";

/** The cells above and below a page break that stand between the same edges. */
export interface CellPair {
  readonly upper: FlowCell;
  readonly lower: FlowCell;
}

/** "三、", "（一）", "1.", "2、" before a label: what begins so is no second half of another. */
export const NUMBERED = /^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]/;
/** "0", "1,266", "38.3296", "-8", and the dashes printed in place of a number */
const FIGURE = /^[-+－—–]?[\d０-９]*(?:[.,，．\n][\d０-９]+)*$|^[/／—–-]+$/;
/** "0件", "3 项", "无" */
const FIGURE_IN_WORDS =
  /^[-+－]?[\d０-９][\d０-９.,，．\n]*\s*(?:件|条|项|个|次|宗|份|起|人次|人|篇|万元|元)$|^(?:无|没有)$/;
const OPENING = /[（(“《]/g;
const CLOSING = /[）)”》]/g;

export const isFigure = (text: string): boolean =>
  text !== "" && (FIGURE.test(text) || FIGURE_IN_WORDS.test(text));
const isLabel = (text: string): boolean => text !== "" && !isFigure(text);

/** The second half of a label looks like one: the first is not at its end, and the second is no beginning. */
export function isLabelCut({ upper, lower }: CellPair): boolean {
  if (!isLabel(upper.text) || !isLabel(lower.text) || NUMBERED.test(lower.text)) return false;
  return (
    upper.isOpenBelow ||
    countOf(upper.text, OPENING) > countOf(upper.text, CLOSING) ||
    (upper.isFull && NUMBERED.test(upper.text))
  );
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Cells that the break cut open, no two of which print a figure each or a label each. */
function isDrawnOpen(pairs: readonly CellPair[]): boolean {
  return pairs.every((pair) => pair.upper.isOpenBelow && (isHalfEmpty(pair) || isLabelCut(pair)));
}

const isHalfEmpty = ({ upper, lower }: CellPair): boolean => upper.text === "" || lower.text === "";

/**
 * True if a page break runs through a row: what stands below it in these cells is the rest of what stands above. Either a
 * label goes on, and no row has figures of its own; or only figures go on, whose cells had no room left. Figures that go
 * on stay two lines, which nobody reads as one number.
 */
export function isRowCut(pairs: readonly CellPair[]): boolean {
  if (pairs.length === 0) return false;
  const isEmptyAbove = pairs.every(({ upper }) => upper.text === "" && upper.rowSpan === 1);
  if (isEmptyAbove || isDrawnOpen(pairs)) return true;
  const figuresAbove = pairs.filter(({ upper }) => isFigure(upper.text));
  const figuresBelow = pairs.filter(({ lower }) => isFigure(lower.text));
  const clashes = pairs.filter(({ upper, lower }) => isFigure(upper.text) && isFigure(lower.text));
  const areClashesFull = clashes.every(({ upper }) => upper.isFull);
  const isNoneLost = figuresBelow.length === clashes.length;
  if (pairs.some(isLabelCut)) {
    if (clashes.length === 0) return figuresAbove.length === 0 || figuresBelow.length === 0;
    return areClashesFull && isNoneLost && clashes.length < figuresAbove.length;
  }
  const hasLabel = pairs.some(({ upper }) => isLabel(upper.text));
  const isUnlabelled = pairs.every(({ lower }) => !isLabel(lower.text));
  return hasLabel && isUnlabelled && clashes.length > 0 && areClashesFull && isNoneLost;
}

/** In rows without any figure a header goes on below the break where its cell had no room left, or stays empty. */
export function isHeaderCut({ upper, lower }: CellPair): boolean {
  if (!isLabel(upper.text) || NUMBERED.test(lower.text)) return false;
  return lower.text === "" || upper.isFull;
}

/** One cell of the two; it is located where its text begins. */
export function joinCells({ upper, lower }: CellPair, rowSpan: number): FlowCell {
  const { page, box } = upper.text === "" ? lower : upper;
  const text = joinLines(
    [upper.text, lower.text].filter((part) => part !== ""),
    "\n",
  );
  return { ...upper, text, page, box, rowSpan, isOpenBelow: lower.isOpenBelow };
}
