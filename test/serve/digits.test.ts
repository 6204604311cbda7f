import fc from "fast-check";
import { expect, test } from "vitest";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { findSpans } from "../../src/serve/original/digits.ts";

const labels = form2021.tables.flatMap(({ rows }) => rows.map(({ label }) => label));

const where = (text: string, raws: readonly string[]) =>
  findSpans(
    text,
    raws.map((raw, index) => ({ target: String(index), raw })),
  ).map(({ start, end, target }) => [start, text.slice(start, end), Number(target)]);

test.each([
  ["1.属于国家秘密 1 0 2", ["1", "0", "2"], [9, 11, 13]],
  ["规章|0|0|12", ["0", "0", "12"], [3, 5, 7]],
  ["1.当面申请数：3件", ["3"], [8]],
  ["（二）收到2024年申请 1,204 件", ["1,204"], [13]],
  ["３ 4 /", ["３", "4", "/"], [0, 2, 4]],
  ["2.重复申请 2", ["2"], [7]],
  ["5 6", ["7"], []],
  ["5 6", ["", "6"], [2]],
])("in %j the figures %j stand at %j", (text, raws, starts) => {
  expect(where(text, raws).map(([start]) => start)).toEqual(starts);
});

test("rows of a form in one paragraph: every figure is found where it stands, and not in a label", () => {
  const row = fc.record({
    label: fc.constantFrom(...labels),
    figures: fc.array(fc.constantFrom("0", "1", "2", "12", "150.6", "/"), { minLength: 1 }),
  });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(" ", "|", " | "),
      (rows, between) => {
        let text = "";
        const expected: (readonly [number, string, number])[] = [];
        for (const { label, figures } of rows) {
          text += label;
          for (const figure of figures) {
            text += between;
            expected.push([text.length, figure, expected.length]);
            text += figure;
          }
          text += between;
        }
        expect(
          where(
            text,
            expected.map(([, figure]) => figure),
          ),
        ).toEqual(expected);
      },
    ),
  );
});
