import { type Place, spreadOut } from "../../sample/print/grid.ts";
import type { PrintedCell, PrintedPage, PrintedTable } from "../../sample/print/page.ts";
import { type RawPage, toCodes, widthOf } from "./raw-pdf.ts";

/** How an office program sets a report: every glyph placed by itself, lines stroked one by one. */
export interface WpsOptions {
  readonly pageHeight: number;
  /** "- 4 -" at the foot of every page, inside the table where it goes on over the break. */
  readonly pageNumbers: boolean;
  /** The figures of a row as one text, parted by shifts: the numbers of several cells in one run. */
  readonly runs: boolean;
  /** Row groups' labels one character a line. */
  readonly verticalLabels: boolean;
}

const WIDTH = 595;
const LEFT = 40;
const RIGHT = 555;
const TOP = 50;
const FOOT = 60;
const SIZE = 9;
const LEADING = 12;
const PADDING = 3;

interface Canvas {
  readonly pages: string[][];
  y: number;
}

/** The pages of a report, tables cut between rows, a row's label broken over the page break where it falls on one. */
export function layOut(page: PrintedPage, options: WpsOptions): RawPage[] {
  const canvas: Canvas = { pages: [[]], y: TOP };
  for (const line of page.title) writeLine(canvas, options, line, 18);
  for (const section of page.sections) {
    writeLine(canvas, options, section.heading, 12);
    for (const paragraph of section.paragraphs) writeParagraph(canvas, options, paragraph);
    for (const table of section.tables) drawTable(canvas, options, table);
  }
  return canvas.pages.map((content, index) => ({
    width: WIDTH,
    height: options.pageHeight,
    content: [
      ...content,
      ...(options.pageNumbers
        ? [text(`- ${index + 1} -`, WIDTH / 2 - 10, options.pageHeight - 30, SIZE, options)]
        : []),
    ].join("\n"),
  }));
}

const put = (canvas: Canvas, operators: string): void => {
  canvas.pages.at(-1)?.push(operators);
};

function writeLine(canvas: Canvas, options: WpsOptions, line: string, size: number): void {
  if (canvas.y + size * 2 > options.pageHeight - FOOT) breakPage(canvas);
  put(canvas, text(line, LEFT, canvas.y, size, options));
  canvas.y += size * 2;
}

function writeParagraph(canvas: Canvas, options: WpsOptions, paragraph: string): void {
  for (const line of wrap(`　　${paragraph}`, RIGHT - LEFT)) {
    if (canvas.y + LEADING > options.pageHeight - FOOT) breakPage(canvas);
    put(canvas, text(line, LEFT, canvas.y, SIZE, options));
    canvas.y += LEADING;
  }
}

function breakPage(canvas: Canvas): void {
  canvas.pages.push([]);
  canvas.y = TOP;
}

/** Glyph by glyph, as WPS writes; y is the top of the line, counted down. */
function text(line: string, x: number, y: number, size: number, options: WpsOptions): string {
  let at = x;
  const shown = [...line].map((character) => {
    const operators = `1 0 0 1 ${at.toFixed(2)} ${(options.pageHeight - y - size * 0.88).toFixed(2)} Tm <${toCodes(character)}> Tj`;
    at += widthOf(character) * size;
    return operators;
  });
  return `BT /F1 ${size} Tf ${shown.join(" ")} ET`;
}

/** Digits are not parted, as in every setting of Chinese. */
function wrap(line: string, width: number): string[] {
  const lines = [""];
  for (const word of line.match(/[0-9.]+|[^\n]/gu) ?? []) {
    const current = lines.at(-1) ?? "";
    if (widthOf(current + word) * SIZE > width && current !== "") lines.push(word);
    else lines[lines.length - 1] = current + word;
  }
  return lines;
}

function columnsOf(table: PrintedTable, width: number): number[] {
  const labels = table.id === "requests" ? [46, 62, 160] : [width > 8 ? 0 : 120];
  const used = labels.filter((label) => label > 0);
  const rest = (RIGHT - LEFT - used.reduce((sum, label) => sum + label, 0)) / (width - used.length);
  return [...used, ...Array.from({ length: width - used.length }, () => rest)];
}

/** Draws the rows that fit, breaks the page, and goes on; cells that reach over the break go on empty. */
function drawTable(canvas: Canvas, options: WpsOptions, table: PrintedTable): void {
  const grid = spreadOut(table);
  const widths = columnsOf(table, Math.max(...grid.map((row) => row.length)));
  const edges = addUp(LEFT, widths);
  const heights = grid.map((row) => heightOf(row, edges, options));
  let start = 0;
  while (start < grid.length) {
    let end = start;
    let height = 0;
    const room = options.pageHeight - FOOT - canvas.y;
    while (end < grid.length && height + (heights[end] ?? 0) <= room) {
      height += heights[end] ?? 0;
      end += 1;
    }
    if (end === start) {
      breakPage(canvas);
      continue;
    }
    drawRows(canvas, options, { grid, edges, heights, start, end });
    start = end;
    if (start < grid.length) breakPage(canvas);
  }
  canvas.y += LEADING;
}

/** Where each of several lengths begins, and where the last ends. */
function addUp(start: number, lengths: readonly number[]): number[] {
  const places = [start];
  for (const length of lengths) places.push((places.at(-1) ?? start) + length);
  return places;
}

function heightOf(row: readonly Place[], edges: readonly number[], options: WpsOptions): number {
  const lines = row.flatMap((place, column) =>
    place.kind === "own" && place.cell.rowSpan === 1
      ? [linesOf(place.cell, edges, column, options).length]
      : [1],
  );
  return Math.max(...lines) * LEADING + 2 * PADDING;
}

function linesOf(
  cell: PrintedCell,
  edges: readonly number[],
  column: number,
  options: WpsOptions,
): string[] {
  if (options.verticalLabels && cell.kind === "caption" && cell.rowSpan > 3) return [...cell.text];
  const width = (edges[column + cell.columnSpan] ?? 0) - (edges[column] ?? 0) - 2 * PADDING;
  return cell.text.split("\n").flatMap((line) => wrap(line, width));
}

interface Part {
  readonly grid: readonly (readonly Place[])[];
  readonly edges: readonly number[];
  readonly heights: readonly number[];
  readonly start: number;
  readonly end: number;
}

function drawRows(canvas: Canvas, options: WpsOptions, part: Part): void {
  const { grid, edges, heights, start, end } = part;
  const tops = addUp(canvas.y, heights.slice(start, end));
  for (let row = start; row < end; row += 1) {
    const run: { x: number; digits: string }[] = [];
    grid[row]?.forEach((place, column) => {
      const cell = cellAt(part, row, column, place);
      if (cell === undefined) return;
      const top = tops[row - start] ?? 0;
      const bottom = tops[Math.min(end, row + cell.rowSpan) - start] ?? top;
      const [left, right] = [edges[column] ?? 0, edges[column + cell.columnSpan] ?? 0];
      put(canvas, frame(left, top, right, bottom, options));
      const lines = linesOf(cell, edges, column, options);
      if (options.runs && cell.kind === "figure") {
        run.push({ x: (left + right) / 2 - (widthOf(cell.text) * SIZE) / 2, digits: cell.text });
        return;
      }
      const first = top + (bottom - top - lines.length * LEADING) / 2;
      lines.forEach((line, index) => {
        const x = (left + right) / 2 - (widthOf(line) * SIZE) / 2;
        put(canvas, text(line, x, Math.max(top, first) + index * LEADING, SIZE, options));
      });
    });
    const middle = ((tops[row - start] ?? 0) + (tops[row + 1 - start] ?? 0) - LEADING) / 2;
    put(canvas, runText(run, middle, options));
  }
  canvas.y = tops.at(-1) ?? canvas.y;
}

/** The cell to draw at a place: its own, or below a page break the empty rest of one that reaches over it. */
function cellAt(part: Part, row: number, column: number, place: Place): PrintedCell | undefined {
  if (place.kind === "own") return place.cell;
  if (place.kind === "beside" || !place.edge || row !== part.start) return undefined;
  const own = (down: number): Place | undefined => part.grid[row - down]?.[column];
  let up = 1;
  while (own(up)?.kind === "below") up += 1;
  const above = own(up);
  if (above?.kind !== "own") return undefined;
  return { ...above.cell, text: "", rowSpan: above.cell.rowSpan - up };
}

/** One Tj array for the figures of a row; the shifts between them are in thousandths of the size. */
function runText(
  run: readonly { readonly x: number; readonly digits: string }[],
  y: number,
  { pageHeight }: WpsOptions,
): string {
  const printed = run.filter(({ digits }) => digits !== "");
  const [first] = printed;
  if (first === undefined) return "";
  let at = first.x;
  const shown = printed.map(({ x, digits }) => {
    const shift = ((at - x) / SIZE) * 1000;
    at = x + widthOf(digits) * SIZE;
    return `${shift.toFixed(1)} <${toCodes(digits)}>`;
  });
  const baseline = pageHeight - y - SIZE * 0.88;
  return `BT /F1 ${SIZE} Tf 1 0 0 1 ${first.x.toFixed(2)} ${baseline.toFixed(2)} Tm [${shown.join(" ")}] TJ ET`;
}

/** Four strokes of half a point. */
function frame(
  left: number,
  top: number,
  right: number,
  bottom: number,
  { pageHeight }: WpsOptions,
): string {
  const [upper, lower] = [pageHeight - top, pageHeight - bottom];
  const line = (x0: number, y0: number, x1: number, y1: number): string =>
    `${x0.toFixed(2)} ${y0.toFixed(2)} m ${x1.toFixed(2)} ${y1.toFixed(2)} l S`;
  return `0.5 w ${line(left, upper, right, upper)} ${line(left, lower, right, lower)} ${line(left, upper, left, lower)} ${line(right, upper, right, lower)}`;
}
