import type {
  CellDifference,
  DiffValue,
  FieldDifference,
  ReportDifference,
} from "../store/diff.ts";
import { color } from "./color.ts";
import type { DiffPrinter } from "./diff-run.ts";
import { toQuantity } from "./tally.ts";
import { shorten } from "./text-layout.ts";

/** The longest cell's name: requests.unprocessed_reconfirmation.other_organization */
const NAME_COLUMNS = 53;
const VALUE_COLUMNS = 10;
const TEXT_COLUMNS = 60;

const CAUSES = {
  document_changed: "the document changed",
  other_document: "another document was elected",
  parser_changed: "read otherwise by another parser",
  correction: "corrected by a person",
  not_there: "",
} as const;

/** Differences for people, within 80 columns. */
export const textPrinter = (): DiffPrinter => ({
  begin: () => "",
  report: describe,
  end: ({ added, gone, changed, cells, same }) =>
    `${toQuantity(added + gone + changed, "report")} ${added + gone + changed === 1 ? "differs" : "differ"}: ${added} added, ${gone} gone, ${changed} changed (${toQuantity(cells, "cell")}); ${same} the same\n`,
});

function describe(difference: ReportDifference): string {
  const { change, agency, year, divisionCode, cause, fields, cells } = difference;
  const division = divisionCode === null ? "" : ` (${divisionCode})`;
  const head = `${change.padEnd(7)}  ${color.bold(`${agency ?? "agency unknown"} ${year}`)}${division}`;
  const why = CAUSES[cause] === "" ? "" : `\n         ${CAUSES[cause]}`;
  const lines = [
    ...fields.map(describeFieldChange),
    ...cells.map((cell) => describeCell(cell, difference)),
  ];
  return `${[head + why, ...lines].join("\n")}\n\n`;
}

/** A field of a report: what it was above what it is. */
export function describeFieldChange({ field, old, new: young }: FieldDifference): string {
  const [was, is] = [old, young].map((text) => shorten(text ?? "none", TEXT_COLUMNS));
  return `  ${field}\n    - ${was}\n    + ${is}`;
}

function describeCell({ cell, old, new: young, cause }: CellDifference, whole: ReportDifference) {
  const line = describeCellChange({ cell, old, new: young, cause });
  return cause === whole.cause ? line : `${line}\n    ${CAUSES[cause]}`;
}

/** A cell in a line: what it was, and what it is. */
export function describeCellChange({ cell, old, new: young }: CellDifference): string {
  return `  ${cell.padEnd(NAME_COLUMNS)} ${say(old).padStart(VALUE_COLUMNS)} → ${say(young)}`;
}

const say = ({ value, status }: DiffValue): string => (value === null ? status : String(value));
