import type { CellDifference, DiffValue, ReportDifference } from "../store/diff.ts";
import type { DiffPrinter } from "./diff-run.ts";

/** One JSON object, its reports written one by one, a line each. */
export function jsonPrinter(): DiffPrinter {
  let isFirst = true;
  return {
    begin: ([a, b]) => `{"a":${JSON.stringify(a)},"b":${JSON.stringify(b)},"reports":[`,
    report: (difference) => {
      const separator = isFirst ? "\n" : ",\n";
      isFirst = false;
      return separator + JSON.stringify(toRecord(difference));
    },
    end: (sums) => `\n],"summary":${JSON.stringify(sums)}}\n`,
  };
}

function toRecord(difference: ReportDifference): object {
  const { change, cause, agency, divisionCode, year, fields, cells } = difference;
  return {
    change,
    cause,
    agency,
    division_code: divisionCode,
    year,
    old_document_sha256: difference.oldDocument,
    new_document_sha256: difference.newDocument,
    fields,
    cells: cells.map(toCellRecord),
  };
}

/** A cell with both values, in snake_case. */
export const toCellRecord = ({ cell, old, new: young, cause }: CellDifference) => ({
  cell,
  ...toValues("old", old),
  ...toValues("new", young),
  cause,
});

const toValues = (side: "old" | "new", { value, status, corrected }: DiffValue) => ({
  [`${side}_value`]: value,
  [`${side}_status`]: status,
  [`${side}_corrected`]: corrected,
});
