import type { Locator } from "../model/locator.ts";
import type { Cell, CellStatus } from "../model/report.ts";
import type { PackedCells } from "./cell-pack.ts";
import type { PackedCell, PackedForm } from "./store.ts";

const STATUSES = new Map<string, CellStatus>([
  ["r", "reported"],
  ["b", "blank"],
  ["d", "dash"],
  ["u", "unreadable"],
  ["a", "absent"],
]);

/** Undoes `packCells`; the same cells as the view `cells` shows, many times faster. */
export function unpackCells(form: PackedForm, packed: PackedCells): Cell[] {
  const values: readonly (number | null)[] = JSON.parse(packed.values);
  const raws: Readonly<Record<string, string | null>> = JSON.parse(packed.raws ?? "{}");
  const locators: readonly unknown[] = JSON.parse(packed.locators);
  return form.cells.map((cell, ordinal) => {
    const value = values[ordinal] ?? null;
    const status = STATUSES.get(packed.statuses.charAt(ordinal)) ?? "absent";
    const told = raws[ordinal];
    return {
      address: cell.address,
      value,
      status,
      raw: told === undefined ? plainPrint(value, status) : told,
      locator: unpackLocator(locators[cell.rowOrdinal], cell),
    };
  });
}

function plainPrint(value: number | null, status: CellStatus): string | null {
  if (status === "absent") return null;
  return value === null ? "" : String(value);
}

/** One row of packed locators, as `packLocators` wrote it: the letter, then parts and lists of parts. */
function unpackLocator(row: unknown, { place }: PackedCell): Locator | null {
  if (!Array.isArray(row)) return null;
  const [letter, ...parts]: readonly unknown[] = row;
  const number = (index: number) => Number(parts[index]);
  const each = (index: number): unknown => {
    const list = parts[index];
    return Array.isArray(list) ? list[place] : undefined;
  };
  const build = BUILDERS.get(String(letter));
  return build === undefined ? null : build(number, each, place);
}

type Builder = (
  number: (index: number) => number,
  each: (index: number) => unknown,
  place: number,
) => Locator | null;

const BUILDERS = new Map<string, Builder>([
  [
    "t",
    (number, _each, place) => ({ table: number(0), row: number(1), column: number(2) + place }),
  ],
  ["l", (number, _each, place) => ({ line: number(0) + place })],
  ["f", (number, _each, place) => ({ line: number(0), field: number(1) + place })],
  [
    "T",
    (number, each) =>
      unlessNull(each(2), (column) => ({ table: number(0), row: number(1), column })),
  ],
  ["L", (_number, each) => unlessNull(each(0), (line) => ({ line }))],
  ["F", (number, each) => unlessNull(each(1), (field) => ({ line: number(0), field }))],
  [
    "b",
    (number, each) =>
      unlessNull(each(3), (left) => ({
        page: number(0),
        box: [left, number(1), Number(each(4)), number(2)],
      })),
  ],
  // Written by packLocators from a Locator, so it is one.
  ["x", (_number, each) => (each(0) ?? null) as Locator | null],
]);

function unlessNull(part: unknown, build: (part: number) => Locator): Locator | null {
  return typeof part === "number" ? build(part) : null;
}
