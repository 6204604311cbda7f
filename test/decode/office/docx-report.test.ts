import fc from "fast-check";
import { expect, test } from "vitest";
import { form2019 } from "../../../src/model/forms/form-2019.ts";
import { form2021 } from "../../../src/model/forms/form-2021.ts";
import { sampleReports } from "../../sample/arbitrary.ts";
import { printDocx } from "../../sample/print/office-docx.ts";
import { listFigures, printPage, withFigure } from "../../sample/print/page.ts";
import {
  withSeparateItems,
  withSplitRequests,
  withWrappedHeaders,
} from "../../sample/print/restructure.ts";
import { sampleReport } from "../../sample/report.ts";
import { withoutFigure } from "./damage.ts";
import { expectWhole, listSilentlyWrong, readReport } from "./read-back.ts";

const RUNS = 25;

test.each([form2021, form2019])(
  "any report of form $id in Word is read back whole",
  async (form) => {
    await fc.assert(
      fc.asyncProperty(sampleReports({ form }), async (sample) => {
        expectWhole(await readReport(await printDocx(printPage(sample))), sample);
      }),
      { numRuns: RUNS },
    );
  },
);

test.each([
  ["headers broken in two lines", withWrappedHeaders],
  ["a table for each item", withSeparateItems],
  [
    "a table cut by a page",
    (page: ReturnType<typeof printPage>) => withSplitRequests(page, "bare"),
  ],
])("a Word report with %s is read back whole", async (_, arrange) => {
  const sample = sampleReport(5, { spread: "distinct" });
  expectWhole(await readReport(await printDocx(arrange(printPage(sample)))), sample);
});

test("a Word report that lost a cell is read with a doubt, never with a wrong number", async () => {
  await fc.assert(
    fc.asyncProperty(sampleReports(), fc.nat(), async (sample, choice) => {
      const page = printPage(sample);
      const figures = listFigures(page);
      const { address } = figures[choice % figures.length] ?? { address: "" };
      const reading = await readReport(await printDocx(withoutFigure(page, address)));
      expect(listSilentlyWrong(reading, sample)).toEqual([]);
    }),
    { numRuns: 2 * RUNS },
  );
});

test("what a Word cell prints is kept as it is printed", async () => {
  const sample = sampleReport(6, { spread: "distinct" });
  const page = withFigure(printPage(sample), "requests.granted.total", "１２ 件");
  const { report } = await readReport(await printDocx(page));
  const cell = report.cells.find(({ address }) => address === "requests.granted.total");
  expect(cell).toMatchObject({ raw: "１２ 件", value: 12, locator: { table: 2, row: 6 } });
});
