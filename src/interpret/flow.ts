import type { Locator } from "../model/locator.ts";
import type { Block, TableCell, Transcript } from "../model/transcript.ts";

/** A document as one stream of lines: where a table begins and ends is the printer's choice, not the form's. */
export type Line = TextLine | RowLine;

export interface TextLine {
  readonly kind: "text";
  readonly text: string;
  readonly level: number | undefined;
  readonly locator: Locator;
  /** Index of the block it came from. */
  readonly block: number;
}

export interface RowLine {
  readonly kind: "row";
  readonly cells: readonly TableCell[];
  readonly block: number;
}

/** A cell longer than this is prose set in a table: no label or figure of the forms is half as long. */
const MAX_CELL_CHARACTERS = 200;

/** "332 369 680 880" */
const FIGURES = /^\d[\d,.]*(?: +\d[\d,.]*)+$/;
const BLANKS = / +/;

/** [bookmark: _GoBack], [footnoteRef:1], [image: 图片1.png], left in the text by converters of Word files */
const RESIDUE = /\[(?:bookmark|footnoteRef|image): ?[^\]\n]{0,80}\]/g;

const withoutResidue = (text: string): string =>
  text.includes("[") ? text.replace(RESIDUE, "").trim() : text;

/** Flattens blocks to lines. A row with one cell of text in it is a line of text that a table happens to hold. */
export function toLines(transcript: Transcript): Line[] {
  const lines: Line[] = [];
  for (const [index, block] of transcript.blocks.entries()) addLines(lines, block, index);
  return lines;
}

function addLines(lines: Line[], block: Block, index: number): void {
  if (block.kind === "picture") return;
  if (block.kind === "paragraph") {
    const { level, locator } = block;
    const text = withoutResidue(block.text);
    if (text !== "") lines.push({ kind: "text", text, level, locator, block: index });
    return;
  }
  for (const { cells } of block.rows) {
    const clean = cells.some(hasResidue) ? cells.map(toCleanCell) : cells;
    for (const line of rowToLines(clean, index)) lines.push(line);
  }
}

const hasResidue = ({ text }: TableCell): boolean => text.includes("[");

function toCleanCell(cell: TableCell): TableCell {
  return hasResidue(cell) ? { ...cell, text: withoutResidue(cell.text) } : cell;
}

function rowToLines(cells: readonly TableCell[], block: number): Line[] {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined && only.text !== "") return textLines(only, block);
  if (cells.some((cell) => cell.text.length > MAX_CELL_CHARACTERS)) {
    return cells.filter((cell) => cell.text !== "").flatMap((cell) => textLines(cell, block));
  }
  const isSpanned = cells.some((cell) => cell.columnSpan > 1);
  return [{ kind: "row", cells: isSpanned ? cells.flatMap(partFigures) : cells, block }];
}

/** A cell over several columns with one figure for each of them, parted by blanks, is so many cells. */
function partFigures(cell: TableCell): readonly TableCell[] {
  if (cell.columnSpan === 1 || !FIGURES.test(cell.text)) return [cell];
  const figures = cell.text.split(BLANKS);
  if (figures.length !== cell.columnSpan) return [cell];
  return figures.map((text) => ({ ...cell, text, columnSpan: 1 }));
}

function textLines(cell: TableCell, block: number): Line[] {
  return cell.text
    .split("\n")
    .map((text) => ({ kind: "text", text, level: undefined, locator: cell.locator, block }));
}
