import type { Box } from "./box.ts";
import { type Lattice, REACH, rootOf, unite } from "./lattice.ts";
import type { Rule } from "./page-drawing.ts";

/** Share of a side between two places of the grid that must be ruled for it to be a wall. */
const WALL_SHARE = 0.5;
/** More places than this are graph paper. */
const MAX_PLACES = 40_000;

/** A ruled table without its text: where its lines stand, and the cells between them. */
export interface TableGrid {
  /** Edges of columns and rows in points, ascending. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** By row, then column. */
  readonly cells: readonly GridCell[];
}

/** The places of a grid that a cell covers; rows and columns count from 0. */
interface Span {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface GridCell extends Span {
  /** True for a cell of the last row without a line below it: a page break cut it open. */
  readonly isOpenBelow: boolean;
  /** The same for the sides of the table: its style, or the edge of the paper cut it. */
  readonly isOpenLeft: boolean;
  readonly isOpenRight: boolean;
}

/**
 * The cells between the lines of a lattice. The outline of a table counts as ruled even where it is not: many tables are
 * open at their sides, and a page break opens them at top and bottom. Undefined for a frame around one cell.
 */
export function toGrid(lattice: Lattice): TableGrid | undefined {
  const { across, down } = lattice;
  const xs = listEdges(down, across);
  const ys = listEdges(across, down);
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  if (rows < 1 || columns < 1 || rows * columns > MAX_PLACES) return undefined;
  const walls = { down: toWalls(down), across: toWalls(across) };
  const regions = findRegions(xs, ys, walls);
  const cells = regions.flatMap((places) => toCells(places, columns));
  if (cells.length < 2) return undefined;
  return {
    xs,
    ys,
    cells: cells
      .map((cell) => ({ ...cell, ...findOpenSides(cell, xs, ys, walls) }))
      .sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

export function cellBox(grid: TableGrid, cell: GridCell): Box {
  return [
    grid.xs[cell.column] ?? 0,
    grid.ys[cell.row] ?? 0,
    grid.xs[cell.column + cell.columnSpan] ?? 0,
    grid.ys[cell.row + cell.rowSpan] ?? 0,
  ];
}

export function gridBox({ xs, ys }: TableGrid): Box {
  return [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
}

/** Places of the lines of one direction, and the ends of the others where these reach further. */
function listEdges(lines: readonly Rule[], crossing: readonly Rule[]): number[] {
  const edges = [...new Set(lines.map((line) => line.at))].sort((a, b) => a - b);
  const first = Math.min(...crossing.map((line) => line.from));
  const last = Math.max(...crossing.map((line) => line.to));
  if (first < (edges[0] ?? first) - REACH) edges.unshift(first);
  if (last > (edges.at(-1) ?? last) + REACH) edges.push(last);
  return edges;
}

function findOpenSides(
  cell: Span,
  xs: readonly number[],
  ys: readonly number[],
  walls: WallsBothWays,
): Pick<GridCell, "isOpenBelow" | "isOpenLeft" | "isOpenRight"> {
  const [endRow, endColumn] = [cell.row + cell.rowSpan, cell.column + cell.columnSpan];
  const [left, right] = [xs[cell.column] ?? 0, xs[endColumn] ?? 0];
  const [top, bottom] = [ys[cell.row] ?? 0, ys[endRow] ?? 0];
  const isOpenAside = (at: number): boolean => !isWall(walls.down, at, top, bottom);
  return {
    isOpenBelow: endRow === ys.length - 1 && !isWall(walls.across, bottom, left, right),
    isOpenLeft: cell.column === 0 && isOpenAside(left),
    isOpenRight: endColumn === xs.length - 1 && isOpenAside(right),
  };
}

/** Sets of places of the grid with no wall between them; a place is a number, counted row by row. */
function findRegions(
  xs: readonly number[],
  ys: readonly number[],
  walls: WallsBothWays,
): number[][] {
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  const parents = Array.from({ length: rows * columns }, (_, place) => place);
  parents.forEach((_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    const [left, right] = [xs[column] ?? 0, xs[column + 1] ?? 0];
    const [top, bottom] = [ys[row] ?? 0, ys[row + 1] ?? 0];
    const isOpenRight = column + 1 < columns && !isWall(walls.down, right, top, bottom);
    const isOpenDown = row + 1 < rows && !isWall(walls.across, bottom, left, right);
    if (isOpenRight) unite(parents, place, place + 1);
    if (isOpenDown) unite(parents, place, place + columns);
  });
  const regions = new Map<number, number[]>();
  for (const place of parents.keys()) {
    const root = rootOf(parents, place);
    const region = regions.get(root) ?? [];
    regions.set(root, region);
    region.push(place);
  }
  return [...regions.values()];
}

type Walls = ReadonlyMap<number, readonly Rule[]>;

interface WallsBothWays {
  readonly across: Walls;
  readonly down: Walls;
}

function toWalls(rules: readonly Rule[]): Walls {
  const walls = new Map<number, Rule[]>();
  for (const rule of rules) {
    const wall = walls.get(rule.at);
    if (wall === undefined) walls.set(rule.at, [rule]);
    else wall.push(rule);
  }
  return walls;
}

function isWall(walls: Walls, at: number, from: number, to: number): boolean {
  let covered = 0;
  for (const rule of walls.get(at) ?? []) {
    covered += Math.max(0, Math.min(to, rule.to) - Math.max(from, rule.from));
  }
  return covered >= (to - from) * WALL_SHARE;
}

/** A region as cells: one if it is a rectangle; a region that a missing piece of line bends is cut into rectangles. */
function toCells(region: readonly number[], columns: number): Span[] {
  const open = new Set(region);
  return region.flatMap((place): Span[] => {
    if (!open.has(place)) return [];
    const column = place % columns;
    let columnSpan = 1;
    while (column + columnSpan < columns && open.has(place + columnSpan)) columnSpan += 1;
    const places = range(columnSpan).map((right) => place + right);
    const isOpen = (down: number): boolean => places.every((at) => open.has(at + down * columns));
    let rowSpan = 1;
    while (isOpen(rowSpan)) rowSpan += 1;
    for (const down of range(rowSpan)) for (const at of places) open.delete(at + down * columns);
    return [{ row: Math.floor(place / columns), column, rowSpan, columnSpan }];
  });
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);
