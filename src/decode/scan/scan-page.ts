import type { Recogniser } from "../../model/recogniser.ts";
import { type Box, roundBox } from "../pdf/box.ts";
import { listLattices } from "../pdf/lattice.ts";
import { mergeRules } from "../pdf/merged-rules.ts";
import type { Glyph, PageDrawing } from "../pdf/page-drawing.ts";
import { cellBox, gridBox, type TableGrid, toGrid } from "../pdf/table-grid.ts";
import { type CellReading, readCell } from "./cell-reading.ts";
import { type CleanScan, cleanScan } from "./clean-page.ts";
import type { ColourPicture } from "./colour-picture.ts";
import { readOpenFigure } from "./figure-reading.ts";
import { toLineGlyphs } from "./line-glyphs.ts";
import type { PixelBox } from "./pixel-box.ts";
import { findPrint, type Print } from "./print.ts";
import { findUsualSize, sizeOfPrint } from "./print-size.ts";
import { readProse } from "./prose.ts";
import { turnBack } from "./skew.ts";

/** A picture of a page or of a part of one. */
export interface Scan {
  readonly picture: ColourPicture;
  /** Points of paper that a pixel stands for, along and down the page. */
  readonly pointsAPixel: number;
  /** Of the drawing that comes of it. */
  readonly page: number;
}

/** What was made out in a picture. */
export interface ReadScan {
  /** In points from the upper left corner of the picture, as if it had lain straight. */
  readonly drawing: PageDrawing;
  readonly tables: number;
  /** Characters made out, in tables and outside. */
  readonly characters: number;
  /** Where a box of the drawing stands in the picture as it is, in points. */
  readonly toPicture: (box: Box) => Box;
}

/** More cells than this on a page are no table of a report. */
const MAX_CELLS = 3_000;
/** Pixels that a crop keeps away from the middle of a ruled line. */
const WALL = 2;

/** Makes a drawing of a picture: its ruled lines, what its cells say, and the text outside of them. */
export async function readScan(scan: Scan, recogniser: Recogniser): Promise<ReadScan> {
  const clean = cleanScan(scan.picture, scan.pointsAPixel);
  const grids = listGrids(clean);
  const cells = grids.flatMap((grid) => listCells(grid, clean));
  const size = findUsualSize(
    cells.map(({ print }) => print),
    clean.pointsAPixel,
  );
  const glyphs = await readCells(cells, size, recogniser);
  const tables = grids.map((grid) => toPixels(gridBox(grid), clean.pointsAPixel));
  glyphs.push(...(await readProse(clean, tables, recogniser)));
  return describe(scan, clean, grids, glyphs);
}

/** Figures that stay open at first are looked at again beside a zero of the page. */
async function readCells(
  cells: readonly InkedCell[],
  usualSize: number,
  recogniser: Recogniser,
): Promise<Glyph[]> {
  const read: { cell: InkedCell; size: number; reading: CellReading }[] = [];
  for (const cell of cells) {
    const size = sizeOfPrint(cell.print.bands, usualSize);
    read.push({ cell, size, reading: await readCell(cell.print, size, recogniser) });
  }
  const zero = read.find(({ reading }) => reading.kind === "mark" && reading.text === "0");
  const glyphs: Glyph[] = [];
  for (const { cell, size, reading } of read) {
    const { print } = cell;
    const settled =
      reading.kind === "open"
        ? await readOpenFigure(print, size, reading.seen, zero?.cell.print.grey, recogniser)
        : reading;
    glyphs.push(...toGlyphs(settled, cell, size));
  }
  return glyphs;
}

function listGrids({ rules }: CleanScan): TableGrid[] {
  const grids = listLattices(mergeRules(rules)).flatMap((lattice) => toGrid(lattice) ?? []);
  const cells = grids.reduce((sum, grid) => sum + grid.cells.length, 0);
  return cells > MAX_CELLS ? [] : grids;
}

/** A cell with ink in it. */
interface InkedCell {
  readonly inside: PixelBox;
  readonly print: Print;
}

function listCells(grid: TableGrid, clean: CleanScan): InkedCell[] {
  return grid.cells.flatMap((cell): InkedCell[] => {
    const [left, top, right, bottom] = toPixels(cellBox(grid, cell), clean.pointsAPixel);
    const inside: PixelBox = [left + WALL, top + WALL, right - WALL, bottom - WALL];
    const print = findPrint(clean, inside);
    return print === undefined ? [] : [{ inside, print }];
  });
}

const toPixels = ([left, top, right, bottom]: Box, pointsAPixel: number): PixelBox => [
  left / pointsAPixel,
  top / pointsAPixel,
  right / pointsAPixel,
  bottom / pointsAPixel,
];

/**
 * The glyphs of a cell in pixels. A figure or mark is one, since it was made out as a whole; it reaches from the top of its
 * cell to the bottom, so that the figures of a row stand at one height.
 */
function toGlyphs(
  reading: Exclude<CellReading, { kind: "open" }>,
  { inside, print }: InkedCell,
  size: number,
): Glyph[] {
  if (reading.kind === "lines") return reading.lines.flatMap((line) => toLineGlyphs(line, size));
  const box: Box = [print.box[0], inside[1], print.box[2], inside[3]];
  return [{ text: reading.text, box, isVertical: false, isAfterBlank: false }];
}

function describe(
  { page }: Scan,
  { grey, pointsAPixel, rules, skew }: CleanScan,
  grids: readonly TableGrid[],
  glyphs: readonly Glyph[],
): ReadScan {
  const toPoints = ([left, top, right, bottom]: Box): Box => [
    left * pointsAPixel,
    top * pointsAPixel,
    right * pointsAPixel,
    bottom * pointsAPixel,
  ];
  const drawing: PageDrawing = {
    page,
    width: grey.width * pointsAPixel,
    height: grey.height * pointsAPixel,
    glyphs: glyphs.map((glyph) => ({ ...glyph, box: toPoints(glyph.box) })),
    rules,
    shapes: 0,
    pictures: [],
  };
  return {
    drawing,
    tables: grids.length,
    characters: glyphs.reduce((sum, { text }) => sum + text.length, 0),
    toPicture: (box) => turnBox(box, skew, drawing),
  };
}

/** The box around a box that was turned upright with its page. */
function turnBox(
  [left, top, right, bottom]: Box,
  skew: number,
  page: Pick<PageDrawing, "width" | "height">,
): Box {
  const corners = [left, right].flatMap((x) =>
    [top, bottom].map((y) => turnBack([x, y], skew, page)),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return roundBox([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
}
