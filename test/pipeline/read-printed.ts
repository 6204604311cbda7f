import type { Finding } from "../../src/model/finding.ts";
import type { DocumentContext } from "../../src/model/reading.ts";
import type { Cell, Report } from "../../src/model/report.ts";
import type { PrintedDocument } from "../sample/print/page.ts";
import type { SampleReport } from "../sample/report.ts";
import { readNow } from "./read-now.ts";

export interface ReportReading {
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/** Reads a printed document as one that came from an address which says nothing about it. */
export function readPrinted(
  document: Pick<PrintedDocument, "bytes" | "contentType">,
  context: Partial<DocumentContext> = {},
): ReportReading {
  const { outcome } = readNow(document.bytes, {
    contentType: document.contentType,
    url: "http://127.0.0.1/report",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
    ...context,
  });
  if (outcome.kind !== "report") {
    throw new Error(`expected a report, met: ${outcome.kind}, ${outcome.reason}`);
  }
  return outcome;
}

/** What a source entry for the sample's agency would say. */
export function sourceOf(sample: SampleReport): Partial<DocumentContext> {
  return { agency: sample.agency, divisionCode: sample.divisionCode };
}

/**
 * Cells that differ from what was printed and are named by no finding: the worst thing this project can do. A cell is
 * also accounted for where its whole table is absent and reported as missing.
 */
export function listSilentDifferences(
  { report, findings }: ReportReading,
  expected: ReadonlyMap<string, number>,
): string[] {
  const named = new Set(findings.flatMap((finding) => finding.cells));
  const isMissing = findings.some((finding) => finding.code === "table_missing");
  const cells = new Map(report.cells.map((cell) => [cell.address, cell]));
  return [...expected].flatMap(([address, value]) => {
    const cell = cells.get(address);
    const isSame = cell?.value === value && cell.status === "reported";
    if (isSame || named.has(address)) return [];
    const isAbsent = cell === undefined || cell.status === "absent";
    if (isAbsent && isMissing && isTableAbsent(report.cells, address)) return [];
    return [`${address}: printed ${value}, read ${describe(cell)}`];
  });
}

function isTableAbsent(cells: readonly Cell[], address: string): boolean {
  const table = address.split(".")[0];
  return cells
    .filter((cell) => cell.address.startsWith(`${table}.`))
    .every((cell) => cell.status === "absent");
}

export const describe = (cell: Cell | undefined): string =>
  cell === undefined ? "nothing" : `${cell.value} (${cell.status}, "${cell.raw}")`;

export const codesOf = (reading: ReportReading): string[] => [
  ...new Set(reading.findings.map((finding) => finding.code)),
];
