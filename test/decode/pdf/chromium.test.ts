import fc from "fast-check";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../../src/crawl/browser.ts";
import { sampleReports } from "../../sample/arbitrary.ts";
import { htmlLayouts, printAs } from "../../sample/print/layouts.ts";
import { sampleReport } from "../../sample/report.ts";
import { openPrinter, papers, printPdf } from "./chromium-print.ts";
import { findWords, hasPdftotext } from "./found-words.ts";
import { expectAllCells, listMislocated, readReport } from "./reading.ts";

const hasBrowser = (await findBrowser()).kind === "found";
/** Of layouts that differ in encoding only, one; a PDF has no other. */
const layouts = htmlLayouts.filter(({ name }) => !/gb18030|big5/.test(name));

describe.skipIf(!hasBrowser)("PDFs printed by a browser (skipped where there is none)", () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await openPrinter();
  });
  afterAll(async () => {
    await browser?.close();
  });
  const print = (html: string, paper: number): Promise<Uint8Array> => {
    const chosen = papers[paper % papers.length];
    if (browser === undefined || chosen === undefined) throw new Error("no browser");
    return printPdf(browser, html, chosen);
  };

  test.for(layouts.map((layout, index) => ({ name: layout.name, layout, index })))(
    "$name: every cell, title, year and section as before printing",
    { timeout: 60_000 },
    async ({ layout, index }) => {
      const sample = sampleReport(500 + index, { spread: "distinct" });
      // Its layout tables are 1,000 pixels wide, which only paper across can hold.
      const paper = layout.name === "html-nested-tables" ? 1 : index;
      const pdf = await print(printAs(layout, sample).text, paper);
      const report = await readReport(pdf);
      expectAllCells(report, sample);
      expect(report.title).toBe(sample.title);
      expect(report.year).toBe(sample.year);
      expect(report.publishedOn).toBe(sample.publishedOn);
      expect(report.sections.map(({ text }) => text.replace(/\s/g, ""))).toEqual(
        sample.sections.map(({ paragraphs }) => paragraphs.join("").replace(/\s/g, "")),
      );
    },
  );

  test("any consistent report on any paper reads as it was, and its boxes hold its digits", async () => {
    const clean = htmlLayouts[0];
    if (clean === undefined) throw new Error("no layout");
    await fc.assert(
      fc.asyncProperty(sampleReports(), fc.nat(papers.length - 1), async (sample, paper) => {
        const pdf = await print(printAs(clean, sample).text, paper);
        const report = await readReport(pdf);
        expectAllCells(report, sample);
        if (hasPdftotext) expect(listMislocated(report.cells, findWords(pdf))).toEqual([]);
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
