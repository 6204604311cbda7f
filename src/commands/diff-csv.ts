import { stringify } from "csv-stringify/sync";
import { FORMULA } from "../export/csv-file.ts";
import type { DiffValue, ReportDifference } from "../store/diff.ts";
import type { DiffPrinter } from "./diff-run.ts";

const COLUMNS = [
  "change",
  "cause",
  "agency",
  "division_code",
  "year",
  "cell",
  "old_value",
  "old_status",
  "old_corrected",
  "new_value",
  "new_status",
  "new_corrected",
  "old_document_sha256",
  "new_document_sha256",
];
/** Excel takes a file for UTF-8 only if it begins so. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A line for each changed cell or field, and one for each report added or gone; no field is a formula to a spreadsheet. */
export const csvPrinter = (): DiffPrinter => ({
  begin: () => BYTE_ORDER_MARK + toLines([COLUMNS]),
  report: (difference) => toLines(toRows(difference)),
  end: () => "",
});

type Field = string | number | null;

function toLines(rows: readonly (readonly Field[])[]): string {
  return stringify(
    [...rows].map((row) => [...row]),
    {
      record_delimiter: "windows",
      cast: { string: (text) => (FORMULA.test(text) ? `'${text}` : text) },
    },
  );
}

function toRows(difference: ReportDifference): Field[][] {
  const { change, cause, agency, divisionCode, year, fields, cells } = difference;
  const whose = [agency, divisionCode, year];
  const documents = [difference.oldDocument, difference.newDocument];
  const rows = [
    ...fields.map(({ field, old, new: young }) => [
      ...[change, cause, ...whose, field],
      ...[old, null, null, young, null, null, ...documents],
    ]),
    ...cells.map(({ cell, old, new: young, cause: why }) => [
      ...[change, why, ...whose, cell],
      ...[...toFields(old), ...toFields(young), ...documents],
    ]),
  ];
  if (rows.length > 0) return rows;
  return [[change, cause, ...whose, null, null, null, null, null, null, null, ...documents]];
}

const toFields = ({ value, status, corrected }: DiffValue): Field[] => [
  value,
  status,
  corrected ? 1 : 0,
];
