import type { Finding } from "../model/finding.ts";
import type { TableCell } from "../model/transcript.ts";
import * as doubts from "./doubts.ts";
import { isFigureLike } from "./figures.ts";
import type { Line } from "./flow.ts";
import { minRows, type Placement } from "./placement.ts";
import { carriesFigures, labelCellOf, type PrintedRow, tailOf } from "./printed-row.ts";
import { SURE, type TableIndex } from "./table-index.ts";
import { listSlots } from "./table-reading.ts";

/** A doubt for every line inside a recognised table whose print was neither used nor is known to carry no figures. */
export function listUnplaced(
  lines: readonly Line[],
  printedRows: readonly PrintedRow[],
  placement: Placement,
  index: TableIndex,
): Finding[] {
  const used = new Map(
    [...placement.placed, ...placement.loose].map((entry) => [entry.printed.line, entry]),
  );
  const unread = printedRows
    .filter(({ line }) => line >= placement.firstLine && line <= placement.lastLine)
    .flatMap((printed) => {
      const entry = used.get(printed.line);
      if (entry !== undefined && !("row" in entry)) return [];
      const rest = entry === undefined ? printed.cells : beforeLabel(printed, entry.row);
      const unknown = rest.filter((cell) => !isKnown(cell, index)).map((cell) => cell.text);
      const contradicted = entry === undefined ? listContradicted(printed, placement, index) : [];
      if (unknown.length === 0 && contradicted.length === 0) return [];
      const texts = unknown.length === 0 ? textsOf(printed) : unknown;
      return [doubts.unplaced(index.table.title, texts, contradicted)];
    });
  return [...unread, ...listRemarks(lines, placement, index)];
}

/** Text that stands between the rows of a table without being a cell of one: a remark, a page number. */
function listRemarks(lines: readonly Line[], placement: Placement, index: TableIndex): Finding[] {
  return lines
    .slice(placement.firstLine, placement.lastLine + 1)
    .flatMap((line) => (line.kind === "text" && !isLabel(line.text, index) ? [line.text] : []))
    .map((text) => doubts.unplaced(index.table.title, [text], []));
}

/** Cells of the row that an unused line is labelled as, if the line that was read prints other figures. */
function listContradicted(
  printed: PrintedRow,
  placement: Placement,
  index: TableIndex,
): readonly string[] {
  const row = printed.fits.findIndex((fit) => fit.similarity >= SURE);
  const formRow = index.table.rows[row];
  if (formRow === undefined || !carriesFigures(tailOf(printed, row), formRow.columns.length)) {
    return [];
  }
  const read = placement.placed.find((entry) => entry.row === row);
  const isSame = read !== undefined && figuresOf(read.printed, row) === figuresOf(printed, row);
  return isSame ? [] : listSlots(index.table, formRow).map((slot) => slot.address);
}

const figuresOf = (printed: PrintedRow, row: number): string =>
  tailOf(printed, row)
    .map((cell) => cell.text)
    .filter((text) => text !== "")
    .join("\t");

/** Cells left of a row's label: captions of the groups above, as a rule. */
function beforeLabel(printed: PrintedRow, row: number): readonly TableCell[] {
  const label = labelCellOf(printed, row);
  return printed.cells.slice(0, label === -1 ? printed.tailStart : label);
}

function isKnown(cell: TableCell, index: TableIndex): boolean {
  return cell.text === "" || isLabel(cell.text, index);
}

function isLabel(text: string, index: TableIndex): boolean {
  if (index.isCaption(text)) return true;
  if (isFigureLike(text)) return false;
  return index.rateRows(text).some((similarity) => similarity >= SURE);
}

/**
 * Doubts if rows of the table stand in the document a second time, outside what was read: one for a whole table printed
 * again, one for each row beside the table that prints other figures than the one that was read.
 */
export function findRepetition(
  printedRows: readonly PrintedRow[],
  placement: Placement,
  index: TableIndex,
): Finding[] {
  const { title } = index.table;
  const again = printedRows
    .filter(({ line }) => line < placement.firstLine || line > placement.lastLine)
    .filter((printed) => isRowOf(printed, index))
    .map((printed) => ({ printed, cells: listContradicted(printed, placement, index) }));
  if (again.length >= minRows(index)) {
    return [doubts.printedTwice(title, [...new Set(again.flatMap(({ cells }) => cells))])];
  }
  const blocks = new Set(placement.placed.map(({ printed }) => printed.block));
  return again
    .filter(({ printed, cells }) => cells.length > 0 && blocks.has(printed.block))
    .map(({ printed, cells }) => doubts.unplaced(title, textsOf(printed), cells));
}

function isRowOf(printed: PrintedRow, index: TableIndex): boolean {
  return printed.fits.some(
    (fit, row) =>
      fit.similarity >= SURE &&
      carriesFigures(tailOf(printed, row), index.table.rows[row]?.columns.length ?? 0),
  );
}

const textsOf = (printed: PrintedRow): string[] =>
  printed.cells.map((cell) => cell.text).filter((text) => text !== "");
