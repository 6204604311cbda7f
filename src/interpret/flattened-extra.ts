import type { TableCell } from "../model/transcript.ts";
import { isFigureLike } from "./figures.ts";
import type { Line, TextLine } from "./flow.ts";
import type { TableEdges } from "./table-edges.ts";

/** Text between the rows of a table: a remark, or a row that came without its table. */
export type LooseText =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "row";
      readonly line: number;
      readonly block: number;
      readonly cells: readonly TableCell[];
    };

/** "| 其他主动公开文件 | 613 | 619 |" */
const BARS = /[|｜]/;
/** "其他主动公开文件 613 619 631": a label, then figures between blanks */
const SPACED = /^(\S.*?\D)((?:\s+[+-]?[\d０-９][\d０-９,.]*){2,16})$/;
const BLANKS = /\s+/;
/** What is longer is a remark that ends in numbers. */
const MAX_LABEL_CHARACTERS = 60;
/** One figure alone may be a page number, and the line above it a footer. */
const MIN_FIGURES = 2;

/** The lines of text inside a table that are no labels of it, cells of one row put together again. */
export function listFlattenedRows(
  lines: readonly Line[],
  { first, last }: TableEdges,
  isLabel: (text: string) => boolean,
): LooseText[] {
  const found: LooseText[] = [];
  for (let at = first; at <= last; at += 1) {
    const line = lines[at];
    if (line?.kind !== "text" || line.text === "" || isLabel(line.text)) continue;
    const cells = splitText(line) ?? gatherCells(lines, at, last);
    if (cells === undefined) found.push({ kind: "text", text: line.text });
    else {
      found.push({ kind: "row", line: at, block: line.block, cells });
      if (cells[0]?.text === line.text) at += cells.length - 1;
    }
  }
  return found;
}

/** A row in one line, between bars or blanks. */
function splitText(line: TextLine): TableCell[] | undefined {
  if (line.text.length > MAX_LABEL_CHARACTERS * 2) return undefined;
  if (BARS.test(line.text)) {
    const texts = line.text.split(BARS).map((text) => text.trim());
    const isRow = texts.filter((text) => text !== "" && isFigureLike(text)).length >= MIN_FIGURES;
    return isRow ? toCells(line, trimEnds(texts)) : undefined;
  }
  const [, label = "", figures = ""] = SPACED.exec(line.text) ?? [];
  return label === "" ? undefined : toCells(line, [label.trim(), ...figures.trim().split(BLANKS)]);
}

/** Bars at the ends frame a row; they part no cells. */
function trimEnds(texts: readonly string[]): readonly string[] {
  return texts.slice(texts[0] === "" ? 1 : 0, texts.at(-1) === "" ? -1 : undefined);
}

/** A row with each cell in a line of its own: a label and the figures below it. */
function gatherCells(lines: readonly Line[], at: number, last: number): TableCell[] | undefined {
  const label = lines[at];
  if (label?.kind !== "text" || label.text.length > MAX_LABEL_CHARACTERS) return undefined;
  if (isFigureLike(label.text)) return undefined;
  const cells = toCells(label, [label.text]);
  for (let next = at + 1; next <= last; next += 1) {
    const line = lines[next];
    if (line?.kind !== "text" || !isFigureLike(line.text)) break;
    cells.push(...toCells(line, [line.text]));
  }
  return cells.length > MIN_FIGURES ? cells : undefined;
}

function toCells({ locator }: TextLine, texts: readonly string[]): TableCell[] {
  return texts.map((text) => ({ text, columnSpan: 1, rowSpan: 1, locator }));
}
