import type { TableCell } from "../model/transcript.ts";
import type { Line, RowLine } from "./flow.ts";

/** Where the cells of table lines stand once spans are unfolded. */
export interface Grid {
  /** The first column, counted from 0, that a cell stands in. */
  readonly columns: ReadonlyMap<TableCell, number>;
  /** For each line the cells of lines above that reach down into it. */
  readonly fromAbove: ReadonlyMap<number, readonly TableCell[]>;
}

interface Reaching {
  readonly cell: TableCell;
  readonly first: number;
  /** The column after its last one. */
  readonly end: number;
  /** Lines below that it still covers. */
  readonly lines: number;
}

/** No official table has so many columns; a page with more is not worth the time. */
const MAX_REACHING = 64;

/** Lays out the lines from `first` to `last`; a table of the document begins afresh with each block. */
export function layOut(lines: readonly Line[], first: number, last: number): Grid {
  const columns = new Map<TableCell, number>();
  const fromAbove = new Map<number, readonly TableCell[]>();
  let reaching: readonly Reaching[] = [];
  lines.slice(first, last + 1).forEach((line, offset) => {
    const before = lines[first + offset - 1];
    if (offset > 0 && line.block !== before?.block) reaching = [];
    if (isSameRow(line, before)) return;
    if (line.kind === "row") {
      fromAbove.set(
        first + offset,
        reaching.map(({ cell }) => cell),
      );
    }
    const begun = line.kind === "row" ? placeCells(line, reaching, columns) : [];
    const still = reaching.map((each) => ({ ...each, lines: each.lines - 1 }));
    reaching = [...still, ...begun].filter((each) => each.lines > 0).slice(0, MAX_REACHING);
  });
  return { columns, fromAbove };
}

/** A row with one cell of several lines is several lines of text, but still one row. */
function isSameRow(line: Line, before: Line | undefined): boolean {
  return line.kind === "text" && before?.kind === "text" && line.locator === before.locator;
}

function placeCells(
  { cells }: RowLine,
  reaching: readonly Reaching[],
  columns: Map<TableCell, number>,
): Reaching[] {
  const taken = [...reaching].sort((one, other) => one.first - other.first);
  let free = 0;
  return cells.flatMap((cell) => {
    for (const each of taken) if (each.first <= free && free < each.end) free = each.end;
    columns.set(cell, free);
    const first = free;
    free += cell.columnSpan;
    return cell.rowSpan > 1 ? [{ cell, first, end: free, lines: cell.rowSpan - 1 }] : [];
  });
}
