import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser } from "playwright";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../../src/crawl/browser.ts";
import { decode } from "../../../src/decode/decode.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { form2019 } from "../../../src/model/forms/form-2019.ts";
import type { ReadingAids } from "../../../src/model/recogniser.ts";
import type { Report } from "../../../src/model/report.ts";
import { readDocument } from "../../../src/pipeline.ts";
import { createRecogniser, type OpenRecogniser } from "../../../src/recogniser.ts";
import { htmlLayouts, printAs } from "../../sample/print/layouts.ts";
import { type SampleReport, sampleReport } from "../../sample/report.ts";
import { packWord, paragraph } from "../office/word-package.ts";
import { openPrinter } from "../pdf/chromium-print.ts";
import { greyed, scanPages, sealed, skewed, toScannedPdf, type Wear } from "./scanner.ts";

const hasBrowser = (await findBrowser()).kind === "found";
const MIN_SHARE = 0.97;

interface ScanReading {
  readonly report: Report;
  readonly findings: readonly Finding[];
}

async function read(bytes: Uint8Array, aids: ReadingAids): Promise<ScanReading> {
  const { outcome } = await readDocument(
    bytes,
    {
      contentType: "",
      url: "http://www.qingshi.gov.cn/zfxxgk/nb",
      agency: undefined,
      divisionCode: undefined,
      linkText: undefined,
    },
    aids,
  );
  if (outcome.kind !== "report") throw new Error(`expected a report, met: ${outcome.reason}`);
  return outcome;
}

function expectNearlyAll({ report }: ScanReading, sample: SampleReport): void {
  const right = report.cells.filter(({ address, value }) => value === sample.values.get(address));
  expect(right.length / sample.values.size).toBeGreaterThanOrEqual(MIN_SHARE);
}

/** A number that is not the printed one, and that no error names. */
function expectNoneSilent({ report, findings }: ScanReading, sample: SampleReport): void {
  const doubted = new Set(
    findings.filter(({ severity }) => severity === "error").flatMap(({ cells }) => cells),
  );
  const silent = report.cells.filter(
    ({ address, value }) =>
      value !== null && value !== sample.values.get(address) && !doubted.has(address),
  );
  expect(silent).toEqual([]);
  const blanks = report.cells.filter(({ status }) => status === "blank");
  expect(blanks).toEqual([]);
}

describe.skipIf(!hasBrowser)("scans of printed reports (skipped where there is no browser)", () => {
  let browser: Browser | undefined;
  let recogniser: OpenRecogniser | undefined;
  beforeAll(async () => {
    browser = await openPrinter();
    recogniser = await createRecogniser();
  });
  afterAll(async () => {
    await recogniser?.close();
    await browser?.close();
  });

  const scan = async (
    sample: SampleReport,
    dpi: number,
    wears: readonly Wear[] = [],
  ): Promise<{ png: Uint8Array; dpi: number }[]> => {
    const layout = htmlLayouts[0];
    if (browser === undefined || layout === undefined) throw new Error("no browser");
    const pages = await scanPages(browser, printAs(layout, sample).text, dpi);
    return await Promise.all(
      pages.map((page) =>
        wears.reduce(async (worn, wear) => wear(await worn), Promise.resolve(page)),
      ),
    );
  };

  test("a scan of 200 dots an inch is read, and what no sum confirms is doubted", async () => {
    const sample = sampleReport(9101, { spread: "distinct" });
    const pdf = await toScannedPdf(await scan(sample, 200), 90);
    const reading = await read(pdf, { recogniser });
    expectNearlyAll(reading, sample);
    expectNoneSilent(reading, sample);
    expect(reading.report.year).toBe(sample.year);
    const [statement, doubted, ...more] = reading.findings.filter(
      ({ code }) => code === "read_by_ocr",
    );
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ severity: "warning", cells: [] });
    expect(statement?.message.en).toContain("title, year and agency, too");
    expect(doubted?.severity).toBe("error");
    // Section two has no sums, so nothing can confirm its numbers.
    expect(doubted?.cells).toContain("disclosure.administrative_fees.amount");
    expect(doubted?.cells).not.toContain("requests.new.total");
    const cell = reading.report.cells.find(({ address }) => address === "requests.new.total");
    expect(cell?.locator).toHaveProperty("page");
  }, 300_000);

  test("a scan that lies askew, as a poor JPEG, of the form of 2019", async () => {
    const sample = sampleReport(9102, { spread: "sparse", form: form2019 });
    const pdf = await toScannedPdf(await scan(sample, 200, [skewed(1)]), 60);
    const reading = await read(pdf, { recogniser });
    expect(reading.report.template).toBe("2019");
    expectNearlyAll(reading, sample);
    expectNoneSilent(reading, sample);
  }, 300_000);

  test("grey paper with grain, and a seal over the print", async () => {
    const sample = sampleReport(9103, { spread: "distinct" });
    const pdf = await toScannedPdf(await scan(sample, 200, [sealed, greyed]), 75);
    const reading = await read(pdf, { recogniser });
    expectNearlyAll(reading, sample);
    expectNoneSilent(reading, sample);
  }, 300_000);

  test("a page whose tables are pictures, at 150 dots an inch", async () => {
    const sample = sampleReport(9104, { spread: "sparse" });
    const pages = await scan(sample, 150);
    const pictures = new Map(
      await Promise.all(
        pages.map(async ({ png }, index): Promise<[string, Uint8Array]> => {
          return [
            `images/${index}.png`,
            new Uint8Array(await sharp(png).greyscale().png().toBuffer()),
          ];
        }),
      ),
    );
    const images = [...pictures.keys()].map((source) => `<p><img src="${source}"></p>`).join("");
    const html = `<html><head><title>${sample.title}</title></head><body><div><h1>${sample.title}</h1><img src="logo.gif">${images}</div></body></html>`;
    const bytes = new TextEncoder().encode(html);
    const reading = await read(bytes, { recogniser, pictures });
    expectNearlyAll(reading, sample);
    expectNoneSilent(reading, sample);
    expect(reading.report.title).toBe(sample.title);
    // The logo is a picture of the document, too, and counted.
    const cell = reading.report.cells.find(({ address }) => address === "disclosure.rules.issued");
    expect(cell?.locator).toMatchObject({ picture: 2 });
  }, 300_000);

  test("a table that is a picture in a Word document; dashes and blanks stay what they are", async () => {
    if (browser === undefined) throw new Error("no browser");
    const rows = [
      ["信息内容", "本年制发件数", "本年废止件数"],
      ["规章", "38.3296", "—"],
      ["行政规范性文件", "", "/"],
    ];
    const html = `<html><head></head><body><table>${rows
      .map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`)
      .join("")}</table></body></html>`;
    const [page] = await scanPages(browser, html, 150);
    const blip = '<w:p><w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r></w:p>';
    const relationships = '<Relationship Id="p" Type="image" Target="media/image1.png"/>';
    const files = unzipSync(packWord(paragraph("一、总体情况") + blip, { relationships }));
    const docx = zipSync({ ...files, "word/media/image1.png": page?.png ?? strToU8("") });
    expect(strFromU8(files["word/document.xml"] ?? strToU8(""))).toContain("a:blip");
    const { blocks } = await decode(docx, "", { recogniser });
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "table"]);
    const table = blocks[1];
    if (table?.kind !== "table") throw new Error("no table");
    expect(table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual(rows);
    const [first] = table.rows.flatMap(({ cells }) => cells);
    expect(first).toMatchObject({ isRecognised: true, locator: { picture: 1 } });
    const { blocks: unread } = await decode(docx, "");
    expect(unread.map(({ kind }) => kind)).toEqual(["paragraph", "picture"]);
  }, 300_000);
});
