import { centreX, centreY } from "./box.ts";
import type { Glyph } from "./page-drawing.ts";
import { cellBox, type TableGrid } from "./table-grid.ts";

/**
 * Lets the last row of a page's last table reach to the foot of the page, where a page break cut some of its cells open
 * and their text goes on below the lines that are drawn. Only where all text below stands in such cells.
 */
export function reachDown(grid: TableGrid, glyphs: readonly Glyph[]): TableGrid {
  const last = grid.ys.at(-1) ?? 0;
  const below = glyphs.filter((glyph) => centreY(glyph.box) > last);
  const ends = grid.cells.filter((cell) => cell.row + cell.rowSpan === grid.ys.length - 1);
  const open = ends.filter((cell) => cell.isOpenBelow).map((cell) => cellBox(grid, cell));
  if (below.length === 0 || open.length === 0 || open.length === ends.length) return grid;
  const isInOpenCell = (glyph: Glyph): boolean =>
    open.some(([left, , right]) => centreX(glyph.box) > left && centreX(glyph.box) < right);
  if (!below.every(isInOpenCell)) return grid;
  const foot = Math.max(...below.map((glyph) => glyph.box[3]));
  return { ...grid, ys: [...grid.ys.slice(0, -1), foot] };
}
