import type { Finding } from "../model/finding.ts";
import type { TableCell } from "../model/transcript.ts";
import * as doubts from "./doubts.ts";
import { isFigureLike } from "./figures.ts";
import type { Line } from "./flow.ts";
import { minRows, type Placement } from "./placement.ts";
import { carriesFigures, labelCellOf, type PrintedRow, tailOf } from "./printed-row.ts";
import { SURE, type TableIndex } from "./table-index.ts";

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
  return printedRows
    .filter(({ line }) => line >= placement.firstLine && line <= placement.lastLine)
    .flatMap((printed) => {
      const entry = used.get(printed.line);
      const isPlaced = entry !== undefined && "row" in entry;
      const rest = isPlaced
        ? beforeLabel(printed, entry.row)
        : entry === undefined
          ? printed.cells
          : [];
      const unknown = rest.filter((cell) => !isKnown(cell, index));
      return unknown.length === 0 || lines[printed.line] === undefined
        ? []
        : [
            doubts.unplaced(
              index.table.title,
              unknown.map((cell) => cell.text),
            ),
          ];
    });
}

/** Cells left of a row's label: captions of the groups above, as a rule. */
function beforeLabel(printed: PrintedRow, row: number): readonly TableCell[] {
  const label = labelCellOf(printed, row);
  return printed.cells.slice(0, label === -1 ? printed.tailStart : label);
}

function isKnown(cell: TableCell, index: TableIndex): boolean {
  if (cell.text === "" || index.isCaption(cell.text)) return true;
  if (isFigureLike(cell.text)) return false;
  return index.rateRows(cell.text).some((similarity) => similarity >= SURE);
}

/** A doubt if the rows of the table stand in the document a second time, outside what was read. */
export function findRepetition(
  printedRows: readonly PrintedRow[],
  placement: Placement,
  index: TableIndex,
): Finding[] {
  const again = printedRows.filter(
    (printed) =>
      (printed.line < placement.firstLine || printed.line > placement.lastLine) &&
      printed.fits.some(
        (fit, row) =>
          fit.similarity >= SURE &&
          carriesFigures(tailOf(printed, row), index.table.rows[row]?.columns.length ?? 0),
      ),
  );
  return again.length >= minRows(index) ? [doubts.printedTwice(index.table.title)] : [];
}
