import { expect, test } from "vitest";
import { drawCoverage } from "../../src/commands/coverage-text.ts";
import { displayWidth } from "../../src/commands/text-layout.ts";

const YEARS = Array.from({ length: 18 }, (_, index) => 2008 + index);

/** 150 sources of ten agencies each; every third lacks a report for 2024. */
const coverage = Array.from({ length: 150 }, (_, source) =>
  YEARS.map((year) => {
    const missing = year === 2024 && source % 3 === 0 ? 1 : 0;
    const stored = 10 - missing;
    const sourceId = `source-${String(source).padStart(3, "0")}`;
    return { sourceId, year, stored, missing, failed: 0, notCrawled: 0, supposed: 0 };
  }),
).flat();

test("the coverage of 150 sources over 18 years fits a screen: sums, then who lacks most", () => {
  const lines = drawCoverage(coverage, 80).split("\n");
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  expect(lines).toHaveLength(23);
  expect(lines[0]?.trim().split(/\s+/)).toEqual(["2020", "2021", "2022", "2023", "2024", "2025"]);
  expect(lines[1]).toMatch(/^all sources +1500\/1500 .* 1450\/1500 +1500\/1500$/);
  for (const line of lines.slice(2, 22)) expect(line).toMatch(/^source-\d+ .* 9\/10 +10\/10$/);
  expect(lines[22]).toBe(
    "and 130 more sources, 100 of them complete: nianbao status --json lists all",
  );
});
