import { areaOf, type Box, boxAround, centreX, centreY, holdsCentre, roundBox } from "./box.ts";
import { joinLines } from "./line-join.ts";
import { type Glyph, sizeOf } from "./page-drawing.ts";
import { findMargins, toParagraphs } from "./paragraphs.ts";
import { cellBox, type GridCell, gridBox, type TableGrid } from "./table-grid.ts";
import { gapBetween, type TextLine, toLines } from "./text-lines.ts";

/** A table of one page with its text. */
export interface PageTable {
  readonly page: number;
  readonly grid: TableGrid;
  /** One for each cell of the grid, in its order. */
  readonly cells: readonly PageCell[];
}

export interface PageCell extends GridCell {
  readonly text: string;
  /** Of the text, or of the cell where it is empty. */
  readonly box: Box;
  /** True if the cell's last line leaves no room for another character, so that its text may go on elsewhere. */
  readonly isFull: boolean;
}

/** A cell with more characters than this holds prose, in paragraphs; no label or figure of a form is as long. */
const MAX_LABEL_CHARACTERS = 120;
/** Points. The blank that Word leaves at the sides of a cell, both together. */
const SIDE_BLANKS = 12;
/** Marks a number that runs on over the wall of its cell or the edge of the paper: what is left of it cannot be believed. */
const CUT = "¦";

/** Share of a font's size below which a gap is none. */
const NO_GAP = 0.15;

const DIGIT = /^[\d０-９]$/;

/** Puts each glyph into the table around it, the innermost where tables are nested, and gives back what is in none. */
export function fillTables(
  page: number,
  grids: readonly TableGrid[],
  glyphs: readonly Glyph[],
): { readonly tables: PageTable[]; readonly outside: Glyph[] } {
  const boxes = grids
    .map((grid) => ({ grid, box: gridBox(grid), inside: [] as Glyph[] }))
    .sort((a, b) => areaOf(a.box) - areaOf(b.box));
  const outside: Glyph[] = [];
  for (const glyph of glyphs) {
    const table = boxes.find(({ box }) => holdsCentre(box, glyph.box));
    (table?.inside ?? outside).push(glyph);
  }
  return { tables: boxes.map(({ grid, inside }) => fillTable(page, grid, inside)), outside };
}

function fillTable(page: number, grid: TableGrid, glyphs: readonly Glyph[]): PageTable {
  const cellAt = indexPlaces(grid);
  const contents: Glyph[][] = grid.cells.map(() => []);
  const columns = grid.xs.length - 1;
  for (const glyph of glyphs) {
    const column = intervalOf(grid.xs, centreX(glyph.box));
    const row = intervalOf(grid.ys, centreY(glyph.box));
    contents[cellAt[row * columns + column] ?? 0]?.push(glyph);
  }
  const cutNumbers = findCutNumbers(contents);
  const cells = grid.cells.map((cell, index) => {
    const filled = toPageCell(cell, cellBox(grid, cell), contents[index] ?? []);
    return cutNumbers.has(index) ? { ...filled, text: `${filled.text}${CUT}` } : filled;
  });
  return { page, grid, cells };
}

/** For each place of the grid, row by row, the index of its cell. */
function indexPlaces(grid: TableGrid): number[] {
  const columns = grid.xs.length - 1;
  const cellAt: number[] = [];
  grid.cells.forEach((cell, index) => {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        cellAt[row * columns + column] = index;
      }
    }
  });
  return cellAt;
}

/** Index of the interval between two ascending edges that holds a place. */
function intervalOf(edges: readonly number[], place: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function toPageCell(cell: GridCell, box: Box, glyphs: readonly Glyph[]): PageCell {
  const lines = toLines(glyphs);
  const around = boxAround(lines.map((line) => line.box)) ?? roundBox(box);
  const isCut = lines.some((line) => isCutOff(line, cell, box));
  const text = isCut ? `${toCellText(lines)}${CUT}` : toCellText(lines);
  return { ...cell, text, box: around, isFull: isFull(lines.at(-1), box) };
}

function toCellText(lines: readonly TextLine[]): string {
  const text = joinLines(
    lines.map((line) => line.text),
    "\n",
  );
  if (text.length <= MAX_LABEL_CHARACTERS) return text;
  const pageLines = lines.map((line) => ({ ...line, page: 1 }));
  return toParagraphs(pageLines, findMargins(pageLines))
    .map((paragraph) => paragraph.text)
    .join("\n");
}

/** Text that touches the side of a table where no line is drawn: the edge of the paper may have cut it. */
function isCutOff({ box, size }: TextLine, cell: GridCell, around: Box): boolean {
  const room = NO_GAP * size;
  return (
    (cell.isOpenLeft && box[0] - around[0] < room) ||
    (cell.isOpenRight && around[2] - box[2] < room)
  );
}

function isFull(last: TextLine | undefined, cell: Box): boolean {
  if (last === undefined) return false;
  const room = cell[2] - cell[0] - SIDE_BLANKS - (last.box[2] - last.box[0]);
  return room < last.size;
}

/** Cells whose number goes on without a gap in the cell to the right. */
function findCutNumbers(contents: readonly (readonly Glyph[])[]): Set<number> {
  const digits = contents
    .flatMap((glyphs, cell) => glyphs.map((glyph) => ({ glyph, cell })))
    .filter(({ glyph }) => DIGIT.test(glyph.text) && !glyph.isVertical)
    .sort((a, b) => a.glyph.box[0] - b.glyph.box[0]);
  const ends = new Map<number, { glyph: Glyph; cell: number }>();
  const cut = new Set<number>();
  for (const digit of digits) {
    // Digits of one line share their height to the tenth of a point.
    const height = Math.round(centreY(digit.glyph.box) * 10);
    const last = ends.get(height);
    if (last !== undefined && last.cell !== digit.cell && isNextTo(last.glyph, digit.glyph)) {
      cut.add(last.cell).add(digit.cell);
    }
    ends.set(height, digit);
  }
  return cut;
}

const isNextTo = (left: Glyph, right: Glyph): boolean =>
  gapBetween(left, right) < NO_GAP * sizeOf(left) && !right.isAfterBlank;
