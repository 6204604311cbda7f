import type { Range } from "@e965/xlsx";
import { DecodeError } from "../decode-error.ts";

interface Span {
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly isMerged: boolean;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** The merged cells of a sheet as they are displayed, counted from 0. */
export interface Merges {
  readonly spanAt: (row: number, column: number) => Span;
  /** True for a place that lies in a merged cell, but is not where that begins. */
  readonly isCovered: (row: number, column: number) => boolean;
  /** Where the text of a place is written: a merged cell may begin in a hidden row or column. */
  readonly originOf: (row: number, column: number) => Place;
}

const SINGLE: Span = { columnSpan: 1, rowSpan: 1, isMerged: false };
/** The widest sheet has 16,384 columns. */
const COLUMNS = 16_384;
/** Ranges may lie over each other, each as large as the sheet. */
const MAX_PLACES = 300_000;

/** Lays merged ranges over the rows and columns that are shown. */
export function layOutMerges(
  ranges: readonly Range[],
  rows: readonly number[],
  columns: readonly number[],
): Merges {
  const merged = new Map<number, Span & { readonly origin: Place }>();
  const covered = new Set<number>();
  let count = 0;
  const keyOf = (row: number, column: number): number => row * COLUMNS + column;
  for (const { s: start, e: end } of ranges) {
    const inRows = sliceBetween(rows, start.r, end.r);
    const inColumns = sliceBetween(columns, start.c, end.c);
    count += 1 + inRows.length * inColumns.length;
    if (count > MAX_PLACES) {
      throw new DecodeError("too_large", `expected merged cells over at most ${MAX_PLACES} places`);
    }
    const places = inRows.flatMap((row) => inColumns.map((column) => keyOf(row, column)));
    const first = places[0];
    if (first === undefined) continue;
    merged.set(first, {
      columnSpan: inColumns.length,
      rowSpan: inRows.length,
      isMerged: true,
      origin: { row: start.r, column: start.c },
    });
    for (const place of places.slice(1)) covered.add(place);
  }
  return {
    spanAt: (row, column) => merged.get(keyOf(row, column)) ?? SINGLE,
    isCovered: (row, column) => covered.has(keyOf(row, column)),
    originOf: (row, column) => merged.get(keyOf(row, column))?.origin ?? { row, column },
  };
}

/** The numbers of an ascending list from `low` to `high`. */
function sliceBetween(ascending: readonly number[], low: number, high: number): readonly number[] {
  return ascending.slice(countBelow(ascending, low), countBelow(ascending, high + 1));
}

function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
