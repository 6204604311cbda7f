import type { Finding } from "../model/finding.ts";
import type { TableCell } from "../model/transcript.ts";
import * as doubts from "./doubts.ts";
import type { WiderRow } from "./extra-columns.ts";
import { type PrintedExtra, readExtra } from "./extra-figure.ts";
import { findHeader, findUnknownRow, readUnknownRow, type Surroundings } from "./extra-rows.ts";
import { isFigureLike } from "./figures.ts";
import { listFlattenedRows } from "./flattened-extra.ts";
import { layOut } from "./grid.ts";
import { minRows, type PlacedRow, type Placement } from "./placement.ts";
import { carriesFigures, labelCellOf, type PrintedRow, tailOf } from "./printed-row.ts";
import type { TableEdges } from "./table-edges.ts";
import { SURE, type TableIndex } from "./table-index.ts";
import { listSlots } from "./table-reading.ts";

/** What a recognised table prints that no cell of the form stands for: kept where it is a figure, and named in any case. */
export interface Leftovers {
  readonly extras: readonly PrintedExtra[];
  readonly findings: readonly Finding[];
}

/** A table with the lines that were read of it. */
export interface ReadTable {
  readonly printedRows: readonly PrintedRow[];
  readonly placement: Placement;
  readonly edges: TableEdges;
  /** Rows with columns that the form has not, by their line. */
  readonly wider: ReadonlyMap<number, WiderRow>;
  readonly around: Surroundings;
}

/** Everything inside a recognised table whose print was neither used nor is known to carry no figures. */
export function listUnplaced(table: ReadTable): Leftovers {
  const { printedRows, placement, edges, around } = table;
  const placed = new Map(placement.placed.map((entry) => [entry.printed.line, entry]));
  const loose = new Set(placement.loose.map(({ printed }) => printed.line));
  const unread = printedRows
    .filter(({ line }) => line >= edges.first && line <= edges.last)
    .filter(({ line }) => !placed.has(line) && !loose.has(line))
    .map((printed) => readUnread(printed, placement, around));
  const remarks = listRemarks(table);
  const added = listAdded([...placed.values()], table);
  const parts = [...unread, remarks, added];
  return {
    extras: parts.flatMap(({ extras }) => extras).sort((one, other) => one.line - other.line),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

const NOTHING: Leftovers = { extras: [], findings: [] };

/** A line that is no row of the form: kept if it prints figures under a label of its own. */
function readUnread(printed: PrintedRow, placement: Placement, around: Surroundings): Leftovers {
  const { index } = around;
  const unknown = printed.cells.filter((cell) => !isKnown(cell, index));
  const contradicted = listContradicted(printed, placement, index);
  if (unknown.length === 0 && contradicted.length === 0) return NOTHING;
  const isRow = printed.likeness >= SURE;
  const row = isRow ? undefined : findUnknownRow(printed.cells, printed);
  if (row !== undefined) {
    const extras = readUnknownRow(row, around);
    return { extras, findings: [doubts.keptRow(index.table.title, textsOf(printed))] };
  }
  const texts = unknown.length === 0 ? textsOf(printed) : unknown.map((cell) => cell.text);
  return { extras: [], findings: [doubts.unplaced(index.table.title, texts, contradicted)] };
}

/** What stands between the rows of a table without being a cell of one: a row that lost its table, a remark, a page number. */
function listRemarks({ edges, around }: ReadTable): Leftovers {
  const { lines, index } = around;
  const { title } = index.table;
  const parts = listFlattenedRows(lines, edges, (text) => isLabel(text, index)).map((part) => {
    if (part.kind === "text") {
      return { extras: [], findings: [doubts.unplaced(title, [part.text], [])] };
    }
    const { block, cells } = part;
    const row = findUnknownRow(cells, { line: part.line, block });
    const texts = cells.map((cell) => cell.text);
    if (row === undefined) return { extras: [], findings: [doubts.unplaced(title, texts, [])] };
    const grid = layOut([{ kind: "row", cells, block }], 0, 0);
    const extras = readUnknownRow(row, { ...around, grid });
    return { extras, findings: [doubts.keptRow(title, texts)] };
  });
  return {
    extras: parts.flatMap(({ extras }) => extras),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

interface AddedCell {
  readonly entry: PlacedRow;
  readonly cell: TableCell;
  readonly header: string | null;
}

/** Cells of the form's own rows in columns that the form has not. */
function listAdded(placed: readonly PlacedRow[], { wider, around }: ReadTable): Leftovers {
  const { index } = around;
  const left = placed.flatMap((entry) =>
    beforeLabel(entry.printed, entry.row)
      .filter((cell) => !isKnown(cell, index))
      .map((cell) => ({ entry, cell, header: findTopHeader(cell, around) })),
  );
  const right = placed.flatMap((entry) =>
    (wider.get(entry.printed.line)?.added ?? []).map((each) => ({ entry, ...each })),
  );
  const cells = [...left, ...right];
  const parts = [...new Set(cells.map(({ header }) => header))].map((header) =>
    readAddedColumn(
      header,
      cells.filter((cell) => cell.header === header),
      around,
    ),
  );
  return {
    extras: parts.flatMap(({ extras }) => extras),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** Figures are kept; what is text is a remark; a column without a print is none. */
function readAddedColumn(
  header: string | null,
  cells: readonly AddedCell[],
  { index }: Surroundings,
): Leftovers {
  const { table } = index;
  const remarks = cells.filter(({ cell }) => !isFigureLike(cell.text));
  const figures = cells.filter(({ cell }) => isFigureLike(cell.text));
  const findings = remarks.map(({ cell }) => doubts.unplaced(table.title, [cell.text], []));
  const printed = figures.flatMap(({ cell }) => (cell.text === "" ? [] : [cell.text]));
  if (printed.length === 0) return { extras: [], findings };
  const extras = figures.map(({ entry, cell }) =>
    readExtra(cell, {
      table: table.id,
      row: table.rows[entry.row]?.label ?? "",
      column: header,
      line: entry.printed.line,
    }),
  );
  return { extras, findings: [...findings, doubts.keptColumn(table.title, header, printed)] };
}

/** The header above the first row that was read. */
function findTopHeader(cell: TableCell, around: Surroundings): string | null {
  const { lines, firstLine, read, grid } = around;
  const column = grid.columns.get(cell);
  const headers = lines
    .slice(firstLine, read[0]?.line ?? firstLine)
    .flatMap((line) => (line.kind === "row" ? [line.cells] : []))
    .reverse();
  return column === undefined ? null : findHeader(column, headers, around);
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

/** Whether a row of the table is printed beside those that were read: then it depends on its figures what is to be said. */
export function hasOtherRows(
  printedRows: readonly PrintedRow[],
  { placed }: Placement,
  index: TableIndex,
): boolean {
  const read = new Set(placed.map(({ printed }) => printed.line));
  return printedRows.some((printed) => !read.has(printed.line) && isRowOf(printed, index));
}

function isRowOf(printed: PrintedRow, index: TableIndex): boolean {
  if (printed.likeness < SURE) return false;
  return printed.fits.some(
    (fit, row) =>
      fit.similarity >= SURE &&
      carriesFigures(tailOf(printed, row), index.table.rows[row]?.columns.length ?? 0),
  );
}

const textsOf = (printed: PrintedRow): string[] =>
  printed.cells.map((cell) => cell.text).filter((text) => text !== "");
