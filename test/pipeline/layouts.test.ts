import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form } from "../../src/model/form.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Spread } from "../sample/figures.ts";
import { type Layout, layouts, printAs } from "../sample/print/layouts.ts";
import type { PrintedDocument } from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { openHtml, openText } from "./printed-place.ts";
import { codesOf, type ReportReading, readPrinted, sourceOf } from "./read-printed.ts";

const spreads: readonly Spread[] = ["zeros", "sparse", "busy", "distinct"];
const forms: readonly Form[] = [form2021, form2019];
/** For each of 16 layouts, 4 spreads and 2 forms; the whole file stays within some seconds. */
const RUNS = 3;

describe.each(layouts)("$name reads back as it was printed:", (layout) => {
  test.each(forms.flatMap((form) => spreads.map((spread) => ({ id: form.id, form, spread }))))(
    "form of $id, $spread",
    ({ form, spread }) => {
      fc.assert(
        fc.property(fc.nat(), fc.boolean(), (seed, isSourceKnown) => {
          const sample = sampleReport(seed, { form, spread });
          expectReadBack(layout, sample, isSourceKnown ? "known source" : "unknown source");
        }),
        { numRuns: RUNS },
      );
    },
  );
});

function expectReadBack(
  layout: Layout,
  sample: SampleReport,
  source: "known source" | "unknown source",
): void {
  const document = printAs(layout, sample);
  const context = source === "known source" ? sourceOf(sample) : {};
  const reading = readPrinted(document, context);
  const { report } = reading;
  expect(report.template).toBe(sample.form.id);
  expect(report.year).toBe(sample.year);
  expect(report.title).toBe(sample.title);
  expect(report.agency.printed).toBe(sample.agency);
  expect(report.agency.name).toBe(sample.agency);
  expect(report.publishedOn).toBe(document.printsDate ? sample.publishedOn : null);
  expect(report.publishedFrom).toBe(document.printsDate ? "text" : null);
  expect(report.sections.map(({ number, text }) => ({ number, text }))).toEqual(
    sample.sections.map(({ number, paragraphs }) => ({ number, text: paragraphs.join("\n") })),
  );
  expect(report.sections.map(({ heading }) => heading)).toEqual(
    sample.sections.map(({ heading }) => heading),
  );
  expectCells(reading, sample, document);
  if (source === "known source") {
    expect(report.agency.divisionCode).toBe(sample.divisionCode);
    expect(codesOf(reading)).toEqual([]);
  } else {
    // No list of divisions knows an invented place.
    expect(report.agency.divisionCode).toBeNull();
    expect(codesOf(reading)).toEqual(["agency_unresolved"]);
  }
}

function expectCells(
  { report }: ReportReading,
  sample: SampleReport,
  document: PrintedDocument,
): void {
  const read = report.cells.map(({ address, value, status, raw }) => ({
    address,
    value,
    status,
    raw,
  }));
  const printed = [...sample.values].map(([address, value]) => ({
    address,
    value,
    status: "reported",
    raw: String(value),
  }));
  expect(read).toEqual(printed);
  const textAt = document.extension === ".html" ? openHtml(document.text) : openText(document.text);
  const elsewhere = report.cells.filter(
    ({ locator, raw }) => locator === null || textAt(locator) !== raw,
  );
  expect(elsewhere).toEqual([]);
}
