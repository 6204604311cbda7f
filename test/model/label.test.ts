import fc from "fast-check";
import { expect, test } from "vitest";
import { isBetterLabel } from "../../src/model/label.ts";

const label = fc.oneof(
  fc.constantFrom(
    undefined,
    "",
    "更多",
    "2023年",
    "青石县民政局2023年政府信息公开工作年度报告",
    "x".repeat(200),
  ),
  fc.string({ maxLength: 5 }),
);

const best = (labels: readonly (string | undefined)[]) =>
  labels.reduce((kept, one) => (isBetterLabel(one, kept) ? one : kept), undefined);

test.each([
  ["2023年政府信息公开工作年度报告", "更多"],
  ["2023年政府信息公开工作年度报告", undefined],
  ["青石县民政局2023年政府信息公开工作年度报告", "2023年政府信息公开…"],
  ["二〇二三年度报告", "政府信息公开工作年度报告"],
  ["2023年", "点击这里查看全文内容"],
  ["年报", `一段很长的话${"，还有下文".repeat(40)}2023年`],
])("%s is kept rather than %s", (better, poorer) => {
  expect(isBetterLabel(better, poorer)).toBe(true);
  expect(isBetterLabel(poorer, better)).toBe(false);
});

test("the best of many labels is the same in whatever order they are met", () => {
  fc.assert(
    fc.property(fc.array(label, { maxLength: 6 }), fc.integer(), (labels, turn) => {
      const at = labels.length === 0 ? 0 : Math.abs(turn) % labels.length;
      const turned = [...labels.slice(at), ...labels.slice(0, at)].reverse();
      expect(best(turned)).toBe(best(labels));
    }),
  );
});
