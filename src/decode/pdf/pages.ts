import type { Block, Table } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { findAlignedRows } from "./aligned-rows.ts";
import { type Box, holdsCentre, roundBox } from "./box.ts";
import { type FlowTable, toFlowTable, toTable } from "./flow-table.ts";
import { findFurniture } from "./furniture.ts";
import { listLattices } from "./lattice.ts";
import { mergeRules } from "./merged-rules.ts";
import { reachDown } from "./open-bottom.ts";
import type { Glyph, PageDrawing } from "./page-drawing.ts";
import { findMargins, type Margins, type PageLine, toParagraphs } from "./paragraphs.ts";
import { gridBox, type TableGrid, toGrid } from "./table-grid.ts";
import { joinTables } from "./table-join.ts";
import { fillTables } from "./table-text.ts";
import { toLines } from "./text-lines.ts";

/** A page with the grids of its tables, still without their text. */
interface RuledPage extends PageDrawing {
  readonly grids: readonly TableGrid[];
}

/** What stands on a page in reading order, before lines become paragraphs. */
type Item =
  | { readonly kind: "line"; readonly top: number; readonly line: PageLine }
  | { readonly kind: "ruled"; readonly top: number; readonly table: FlowTable }
  | { readonly kind: "aligned"; readonly top: number; readonly table: Table }
  | { readonly kind: "picture"; readonly top: number; readonly page: number; readonly box: Box };

/** A report has a thousand. */
const MAX_CELLS = 50_000;
/** A page with so many shapes and no character has its text drawn as shapes. */
const MIN_SHAPES = 200;

/**
 * Transcribes drawn pages: ruled lines make grids, grids take up the glyphs in them, the glyphs left make lines, and what
 * a page break parted is put together again.
 */
export function transcribePages(drawings: readonly PageDrawing[]): Block[] {
  const pages = drawings.map(toRuledPage);
  expectFewCells(pages);
  const furniture = findFurniture(pages.map((page) => ({ ...page, lines: linesOutside(page) })));
  const items = joinOverBreaks(pages.flatMap((page) => listItems(page, furniture)));
  return toBlocks(items);
}

function expectFewCells(pages: readonly RuledPage[]): void {
  const grids = pages.flatMap((page) => page.grids);
  const cells = grids.reduce((sum, grid) => sum + grid.cells.length, 0);
  if (cells <= MAX_CELLS) return;
  throw new DecodeError(
    "too_large",
    `expected at most ${MAX_CELLS} table cells in a PDF, met ${cells}`,
  );
}

function toRuledPage(drawing: PageDrawing): RuledPage {
  const lattices = listLattices(mergeRules(drawing.rules));
  return { ...drawing, grids: lattices.flatMap((lattice) => toGrid(lattice) ?? []) };
}

function linesOutside({ page, grids, glyphs }: RuledPage): PageLine[] {
  const boxes = grids.map(gridBox);
  const outside = glyphs.filter((glyph) => !boxes.some((box) => holdsCentre(box, glyph.box)));
  return toLines(outside).map((line) => ({ ...line, page }));
}

function listItems(page: RuledPage, furniture: ReadonlySet<Glyph>): Item[] {
  const glyphs = page.glyphs.filter((glyph) => !furniture.has(glyph));
  const { tables, outside } = fillTables(page.page, extendLast(page.grids, glyphs), glyphs);
  const ruled = tables.map((table): Item => {
    return { kind: "ruled", top: gridBox(table.grid)[1], table: toFlowTable(table) };
  });
  const lines = toLines(outside).map((line) => ({ ...line, page: page.page }));
  const tops = ruled.map(({ top }) => top);
  return [...ruled, ...listText(lines, tops), ...listPictures(page)].sort((a, b) => a.top - b.top);
}

function extendLast(grids: readonly TableGrid[], glyphs: readonly Glyph[]): TableGrid[] {
  const byBottom = [...grids].sort((a, b) => gridBox(a)[3] - gridBox(b)[3]);
  const last = byBottom.pop();
  return last === undefined ? byBottom : [...byBottom, reachDown(last, glyphs)];
}

/** Lines between two tables are looked at together for figures that stand below each other. */
function listText(lines: readonly PageLine[], tops: readonly number[]): Item[] {
  const stretches = new Map<number, PageLine[]>();
  for (const line of lines) {
    const above = tops.filter((top) => top < line.box[1]).length;
    stretches.set(above, [...(stretches.get(above) ?? []), line]);
  }
  return [...stretches.values()].flatMap((stretch) =>
    findAlignedRows(stretch).map((found): Item => {
      if ("text" in found) return { kind: "line", top: found.box[1], line: found };
      return { kind: "aligned", ...found };
    }),
  );
}

/** The pictures of a page; a page whose text is drawn as shapes is one as a whole. */
function listPictures(page: RuledPage): Item[] {
  const { width, height, glyphs, shapes } = page;
  const isOutlined = glyphs.length === 0 && shapes >= MIN_SHAPES;
  const boxes: readonly Box[] = isOutlined ? [[0, 0, width, height]] : page.pictures;
  return boxes.map((box) => ({ kind: "picture", top: box[1], page: page.page, box }));
}

/** Tables that follow each other with nothing between them are one if a page break parted them. */
function joinOverBreaks(items: readonly Item[]): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const isPair = last?.kind === "ruled" && item.kind === "ruled";
    const table = isPair ? joinOnNextPage(last.table, item.table) : undefined;
    if (isPair && table !== undefined) joined[joined.length - 1] = { ...last, table };
    else joined.push(item);
  }
  return joined;
}

function joinOnNextPage(upper: FlowTable, lower: FlowTable): FlowTable | undefined {
  const isNextPage = upper.lastPage + 1 === lower.lastPage;
  return isNextPage ? joinTables(upper, lower) : undefined;
}

function toBlocks(items: readonly Item[]): Block[] {
  const lines = items.flatMap((item) => (item.kind === "line" ? [item.line] : []));
  const margins = findMargins(lines);
  const blocks: Block[] = [];
  let open: PageLine[] = [];
  for (const item of items) {
    if (item.kind === "line") {
      open.push(item.line);
      continue;
    }
    blocks.push(...toParagraphBlocks(open, margins), toBlock(item));
    open = [];
  }
  return [...blocks, ...toParagraphBlocks(open, margins)];
}

function toParagraphBlocks(lines: readonly PageLine[], margins: Margins): Block[] {
  return toParagraphs(lines, margins).map(({ text, page, box }) => ({
    kind: "paragraph",
    text,
    locator: { page, box },
  }));
}

function toBlock(item: Exclude<Item, { kind: "line" }>): Block {
  if (item.kind === "ruled") return toTable(item.table);
  if (item.kind === "aligned") return item.table;
  const { page, box } = item;
  const source = `page ${page}`;
  return { kind: "picture", source, isEmbedded: true, locator: { page, box: roundBox(box) } };
}
