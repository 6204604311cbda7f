import { describe, expect, test } from "vitest";
import { editCells, type PrintedPage, printPage, withFigure } from "../../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../../sample/report.ts";
import { type FontKind, writeRawPdf } from "./raw-pdf.ts";
import { expectAllCells, readReport } from "./reading.ts";
import { layOut, type WpsOptions } from "./wps-page.ts";

const plain: WpsOptions = {
  pageHeight: 842,
  pageNumbers: false,
  runs: false,
  verticalLabels: false,
};
const print = (page: PrintedPage, options: Partial<WpsOptions>, font?: FontKind): Uint8Array =>
  writeRawPdf(layOut(page, { ...plain, ...options }), font);
const sampleOf = (seed: number): SampleReport => sampleReport(seed, { spread: "distinct" });

describe("PDFs as an office suite writes them: glyph by glyph, with stroked lines", () => {
  test.for<[string, Partial<WpsOptions>]>([
    ["on long pages", { pageHeight: 2000 }],
    ["on A4", {}],
    ["on short pages with page numbers below the table", { pageHeight: 400, pageNumbers: true }],
    ["with the figures of a row in one text", { runs: true }],
    ["with labels one character a line", { verticalLabels: true, pageHeight: 1400 }],
    ["with all of it", { runs: true, verticalLabels: true, pageNumbers: true, pageHeight: 600 }],
  ])("%s", async ([, options]) => {
    const sample = sampleOf(41);
    const report = await readReport(print(printPage(sample), options));
    expectAllCells(report, sample);
    expect(report.title).toBe(sample.title);
  });

  test("a Chinese font that is not embedded and has no table to Unicode", async () => {
    const sample = sampleOf(42);
    const report = await readReport(print(printPage(sample), { runs: true }, "gb1"));
    expectAllCells(report, sample);
  });

  test("blank cells stay blank and shift nothing", async () => {
    const sample = sampleOf(43);
    const blanks = [
      "requests.granted.business",
      "requests.granted.total",
      "requests.denied_state_secret.natural_person",
      "proceedings.litigation_direct.other",
      "disclosure.rules.repealed",
    ];
    const page = blanks.reduce(
      (printed, address) => withFigure(printed, address, ""),
      printPage(sample),
    );
    const report = await readReport(
      print(page, { runs: true, pageNumbers: true, pageHeight: 500 }),
    );
    for (const cell of report.cells) {
      const isBlank = blanks.includes(cell.address);
      expect([cell.address, cell.value, cell.status]).toEqual([
        cell.address,
        isBlank ? null : sample.values.get(cell.address),
        isBlank ? "blank" : "reported",
      ]);
    }
  });

  test("two numbers on two lines of one cell are not one number", async () => {
    const sample = sampleOf(44);
    const page = editCells(printPage(sample), (cell) =>
      cell.address === "requests.granted.business" ? { ...cell, text: "1\n2" } : cell,
    );
    const report = await readReport(print(page, {}));
    const cell = report.cells.find(({ address }) => address === "requests.granted.business");
    expect(cell).toMatchObject({ value: null, status: "unreadable", raw: "1\n2" });
  });
});
