import fc from "fast-check";
import { expect, test } from "vitest";
import { alignInOrder } from "../../src/interpret/alignment.ts";

const align = (lines: string, rows: string) =>
  alignInOrder(lines.length, rows.length, (line, row) => (lines[line] === rows[row] ? 1 : 0))
    .map(({ line, row }) => `${line}${rows[row]}`)
    .join(" ");

test.each([
  ["abc", "abc", "0a 1b 2c"],
  ["xxabcxx", "abc", "2a 3b 4c"],
  ["axbxc", "abc", "0a 2b 4c"],
  ["ac", "abc", "0a 1c"],
  ["", "abc", ""],
  ["abc", "", ""],
  ["xyz", "abc", ""],
])("the lines %j against the rows %j: %j", (lines, rows, expected) => {
  expect(align(lines, rows)).toBe(expected);
});

test("rows out of order are not matched against their order", () => {
  expect(["0b 2c", "1a 2c"]).toContain(align("bac", "abc"));
});

test("of two equal stretches the later one counts: contents come before what they list", () => {
  expect(align("abcabc", "abc")).toBe("3a 4b 5c");
});

test("a whole table is worth more than a piece of it further down", () => {
  expect(align("abcxc", "abc")).toBe("0a 1b 2c");
});

test("what is aligned stands in order, in lines and in rows, each at most once", () => {
  const rates = fc.array(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(rates, (table) => {
      const matches = alignInOrder(table.length, 4, (line, row) => table[line]?.[row] ?? 0);
      matches.slice(1).forEach((match, position) => {
        expect(match.line).toBeGreaterThan(matches[position]?.line ?? -1);
        expect(match.row).toBeGreaterThan(matches[position]?.row ?? -1);
      });
      for (const { line, row } of matches) expect(table[line]?.[row]).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
