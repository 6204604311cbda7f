import fc from "fast-check";
import { expect, test } from "vitest";
import { form2019 } from "../../../src/model/forms/form-2019.ts";
import { form2021 } from "../../../src/model/forms/form-2021.ts";
import { sampleReports } from "../../sample/arbitrary.ts";
import { printWorkbook } from "../../sample/print/office-xlsx.ts";
import { listFigures, printPage, withFigure } from "../../sample/print/page.ts";
import { withSeparateItems, withSplitRequests } from "../../sample/print/restructure.ts";
import { sampleReport } from "../../sample/report.ts";
import { withoutFigure } from "./damage.ts";
import { expectWhole, listSilentlyWrong, readReport } from "./read-back.ts";

const RUNS = 20;

test.each([
  { bookType: "xlsx", form: form2021 },
  { bookType: "xlsx", form: form2019 },
  { bookType: "biff8", form: form2021 },
  { bookType: "xlsb", form: form2021 },
] as const)(
  "any report of form $form.id in a workbook ($bookType) is read back whole",
  async ({ bookType, form }) => {
    await fc.assert(
      fc.asyncProperty(sampleReports({ form }), async (sample) => {
        expectWhole(await readReport(printWorkbook(printPage(sample), { bookType })), sample);
      }),
      { numRuns: RUNS },
    );
  },
);

test("a report spread over a sheet for each section is read back whole", async () => {
  const sample = sampleReport(7, { spread: "distinct" });
  const document = printWorkbook(printPage(sample), { sheets: "by section" });
  const reading = await readReport(document);
  expectWhole(reading, sample);
  const cell = reading.report.cells.find(
    ({ address }) => address === "requests.new.natural_person",
  );
  expect(cell?.locator).toEqual({ table: 4, row: 5, column: 4 });
});

test.each([
  ["a table for each item", withSeparateItems],
  [
    "a table cut by a page",
    (page: ReturnType<typeof printPage>) => withSplitRequests(page, "bare"),
  ],
])("a workbook with %s is read back whole", async (_, arrange) => {
  const sample = sampleReport(5, { spread: "distinct" });
  expectWhole(await readReport(printWorkbook(arrange(printPage(sample)))), sample);
});

test.each(["written", "left out"] as const)(
  "a workbook whose empty cells are %s never yields a wrong number for a blank",
  async (empty) => {
    await fc.assert(
      fc.asyncProperty(sampleReports(), fc.nat(), async (sample, choice) => {
        const figures = listFigures(printPage(sample));
        const { address } = figures[choice % figures.length] ?? { address: "" };
        const page = withFigure(printPage(sample), address, "");
        const { report, findings } = await readReport(printWorkbook(page, { empty }));
        expect(report.cells.find((cell) => cell.address === address)?.value).toBe(null);
        expect(listSilentlyWrong({ kind: "report", report, findings }, sample)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
);

test("a workbook that lost a cell is read with a doubt, never with a wrong number", async () => {
  await fc.assert(
    fc.asyncProperty(sampleReports(), fc.nat(), async (sample, choice) => {
      const page = printPage(sample);
      const figures = listFigures(page);
      const { address } = figures[choice % figures.length] ?? { address: "" };
      const reading = await readReport(printWorkbook(withoutFigure(page, address)));
      expect(listSilentlyWrong(reading, sample)).toEqual([]);
    }),
    { numRuns: 2 * RUNS },
  );
});
