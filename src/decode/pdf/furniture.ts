import type { Glyph } from "./page-drawing.ts";
import type { PageLine } from "./paragraphs.ts";

/** A page and the lines outside its tables. */
export interface LinedPage {
  readonly height: number;
  readonly lines: readonly PageLine[];
}

/** Share of a page's height at its top and at its foot where headers and page numbers stand. */
const EDGE_SHARE = 0.12;
/** Lines at each end of a page that may be furniture. */
const MAX_LINES = 3;
/** Points by which a repeated line may stand higher or lower. */
const SAME_HEIGHT = 6;
/** Points. A larger line at the top of the first page is the title, also if smaller print repeats it on every page. */
const MAX_SIZE = 17;

/** "- 4 -", "— 4 —", "第4页", "4/6", "第 4 页 共 6 页" */
const PAGE_NUMBER =
  /^(?!\d+$)[-—–－·•\s]*第?\s*\d{1,3}\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[-—–－·•\s]*$/;
/** "4": a page number, or a figure of a table that was printed without lines */
const BARE_NUMBER = /^[1-9]\d{0,2}$/;
/** "0", "16": says nothing by standing at the same place on several pages */
const BARE_DIGITS = /^[\d\s]+$/;
const DIGITS = /\d+/g;

/** Finds the glyphs of page numbers and of lines that stand at the same place on several pages. */
export function findFurniture(pages: readonly LinedPage[]): Set<Glyph> {
  const edges = pages.map(listEdgeLines);
  const repeated = countRepeated(edges.map((lines) => lines.flat()));
  const numbers = new Set([0, 1].flatMap((edge) => listPageNumbers(edges, edge)));
  const furniture = edges.flat().flatMap((lines) => {
    // From the edge of the page inwards: the first line of text ends the furniture.
    const end = lines.findIndex((line) => !numbers.has(line) && !isFurniture(line, repeated));
    return end === -1 ? lines : lines.slice(0, end);
  });
  return new Set(furniture.flatMap((line) => line.glyphs));
}

/** Outermost lines that are bare numbers and count the pages, as another page's does. */
function listPageNumbers(edges: readonly (readonly PageLine[][])[], edge: number): PageLine[] {
  const outermost = edges.flatMap((lines, page) => {
    const line = lines[edge]?.[0];
    const isNumber = line !== undefined && BARE_NUMBER.test(line.text);
    return isNumber ? [{ line, first: Number(line.text) - page }] : [];
  });
  const counts = (first: number): number =>
    outermost.filter((other) => other.first === first).length;
  return outermost
    .filter(({ first }) => counts(first) > 1 || (edges.length === 1 && first === 1))
    .map(({ line }) => line);
}

/** Lines near the top of a page from the top, and lines near its foot from the foot. */
function listEdgeLines({ height, lines }: LinedPage): [PageLine[], PageLine[]] {
  const head = lines.filter((line) => line.box[3] < height * EDGE_SHARE);
  const foot = lines.filter((line) => line.box[1] > height * (1 - EDGE_SHARE));
  return [head.slice(0, MAX_LINES), foot.slice(-MAX_LINES).reverse()];
}

const keyOf = (line: PageLine): string => line.text.replace(DIGITS, "#");

/** For each text at the edges of pages the heights at which it stands, one entry a page. */
function countRepeated(pages: readonly (readonly PageLine[])[]): Map<string, number[]> {
  const heights = new Map<string, number[]>();
  for (const lines of pages) {
    for (const line of lines) {
      const known = heights.get(keyOf(line)) ?? [];
      heights.set(keyOf(line), [...known, line.box[1]]);
    }
  }
  return heights;
}

function isFurniture(line: PageLine, repeated: ReadonlyMap<string, readonly number[]>): boolean {
  if (line.size >= MAX_SIZE) return false;
  if (PAGE_NUMBER.test(line.text)) return true;
  if (BARE_DIGITS.test(line.text)) return false;
  const heights = repeated.get(keyOf(line)) ?? [];
  return heights.filter((top) => Math.abs(top - line.box[1]) <= SAME_HEIGHT).length > 1;
}
