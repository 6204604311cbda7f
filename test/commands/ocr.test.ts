import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../src/crawl/browser.ts";
import { openPrinter } from "../decode/pdf/chromium-print.ts";
import { type ScannedPage, scanPages, toScannedPdf } from "../decode/scan/scanner.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { makeWorkplace } from "./workplace.ts";

const hasBrowser = (await findBrowser()).kind === "found";
const DPI = 200;
/** Of 200. */
const MIN_CELLS = 194;

describe.skipIf(!hasBrowser)("a report in pictures (skipped where there is no browser)", () => {
  let browser: Browser | undefined;
  let sample: SampleReport;
  let scans: ScannedPage[];

  beforeAll(async () => {
    browser = await openPrinter();
    if (browser === undefined) throw new Error("the browser is gone");
    sample = sampleReport(5, { spread: "sparse" });
    const html = new TextDecoder().decode(printHtml(printPage(sample), {}).bytes);
    scans = await scanPages(browser, html, DPI);
  });
  afterAll(() => browser?.close());

  test("is a report without numbers until it is read with --ocr; then that stays", async () => {
    const place = makeWorkplace();
    place.write(`${sample.title}.pdf`, await toScannedPdf(scans, 80));
    const values = (sql: string) => JSON.stringify(place.rows(sql));
    const codes = () => values("select distinct code from findings");
    const cells = () => values("select table_name, row_name, column_name, value from cells");

    const plain = await place.run("ingest", `${sample.title}.pdf`);
    expect(plain).toMatchObject({ code: 0 });
    expect(plain.stdout).toContain("1 in pictures, which nianbao reparse --ocr reads");
    expect(codes()).toContain("document_is_image");

    const seen = await place.run("reparse", "--ocr", "--json");
    expect(JSON.parse(seen.stdout)).toMatchObject({ new_versions: 1, in_pictures: 0, failed: 0 });
    expect(codes()).toContain("read_by_ocr");
    const read = place.rows(`select count(value) >= ${MIN_CELLS} as enough from cells`);
    expect(read).toEqual([{ enough: 1 }]);
    const before = cells();

    const again = await place.run("reparse");
    expect(again).toMatchObject({ code: 0 });
    expect(cells()).toBe(before);
    expect(codes()).toContain("read_by_ocr");
  }, 180_000);

  test("of a page are archived from beside it, and read with it", async () => {
    const place = makeWorkplace();
    const images = scans.map((_, index) => `<p><img src="pages/${index + 1}.png"></p>`).join("");
    place.write(
      "in/report.html",
      `<title>${sample.title}</title><div><h1>${sample.title}</h1>${images}</div>`,
    );
    scans.forEach(({ png }, index) => {
      place.write(`in/pages/${index + 1}.png`, png);
    });
    const ended = await place.run("ingest", "--ocr", "--json", "in");
    expect(JSON.parse(ended.stdout)).toMatchObject({ asked: 1, new_reports: 1, in_pictures: 0 });
    expect(place.rows("select count(*) as n from documents")).toEqual([{ n: 1 + scans.length }]);
    const pointed = place.rows(
      "select count(*) >= 190 as enough from cells where locator like '{\"picture\":%'",
    );
    expect(pointed).toEqual([{ enough: 1 }]);
  }, 180_000);
});
