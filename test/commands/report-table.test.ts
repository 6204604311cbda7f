import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawTable } from "../../src/commands/report-table.ts";
import { displayWidth, fold } from "../../src/commands/text-layout.ts";
import type { FormTable } from "../../src/model/form.ts";
import { forms } from "../../src/model/forms/forms.ts";
import type { Cell } from "../../src/model/report.ts";

const tables = [...forms.values()].flatMap((form) =>
  form.tables.map((table) => ({ name: `${form.id} ${table.id}`, table })),
);

function cellsOf(table: FormTable, value: number | null): Map<string, Cell> {
  const addresses = table.rows.flatMap((row) =>
    row.columns.map((column) => `${table.id}.${row.id}.${column.id}`),
  );
  return new Map(
    addresses.map((address) => [
      address,
      {
        address,
        value,
        raw: "",
        status: value === null ? "unreadable" : "reported",
        locator: null,
      },
    ]),
  );
}

const draw = (
  table: FormTable,
  value: number | null,
  columns: number,
  doubted: boolean,
): string => {
  const byAddress = cellsOf(table, value);
  return drawTable(table, {
    byAddress,
    doubted: new Set(doubted ? byAddress.keys() : []),
    columns,
  });
};

describe.each(tables)("the table $name", ({ table }) => {
  test("fits 80 columns, and whatever is wider, with every number and label whole", () => {
    const values = fc.constantFrom(0, 7, 407, 12_345, 999_999, null);
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 80, max: 220 }),
        fc.boolean(),
        (value, columns, doubted) => {
          const lines = draw(table, value, columns, doubted).split("\n");
          for (const line of lines)
            expect([displayWidth(line) <= columns, line]).toEqual([true, line]);
          const cells = table.rows.reduce((sum, row) => sum + row.columns.length, 0);
          const shown = lines.join("\n").match(new RegExp(`[│ ]${value ?? "\\?"}[ │]`, "g")) ?? [];
          expect(shown).toHaveLength(cells);
          expect(lines.join("")).not.toContain("…");
        },
      ),
      { numRuns: 12 },
    );
  });
});

test("where numbers leave no room for labels, each label stands above its row", () => {
  const table = forms.get("2021")?.tables.find(({ id }) => id === "requests");
  if (table === undefined) throw new Error("no such table");
  const lines = draw(table, 999_999, 80, true).split("\n");
  const at = lines.findIndex((line) => line.includes("1.属于国家秘密"));
  expect(lines[at]).toMatch(/^│ 1\.属于国家秘密 +│$/);
  expect(lines[at + 1]).toBe(`│ ${Array(7).fill("999999 !").join(" │ ")} │`);
});

test("a text is broken between words and between Chinese characters, never within an address", () => {
  expect(fold("error: （七）总计等于本列各项之和。 see http://a.example/long/path", 16, "  ")).toBe(
    "error: （七）总\n  计等于本列各项\n  之和。 see\n  http://a.example/long/path",
  );
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "数", "，", " ", "（", "wörd", "”", "\u{20000}")),
      fc.integer({ min: 12, max: 40 }),
      (parts, columns) => {
        const text = parts.join("").trim();
        const folded = fold(text, columns, "  ");
        expect(folded.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        for (const line of folded.split("\n")) {
          const isOnePiece = !/\s/.test(line.trim()) && !/[数，]./u.test(line.slice(2));
          expect(displayWidth(line) <= columns || isOnePiece).toBe(true);
        }
      },
    ),
  );
});
