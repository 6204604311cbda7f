import fc from "fast-check";
import { expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import { equationsOf } from "../../src/model/forms/equations.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { sampleReports } from "./arbitrary.ts";
import { type SampleReport, sampleReport } from "./report.ts";

function sumOf(report: SampleReport, addresses: readonly string[]): number {
  return addresses.reduce(
    (whole, address) => whole + (report.values.get(address) ?? Number.NaN),
    0,
  );
}

test.each([form2021, form2019])("every sum of the form of $id holds in every sample", (form) => {
  fc.assert(
    fc.property(sampleReports({ form }), (report) => {
      expect([...report.values.keys()]).toEqual(listCells(form).map((cell) => cell.address));
      for (const { left, right } of equationsOf(form)) {
        expect(sumOf(report, left)).toBe(sumOf(report, right));
      }
    }),
    { numRuns: 60 },
  );
});

test("a sample of zeros is all zeros, a sparse one mostly", () => {
  expect(new Set(sampleReport(1, { spread: "zeros" }).values.values())).toEqual(new Set([0]));
  for (let seed = 0; seed < 30; seed += 1) {
    const values = [...sampleReport(seed, { spread: "sparse" }).values.values()];
    expect(values.filter((value) => value === 0).length).toBeGreaterThan(120);
  }
});

test("in a distinct sample no cell is zero and no two are equal", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const { values } = sampleReport(seed, { spread: "distinct" });
    expect(new Set(values.values()).size).toBe(200);
    expect(Math.min(...values.values())).toBeGreaterThan(0);
  }
});

test("counts are whole and not negative, and only fees have decimals", () => {
  fc.assert(
    fc.property(sampleReports(), (report) => {
      for (const { address, column } of listCells(report.form)) {
        const value = report.values.get(address) ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(column.type === "decimal" || Number.isInteger(value)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test("what the prose states of the tables is what they hold", () => {
  fc.assert(
    fc.property(sampleReports(), (report) => {
      for (const { value, cells } of report.statements.filter((entry) => entry.cells.length > 0)) {
        expect(value).toBe(sumOf(report, cells));
      }
      const text = report.sections.flatMap((section) => section.paragraphs).join("\n");
      for (const { value, unit } of report.statements) expect(text).toContain(`${value}${unit}`);
    }),
    { numRuns: 40 },
  );
});

test("the prose also states numbers that have no cell", () => {
  const { statements } = sampleReport(3);
  expect(statements.some((entry) => entry.cells.length === 0)).toBe(true);
});

test("what was carried in is what the caller says", () => {
  const { values } = sampleReport(5, { carriedIn: [2, 0, 1] });
  expect(values.get("requests.carried_in.natural_person")).toBe(2);
  expect(values.get("requests.carried_in.research")).toBe(1);
  expect(values.get("requests.carried_in.total")).toBe(3);
});

test("a seed gives one report, another seed another", () => {
  expect(sampleReport(7)).toEqual(sampleReport(7));
  expect(sampleReport(7)).not.toEqual(sampleReport(8));
});
