import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { layouts } from "../sample/print/layouts.ts";
import { printPage, withFigure } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { listSilentDifferences, readPrinted, sourceOf } from "./read-printed.ts";

/** What stands in a figure's place, and the number it is; undefined where no number can be told. */
const ODD_TEXTS: readonly (readonly [string, number | undefined])[] = [
  ["0件", 0],
  ["12 件", 12],
  ["１２６６", 1266],
  ["1,266", 1266],
  ["/", undefined],
  ["-", undefined],
  ["—", undefined],
  ["无", undefined],
  ["", undefined],
  ["约5", undefined],
  ["5余件", undefined],
  ["5 6", undefined],
  ["5²", undefined],
  ["①", undefined],
  ["十二", undefined],
  ["零", undefined],
  ["O", undefined],
  ["l2", undefined],
  ["1O", undefined],
  ["见附件", undefined],
  ["无数据", undefined],
  ["其他", undefined],
  ["总计", undefined],
  ["规章", undefined],
  ["3.其他", undefined],
  ["（一）予以公开", undefined],
  ["结果维持", undefined],
  ["自然人", undefined],
  ["因系统升级，本栏数据暂缺，待核实后补充公布。".repeat(12), undefined],
];

describe.each(layouts)("$name: a figure printed oddly", (layout) => {
  test("is the number it surely is, or none; and no other figure is read differently in silence", () => {
    const drawn = fc.record({
      seed: fc.nat(),
      form: fc.constantFrom(form2021, form2019),
      spread: fc.constantFrom("distinct" as const, "zeros" as const, "busy" as const),
      odd: fc.constantFrom(...ODD_TEXTS),
      at: fc.nat(),
    });
    fc.assert(
      fc.property(drawn, ({ seed, form, spread, odd: [text, number], at }) => {
        const sample = sampleReport(seed, { form, spread });
        const addresses = [...sample.values.keys()].filter((name) => !name.endsWith(".amount"));
        const address = addresses[at % addresses.length] ?? "";
        const label = listCells(form).find((cell) => cell.address === address)?.row.label ?? "";
        // A row's own label in its first cells is its label again, as a merged cell leaves it when it is parted.
        fc.pre(text === "" || !label.includes(text));
        const page = withFigure(layout.arrange(printPage(sample)), address, text);
        const reading = readPrinted(layout.print(page), sourceOf(sample));
        const cell = reading.report.cells.find((entry) => entry.address === address);
        const named = reading.findings.some((finding) => finding.cells.includes(address));
        const isRead = cell?.value === number && number !== undefined;
        expect({ text, isAccountedFor: isRead || (cell?.value === null && named) }).toEqual({
          text,
          isAccountedFor: true,
        });
        const others = new Map([...sample.values].filter(([name]) => name !== address));
        expect(listSilentDifferences(reading, others)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
