import { expect, test } from "vitest";
import type { Line } from "../../src/interpret/flow.ts";
import { normaliseLabel } from "../../src/interpret/labels.ts";
import { drawSkeleton } from "../../src/interpret/skeleton.ts";
import type { FormTable } from "../../src/model/form.ts";
import { forms } from "../../src/model/forms/forms.ts";
import type { TableCell } from "../../src/model/transcript.ts";

const words = {
  isCaption: (text: string) => text.startsWith("第二十条") || text === "现行有效件数",
  isColumn: (text: string) => text === "现行有效件数",
};

type Printed = string | readonly (string | Partial<TableCell>)[];

function toLines(printed: readonly Printed[]): Line[] {
  return printed.map((each, block): Line => {
    const locator = { paragraph: block + 1 };
    if (typeof each === "string") {
      return { kind: "text", text: each, level: undefined, locator, block };
    }
    const cells = each.map((cell) => ({
      text: "",
      columnSpan: 1,
      rowSpan: 1,
      locator,
      ...(typeof cell === "string" ? { text: cell } : cell),
    }));
    return { kind: "row", cells, block };
  });
}

const draw = (...printed: readonly Printed[]) => drawSkeleton(toLines(printed), words);

const page = (...row: readonly (string | Partial<TableCell>)[]) =>
  draw("2024年度报告", "第二十条第（一）项", ["信息内容", "现行有效件数"], row, "六、其他");

test("figures are no part of it, and neither is what stands outside the tables", () => {
  const one = page("规章", "12");
  expect(page("规章", "0")).toEqual(one);
  expect(page("规章", "136.89")).toEqual(one);
  expect(draw("第二十条第（一）项", ["信息内容", "现行有效件数"], ["规章", "3"])?.key).toBe(
    one?.key,
  );
  expect(one?.start).toBe(1);
});

test.each<[string, ReturnType<typeof page>]>([
  ["another label", page("规 章", "12")],
  ["a blank", page("规章", "")],
  ["a dash", page("规章", "/")],
  ["a figure with its unit", page("规章", "12件")],
  ["a span", page("规章", { text: "12", columnSpan: 2 })],
  ["a cell more", page("规章", "12", "0")],
  ["a text like a sign of the key", page("规章", "#")],
])("%s is another skeleton", (_, other) => {
  expect(other?.key).toBeDefined();
  expect(other?.key).not.toBe(page("规章", "12")?.key);
});

test("a table in another block is another skeleton", () => {
  const [first, second] = toLines([
    ["规章", "1"],
    ["行政许可", "2"],
  ]);
  if (first === undefined || second === undefined) throw new Error("two lines were printed");
  const apart = drawSkeleton([first, second], words)?.key;
  expect(drawSkeleton([first, { ...second, block: first.block }], words)?.key).not.toBe(apart);
});

test("there is none where a column is headed outside of the tables, or a machine made figures out", () => {
  expect(draw("现行有效件数", "2024年度报告", ["规章", "12"])).toBeUndefined();
  expect(draw(["规章", { text: "12", isRecognised: true }])).toBeUndefined();
  expect(draw("2024年度报告")).toBeUndefined();
});

test("no label of a form is made of digits, so that a figure is like none of them", () => {
  const listTexts = ({ captions, rows }: FormTable): readonly string[] => [
    ...captions,
    ...rows.flatMap(({ label, spellings = [], groups, columns }) => [
      label,
      ...spellings,
      ...groups,
      ...columns.flatMap((column) => [
        column.label,
        ...(column.spellings ?? []),
        column.group ?? "第",
      ]),
    ]),
  ];
  const texts = [...forms.values()].flatMap((form) => form.tables.flatMap(listTexts));
  expect(texts.length).toBeGreaterThan(100);
  const labels = texts.map(normaliseLabel);
  // A figure and a label can be no more alike than this; 0.4 is the least that counts anywhere.
  const shares = labels.map((label) => label.replace(/\D/g, "").length / label.length);
  expect(Math.max(...shares)).toBeLessThan(0.1);
});
