import { describe, expect, test } from "vitest";
import { joinBrokenFigures } from "../../src/interpret/broken-figures.ts";
import type { Equation } from "../../src/model/form.ts";
import type { Cell } from "../../src/model/report.ts";

const read = (address: string, value: number): Cell => ({
  address,
  value,
  status: "reported",
  raw: String(value),
  locator: null,
});
const unread = (address: string, raw: string): Cell => ({
  address,
  value: null,
  status: "unreadable",
  raw,
  locator: null,
});
const equation = (left: readonly string[], right: readonly string[]): Equation => ({
  rule: "requests-applicants",
  code: "row_sum_mismatch",
  left,
  right,
  basis: "总计等于各列之和",
  severity: "error",
});
const SUM = equation(["a", "b"], ["total"]);
const valuesAfter = (cells: readonly Cell[], equations: readonly Equation[]) =>
  joinBrokenFigures(cells, equations).cells.map(({ value }) => value);

describe("digits on two lines of a cell", () => {
  test("are one figure where the sum says so, and a finding names the cell", () => {
    const cells = [read("a", 1100), read("b", 24), unread("total", "112\n4")];
    const joined = joinBrokenFigures(cells, [SUM]);
    expect(joined.cells.map(({ value }) => value)).toEqual([1100, 24, 1124]);
    expect(joined.cells[2]?.status).toBe("reported");
    expect(joined.findings.map(({ code, cells: named }) => [code, named])).toEqual([
      ["structure_repaired", ["total"]],
    ]);
  });

  test("stay unread where the sum denies it", () => {
    const cells = [read("a", 1100), read("b", 25), unread("total", "112\n4")];
    expect(valuesAfter(cells, [SUM])).toEqual([1100, 25, null]);
  });

  test("stay unread where no sum can tell", () => {
    const cells = [read("a", 1100), unread("b", "约5"), unread("total", "112\n4")];
    expect(valuesAfter(cells, [SUM])).toEqual([1100, null, null]);
    expect(joinBrokenFigures(cells, [SUM]).findings).toEqual([]);
  });

  test("stay unread where one sum holds and another does not", () => {
    const cells = [read("a", 1100), read("b", 24), unread("total", "112\n4"), read("c", 9)];
    expect(valuesAfter(cells, [SUM, equation(["c"], ["total"])])).toEqual([1100, 24, null, 9]);
  });
});
