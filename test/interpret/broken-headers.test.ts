import { expect, test } from "vitest";
import { joinHeaderLines, joinHeaderWords } from "../../src/interpret/broken-headers.ts";
import type { Line } from "../../src/interpret/flow.ts";

const toLine = (text: string, block: number): Line => ({
  kind: "text",
  text,
  level: undefined,
  locator: { line: block + 1 },
  block,
});

test("column headers broken in two are put together on one line", () => {
  expect(joinHeaderWords("结果 维持 其他 结果 尚未 审结 总计 结果维持".split(" "))).toEqual([
    "结果维持",
    "其他结果",
    "尚未审结",
    "总计",
    "结果维持",
  ]);
});

test("column headers broken over two lines are put together; other lines are left", () => {
  const printed = ["商业", "企业", "其他", "总计", "结果", "纠正", "其他", "结果维持", "情况"];
  expect(
    joinHeaderLines(printed.map(toLine)).map((line) => line.kind === "text" && line.text),
  ).toEqual(["商业企业", "其他", "总计", "结果纠正", "其他", "结果维持", "情况"]);
});
