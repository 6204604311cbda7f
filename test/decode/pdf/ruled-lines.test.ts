import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listLattices } from "../../../src/decode/pdf/lattice.ts";
import { IDENTITY, type Matrix } from "../../../src/decode/pdf/matrix.ts";
import { mergeRules } from "../../../src/decode/pdf/merged-rules.ts";
import type { Rule } from "../../../src/decode/pdf/page-drawing.ts";
import { clipRule, filledRules, strokedRules } from "../../../src/decode/pdf/painted-rules.ts";
import { type TableGrid, toGrid } from "../../../src/decode/pdf/table-grid.ts";
import { across, down, ruleGrid } from "./made-up.ts";

const rectangle = (x: number, y: number, width: number, height: number): number[] => [
  0,
  x,
  y,
  1,
  x + width,
  y,
  1,
  x + width,
  y + height,
  1,
  x,
  y + height,
  3,
];
const path = (...numbers: number[]): Float32Array => Float32Array.from(numbers);

describe("painted paths", () => {
  test("a stroke is a line, a curve is none, a slanted stroke is none", () => {
    const drawn = path(0, 10, 20, 1, 110, 20, 2, 1, 1, 2, 2, 110, 90, 1, 200, 200);
    expect(strokedRules(drawn, IDENTITY, 0.5)).toEqual([across(20, 10, 110)]);
  });

  test("a stroked rectangle is four lines", () => {
    expect(strokedRules(path(...rectangle(10, 20, 100, 50)), IDENTITY, 0.5)).toHaveLength(4);
  });

  test("a thin filled rectangle is a line along its middle, a thick one a background", () => {
    expect(filledRules(path(...rectangle(10, 20, 100, 1)), IDENTITY)).toEqual([
      across(20.5, 10, 110),
    ]);
    expect(filledRules(path(...rectangle(10, 20, 1, 100)), IDENTITY)).toEqual([
      down(10.5, 20, 120),
    ]);
    expect(filledRules(path(...rectangle(10, 20, 100, 15)), IDENTITY)).toEqual([]);
  });

  test("a frame filled between two rectangles is four lines", () => {
    const frame = path(...rectangle(10, 20, 100, 50), ...rectangle(11, 21, 98, 48));
    expect(filledRules(frame, IDENTITY)).toHaveLength(4);
  });

  test("the matrix turns, flips and scales a line", () => {
    const flip: Matrix = [0.75, 0, 0, -0.75, 0, 842];
    expect(strokedRules(path(0, 0, 40, 1, 400, 40), flip, 1)).toEqual([across(812, 0, 300)]);
    const turn: Matrix = [0, 1, 1, 0, 0, 0];
    expect(strokedRules(path(0, 0, 40, 1, 400, 40), turn, 1)).toEqual([down(40, 0, 400)]);
  });

  test("a clip cuts a line, or hides it", () => {
    expect(clipRule(across(50, 0, 600), [40, 40, 540, 800])).toEqual([across(50, 40, 540)]);
    expect(clipRule(across(20, 0, 600), [40, 40, 540, 800])).toEqual([]);
  });
});

describe("merged lines", () => {
  const rounded = ({ direction, at, from, to }: Rule): string =>
    [direction, ...[at, from, to].map((place) => place.toFixed(3))].join(" ");
  const plain = (rules: readonly Rule[]): Rule[] =>
    mergeRules(rules).map(({ direction, at, from, to }) => ({ direction, at, from, to }));

  test("the pieces of a dashed line are one line", () => {
    const dashes = Array.from({ length: 10 }, (_, index) => across(20, index * 6, index * 6 + 4));
    expect(plain(dashes)).toEqual([across(20, 0, 58)]);
  });

  test("a double line is one, two rows are two", () => {
    expect(plain([across(20, 0, 100), across(22, 0, 100), across(32, 0, 100)])).toEqual([
      across(21, 0, 100),
      across(32, 0, 100),
    ]);
  });

  test("lines of two tables that stand nearly at one place stay pairs", () => {
    const pairs = [724.9, 727.1, 730.1, 732.4].map((x) => down(x, 0, 100));
    expect(plain(pairs).map(({ at }) => Math.round(at))).toEqual([726, 731]);
  });

  test("order does not matter", () => {
    const grid = ruleGrid([0, 50, 90, 200], [0, 12, 24, 60]);
    fc.assert(
      fc.property(fc.shuffledSubarray(grid, { minLength: grid.length }), (shuffled) => {
        expect(plain(shuffled).map(rounded).sort()).toEqual(plain(grid).map(rounded).sort());
      }),
    );
  });

  test("more lines than any table has are a drawing", () => {
    const hatching = Array.from({ length: 5000 }, (_, index) => across(index * 4, 0, 100));
    expect(mergeRules(hatching)).toEqual([]);
  });
});

describe("grids", () => {
  const grids = (rules: readonly Rule[]): TableGrid[] =>
    listLattices(mergeRules(rules)).flatMap((lattice) => toGrid(lattice) ?? []);
  const shape = (grid: TableGrid | undefined): string[] =>
    (grid?.cells ?? []).map(
      ({ row, column, rowSpan, columnSpan }) => `${row},${column} ${rowSpan}x${columnSpan}`,
    );

  test("every place between lines is a cell", () => {
    const [grid] = grids(ruleGrid([0, 50, 100], [0, 20, 40]));
    expect(shape(grid)).toEqual(["0,0 1x1", "0,1 1x1", "1,0 1x1", "1,1 1x1"]);
  });

  test("where a line is missing, cells are merged", () => {
    const rules = [
      across(0, 0, 150),
      across(20, 50, 150),
      across(40, 0, 150),
      down(0, 0, 40),
      down(50, 0, 40),
      down(100, 20, 40),
      down(150, 0, 40),
    ];
    expect(shape(grids(rules)[0])).toEqual(["0,0 2x1", "0,1 1x2", "1,1 1x1", "1,2 1x1"]);
  });

  test("any table of merged cells comes back from the lines around its cells", () => {
    // The column edges of two bands, each with some of the inner edges left out.
    const band = fc.subarray([60, 120, 180, 240]);
    fc.assert(
      fc.property(fc.array(band, { minLength: 2, maxLength: 8 }), (bands) => {
        const rules = bands.flatMap((inner, row) =>
          ruleGrid([0, ...inner, 300], [row * 20, row * 20 + 20]),
        );
        const widths = bands.flatMap((inner, row) =>
          [0, ...inner].map((left, index) => `${row} ${left}-${[...inner, 300][index]}`),
        );
        const [grid] = grids(rules);
        const found = grid?.cells.map(
          ({ row, column, columnSpan }) =>
            `${row} ${Math.round(grid.xs[column] ?? 0)}-${Math.round(grid.xs[column + columnSpan] ?? 0)}`,
        );
        expect(found).toEqual(widths);
      }),
    );
  });

  test("a region that a missing piece of line bends is cut into rectangles", () => {
    const rules = [
      ...[0, 20, 40].map((y) => across(y, 0, y === 20 ? 50 : 100)),
      down(0, 0, 40),
      down(50, 0, 20),
      down(100, 0, 40),
    ];
    const places = grids(rules)[0]?.cells.reduce(
      (sum, cell) => sum + cell.rowSpan * cell.columnSpan,
      0,
    );
    expect(places).toBe(4);
  });

  test("open sides count as ruled, and are known to be open", () => {
    const rules = [across(0, 0, 100), across(20, 0, 100), down(50, 0, 60)];
    const [grid] = grids(rules);
    expect(shape(grid)).toEqual(["0,0 1x1", "0,1 1x1", "1,0 1x1", "1,1 1x1"]);
    expect(grid?.cells.map((cell) => cell.isOpenBelow)).toEqual([false, false, true, true]);
    expect(grid?.cells.map((cell) => cell.isOpenRight)).toEqual([false, true, false, true]);
  });

  test("an underline, a divider and a frame around a page are no tables", () => {
    expect(grids([across(100, 0, 50)])).toEqual([]);
    expect(grids(ruleGrid([0, 500], [0, 800]))).toEqual([]);
  });

  test("two tables one below the other are two", () => {
    const rules = [...ruleGrid([0, 50, 100], [0, 20]), ...ruleGrid([0, 50, 100], [60, 80])];
    expect(grids(rules)).toHaveLength(2);
  });
});
