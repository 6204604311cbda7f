import type { ReadingDifference } from "../store/reading-preview.ts";
import { color } from "./color.ts";
import { toCellRecord } from "./diff-json.ts";
import { describeCellChange, describeFieldChange } from "./diff-text.ts";
import type { DocumentDone } from "./reparse-run.ts";

/** How many documents today's parser reads differently, by kind. */
export type DifferenceCounts = Record<ReadingDifference["change"], number> & { cells: number };

export const startDifferenceCounts = (): DifferenceCounts => ({
  new_report: 0,
  new_version: 0,
  withdrawn: 0,
  findings: 0,
  cells: 0,
});

export function countDifference(counts: DifferenceCounts, difference: ReadingDifference): void {
  counts[difference.change] += 1;
  counts.cells += difference.cells.length;
}

const WORDS = {
  new_report: "new",
  new_version: "changed",
  withdrawn: "no longer a report",
  findings: "other findings",
} as const;

/** For people: whose report, and each cell with what it was and is. */
export function describeDifference(
  difference: ReadingDifference,
  { document }: DocumentDone,
): string {
  const { change, agency, year, fields, cells } = difference;
  const head = `${WORDS[change]}  ${color.bold(`${agency ?? "agency unknown"} ${year}`)}\n  ${document.context.url}`;
  return `${[head, ...fields.map(describeFieldChange), ...cells.map(describeCellChange)].join("\n")}\n\n`;
}

/** For scripts. */
export function toDifferenceRecord(
  difference: ReadingDifference,
  { document }: DocumentDone,
): object {
  const { change, agency, divisionCode, year, fields, cells } = difference;
  return {
    change,
    agency,
    division_code: divisionCode,
    year,
    url: document.context.url,
    document_sha256: document.sha256,
    fields,
    cells: cells.map(toCellRecord),
  };
}
