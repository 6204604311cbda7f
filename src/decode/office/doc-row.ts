import { MODIFIER, type Modifier } from "./doc-modifiers.ts";
import type { FlowBlock, FlowCell, FlowRow } from "./flow-document.ts";

/** A table row of a DOC or RTF document: contents up to each cell mark, and what its end says of the cells. */
export interface DocRow {
  readonly contents: readonly (readonly FlowBlock[])[];
  readonly definition: readonly DocCell[];
  readonly isDeleted: boolean;
}

/** A cell as the end of its row describes it. */
export interface DocCell {
  /** In twentieths of a point. */
  readonly left: number;
  readonly right: number;
  /** 0 for a cell by itself. Two other values tell the first cell of a set from those that join it. */
  readonly horizontalMerge: number;
  readonly verticalMerge: FlowCell["merge"];
}

const CELL_BYTES = 20;
const HORIZONTAL_BITS = 0x0003;
const IS_VERTICALLY_MERGED = 0x0020;
const STARTS_VERTICAL_MERGE = 0x0040;
/** Edges of cells below each other that lie no farther apart than this, in twentieths of a point, are one edge. */
const SAME_EDGE = 15;

/** What the properties at a row's end say of its cells ([MS-DOC] 2.9.318, there called TDefTable). */
export function readRowDefinition(modifiers: readonly Modifier[]): DocCell[] {
  let cells: DocCell[] = [];
  for (const { code, operand } of modifiers) {
    if (code === MODIFIER.row) cells = readCells({ code, operand });
    else if (code === MODIFIER.verticalMerge) {
      const flags = operand.length < 2 ? 0 : operand.uint8(1) << 5;
      const merged = operand.uint8(0);
      cells = cells.map((cell, index) =>
        index === merged ? { ...cell, verticalMerge: toVerticalMerge(flags) } : cell,
      );
    } else if (code === MODIFIER.horizontalMerge) {
      const first = operand.uint8(0);
      const end = operand.uint8(1);
      cells = cells.map((cell, index) =>
        index >= first && index < end
          ? { ...cell, horizontalMerge: index === first ? 1 : 2 }
          : cell,
      );
    }
  }
  return cells;
}

function readCells({ operand }: Modifier): DocCell[] {
  const count = operand.uint8(0);
  const descriptions = 1 + 2 * (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const place = descriptions + CELL_BYTES * index;
    // Cells without borders of their own may go undescribed at the end.
    const flags = place + 2 <= operand.length ? operand.uint16(place) : 0;
    return {
      left: operand.int16(1 + 2 * index),
      right: operand.int16(1 + 2 * (index + 1)),
      horizontalMerge: flags & HORIZONTAL_BITS,
      verticalMerge: toVerticalMerge(flags),
    };
  });
}

function toVerticalMerge(flags: number): FlowCell["merge"] {
  if ((flags & STARTS_VERTICAL_MERGE) !== 0) return "start";
  return (flags & IS_VERTICALLY_MERGED) !== 0 ? "continued" : "none";
}

/**
 * Rows with spans. Word 97 knows no columns: cells are as wide as they are drawn, so the table's grid is made of all
 * edges. A row whose end does not fit its cells keeps them as they are written, without spans.
 */
export function layOutRows(rows: readonly DocRow[]): FlowRow[] {
  const edges = listEdges(rows.filter(isDefined).flatMap(({ definition }) => definition));
  return rows.map((row) => {
    if (row.isDeleted) return { gridBefore: 0, cells: [] };
    if (!isDefined(row)) {
      const cells = row.contents.map(
        (blocks) => ({ columnSpan: 1, merge: "none", blocks }) as const,
      );
      return { gridBefore: 0, cells };
    }
    const sets = joinHorizontally(row);
    const columnOf = (edge: number): number => findEdge(edges, edge);
    return {
      gridBefore: columnOf(sets[0]?.left ?? 0),
      cells: sets.map(({ left, right, merge, blocks }) => ({
        columnSpan: Math.max(1, columnOf(right) - columnOf(left)),
        merge,
        blocks,
      })),
    };
  });
}

const isDefined = ({ contents, definition }: DocRow): boolean =>
  contents.length === definition.length;

interface CellSet {
  readonly left: number;
  right: number;
  readonly merge: FlowCell["merge"];
  readonly blocks: FlowBlock[];
}

/**
 * Cells merged side by side are one. Descriptions of the format contradict each other on which mark is the first
 * cell's; but the first of a set is met first.
 */
function joinHorizontally({ contents, definition }: DocRow): CellSet[] {
  const sets: CellSet[] = [];
  let firstMark = 0;
  definition.forEach(({ left, right, horizontalMerge, verticalMerge }, index) => {
    const blocks = contents[index] ?? [];
    const set = sets.at(-1);
    const joins = horizontalMerge !== 0 && firstMark !== 0 && horizontalMerge !== firstMark;
    if (joins && set !== undefined) {
      set.right = right;
      for (const block of blocks) set.blocks.push(block);
      return;
    }
    firstMark = horizontalMerge;
    sets.push({ left, right, merge: verticalMerge, blocks: [...blocks] });
  });
  return sets;
}

/** The edges of a table's cells from left to right. */
function listEdges(cells: readonly DocCell[]): number[] {
  const sorted = cells.flatMap(({ left, right }) => [left, right]).sort((a, b) => a - b);
  const edges: number[] = [];
  for (const edge of sorted) {
    const last = edges.at(-1);
    if (last === undefined || edge - last > SAME_EDGE) edges.push(edge);
  }
  return edges;
}

function findEdge(edges: readonly number[], position: number): number {
  return edges.findLastIndex((edge) => edge <= position);
}
