import { expect } from "vitest";
import type { Cell, Report } from "../../../src/model/report.ts";
import { readDocument } from "../../../src/pipeline.ts";
import type { SampleReport } from "../../sample/report.ts";

/** Reads a PDF as the command line would, and expects a report. */
export async function readReport(pdf: Uint8Array): Promise<Report> {
  const { outcome } = await readDocument(pdf, {
    contentType: "application/pdf",
    url: "http://www.qingshi.gov.cn/zfxxgk/nb.pdf",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
  });
  expect(outcome).toMatchObject({ kind: "report" });
  if (outcome.kind !== "report") throw new Error("no report");
  return outcome.report;
}

/** Expects every cell of the report as it was before it was printed; what differs is named with its reason. */
export function expectAllCells(report: Report, sample: SampleReport): void {
  const different = report.cells
    .filter(({ address, value }) => value !== sample.values.get(address))
    .map(({ address, status, raw }) => ({ address, status, raw, was: sample.values.get(address) }));
  expect(different).toEqual([]);
  expect(report.cells).toHaveLength(sample.values.size);
}

/** Cells with another number than was printed; null is none. */
export function listWrong(report: Report, sample: SampleReport): string[] {
  return report.cells
    .filter(({ address, value }) => value !== null && value !== sample.values.get(address))
    .map(({ address, value }) => `${address}: ${value}, printed ${sample.values.get(address)}`);
}

/** A word that another program found on a page, with its box in points from the upper left corner. */
export interface FoundWord {
  readonly page: number;
  readonly text: string;
  readonly box: readonly [number, number, number, number];
}

/** Cells in whose box no word stands that holds the digits read there. */
export function listMislocated(cells: readonly Cell[], words: readonly FoundWord[]): string[] {
  return cells
    .filter((cell) => cell.value !== null && !isLocated(cell, words))
    .map((cell) => `${cell.address} = ${cell.raw} at ${JSON.stringify(cell.locator)}`);
}

function isLocated({ raw, locator }: Cell, words: readonly FoundWord[]): boolean {
  if (locator === null || !("page" in locator)) return false;
  const [left, top, right, bottom] = locator.box;
  return words.some(({ page, text, box }) => {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const isInside = x >= left && x <= right && y >= top && y <= bottom;
    return page === locator.page && isInside && text === raw;
  });
}
