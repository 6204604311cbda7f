import type { FormColumn } from "../model/form.ts";
import type { ExtraCell } from "../model/report.ts";
import type { TableCell } from "../model/transcript.ts";
import { type Figure, readFigure } from "./figures.ts";

/** An extra cell whose place among the others is not known before all tables are read. */
export interface PrintedExtra extends Omit<ExtraCell, "ordinal"> {
  /** The document's line that prints it. */
  readonly line: number;
}

/** Nothing is known of what such a figure counts, so no unit is its own and either sign may be meant. */
const ANY_NUMBER: FormColumn = { id: "", label: "", unit: "", type: "decimal" };
const ANY_CHANGE: FormColumn = { ...ANY_NUMBER, type: "signed_integer" };

export function readExtra(
  cell: TableCell,
  place: Pick<PrintedExtra, "table" | "row" | "column" | "line">,
): PrintedExtra {
  const { value, status } = readAnyFigure(cell.text);
  return { ...place, value, status, raw: cell.text, locator: cell.locator };
}

function readAnyFigure(text: string): Figure {
  const number = readFigure(text, ANY_NUMBER);
  return number.status === "unreadable" ? readFigure(text, ANY_CHANGE) : number;
}
