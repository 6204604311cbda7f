import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Report } from "../../src/model/report.ts";
import { sampleReports } from "../sample/arbitrary.ts";
import { flattenedLayouts, type Layout, printAs } from "../sample/print/layouts.ts";
import { type PrintedDocument, type PrintedPage, printPage } from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { readNow } from "./read-now.ts";

const RUNS = 8;

function read(document: PrintedDocument, report: SampleReport) {
  const { outcome } = readNow(document.bytes, {
    contentType: document.contentType,
    url: "http://www.example.gov.cn/nb/1.html",
    agency: report.agency,
    divisionCode: report.divisionCode,
    linkText: undefined,
  });
  if (outcome.kind !== "report") throw new Error(`expected a report, met ${outcome.reason}`);
  return outcome;
}

const valuesOf = (report: Report) =>
  new Map(report.cells.map((cell) => [cell.address, cell.value]));

describe.each(flattenedLayouts)("tables lost as in $name", (layout) => {
  test.each([form2021, form2019])("read back equal on the form of $id", (form) => {
    fc.assert(
      fc.property(sampleReports({ form }), (sample) => {
        const { report, findings } = read(printAs(layout, sample), sample);
        expect(valuesOf(report)).toEqual(new Map(sample.values));
        expect(report.sections.map((section) => section.text)).toEqual(
          sample.sections.map((section) => section.paragraphs.join("\n")),
        );
        expect(findings).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(["distinct", "zeros"] as const)("never lose a cell in silence (%s)", (spread) => {
    const sample = sampleReport(31, { spread });
    const page = layout.arrange(printPage(sample));
    const cells = page.sections.flatMap((s) => s.tables.flatMap((t) => t.rows.flat())).length;
    fc.assert(
      fc.property(fc.nat(cells - 1), (lost) => {
        expect(listSilent(layout, withoutCell(page, lost), sample)).toEqual([]);
      }),
      { numRuns: 4 * RUNS },
    );
  });
});

/** Cells that read otherwise than they were printed, although no finding names them. */
function listSilent(layout: Layout, page: PrintedPage, sample: SampleReport): string[] {
  const { report, findings } = read(layout.print(page), sample);
  const named = new Set(findings.flatMap((finding) => finding.cells));
  const isTableMissing = findings.some((finding) => finding.code === "table_missing");
  const values = valuesOf(report);
  return [...sample.values].flatMap(([address, printed]) => {
    const value = values.get(address) ?? null;
    const isKnown = value === printed || named.has(address) || (isTableMissing && value === null);
    return isKnown ? [] : [`${address}: printed ${printed}, read ${value}`];
  });
}

function withoutCell(page: PrintedPage, lost: number): PrintedPage {
  let at = -1;
  const sections = page.sections.map((section) => ({
    ...section,
    tables: section.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) =>
        row.filter(() => {
          at += 1;
          return at !== lost;
        }),
      ),
    })),
  }));
  return { ...page, sections };
}
