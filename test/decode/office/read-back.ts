import { expect } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import type { DocumentContext, Reading } from "../../../src/model/reading.ts";
import type { Report } from "../../../src/model/report.ts";
import { readDocument } from "../../../src/pipeline.ts";
import type { PrintedDocument } from "../../sample/print/page.ts";
import type { SampleReport } from "../../sample/report.ts";

type ReportReading = Extract<Reading, { kind: "report" }>;

/** What the whole pipeline makes of a document that is a report. */
export async function readReport(
  document: Pick<PrintedDocument, "bytes" | "contentType">,
): Promise<ReportReading> {
  const context: DocumentContext = {
    contentType: document.contentType,
    url: "http://www.example.gov.cn/nb.html",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
  };
  const { outcome } = await readDocument(document.bytes, context);
  if (outcome.kind !== "report") throw new Error(`no report: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Everything that a report prints, as it would stand beside what was read. */
export function expectWhole({ report, findings }: ReportReading, sample: SampleReport): void {
  expect(valuesOf(report)).toEqual(Object.fromEntries(sample.values));
  expect(report.title).toBe(sample.title);
  expect(report.year).toBe(sample.year);
  expect(report.template).toBe(sample.form.id);
  expect(report.sections.map(({ number, heading }) => ({ number, heading }))).toEqual(
    sample.sections.map(({ number, heading }) => ({ number, heading })),
  );
  for (const [index, { paragraphs }] of sample.sections.entries()) {
    expect(report.sections[index]?.text).toBe(paragraphs.join("\n"));
  }
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
}

const valuesOf = (report: Report): Record<string, number | null> =>
  Object.fromEntries(report.cells.map(({ address, value }) => [address, value]));

/** Addresses of cells whose number is wrong although nothing says so. */
export function listSilentlyWrong(
  { report, findings }: ReportReading,
  sample: SampleReport,
): string[] {
  const doubted = new Set(findings.filter(isDoubt).flatMap(({ cells }) => cells));
  return report.cells
    .filter(({ address, value }) => value !== null && value !== sample.values.get(address))
    .map(({ address }) => address)
    .filter((address) => !doubted.has(address));
}

const isDoubt = ({ severity }: Finding): boolean => severity !== "info";
