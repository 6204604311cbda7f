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
    const status = readStatus(packed.statuses, ordinal);
    const told = raws[ordinal];
    return {
      address: cell.address,
      value,
      status,
      raw: told === undefined ? plainPrint(value, status) : told,
      locator: unpackLocator(locators, cell),
    };
  });
}

/** The status of the cell at an ordinal, out of the letters that `packCells` wrote. */
export function readStatus(statuses: string, ordinal: number): CellStatus {
  return STATUSES.get(statuses.charAt(ordinal)) ?? "absent";
}

function plainPrint(value: number | null, status: CellStatus): string | null {
  if (status === "absent") return null;
  return value === null ? "" : String(value);
}

/** A cell's locator out of the rows that `packLocators` wrote: the letter, then parts and lists of parts. */
function unpackLocator(
  rows: readonly unknown[],
  { rowOrdinal, place }: PackedCell,
): Locator | null {
  const row = rows[rowOrdinal];
  if (!Array.isArray(row)) return null;
  const parts: readonly unknown[] = row;
  return BUILDERS.get(String(parts[0]))?.({ rows, parts, place }) ?? null;
}

interface PackedLocator {
  readonly rows: readonly unknown[];
  readonly parts: readonly unknown[];
  readonly place: number;
}

type Builder = (packed: PackedLocator) => Locator | null;

function numberAt({ parts }: PackedLocator, index: number): number {
  return Number(parts[index]);
}

/** The cell's own entry of a list. */
function entryAt({ parts, place }: PackedLocator, index: number): unknown {
  const list = parts[index];
  return Array.isArray(list) ? list[place] : undefined;
}

function toBox(
  packed: PackedLocator,
  edges: PackedLocator,
  where: "page" | "picture",
): Locator | null {
  const left = entryAt(edges, 4);
  if (typeof left !== "number") return null;
  const right = Number(entryAt(edges, 5));
  const box = [left, numberAt(packed, 2), right, numberAt(packed, 3)] as const;
  const number = numberAt(packed, 1);
  return where === "page" ? { page: number, box } : { picture: number, box };
}

/** The row whose left and right edges this one shares. */
function edgesOf(packed: PackedLocator): PackedLocator {
  const row = packed.rows[numberAt(packed, 4)];
  return { ...packed, parts: Array.isArray(row) ? row : [] };
}

function unlessNull(entry: unknown, build: (entry: number) => Locator): Locator | null {
  return typeof entry === "number" ? build(entry) : null;
}

const BUILDERS = new Map<string, Builder>([
  [
    "t",
    (packed) => ({
      table: numberAt(packed, 1),
      row: numberAt(packed, 2),
      column: numberAt(packed, 3) + packed.place,
    }),
  ],
  ["l", (packed) => ({ line: numberAt(packed, 1) + packed.place })],
  ["f", (packed) => ({ line: numberAt(packed, 1), field: numberAt(packed, 2) + packed.place })],
  [
    "T",
    (packed) =>
      unlessNull(entryAt(packed, 3), (column) => ({
        table: numberAt(packed, 1),
        row: numberAt(packed, 2),
        column,
      })),
  ],
  ["L", (packed) => unlessNull(entryAt(packed, 1), (line) => ({ line }))],
  [
    "F",
    (packed) => unlessNull(entryAt(packed, 2), (field) => ({ line: numberAt(packed, 1), field })),
  ],
  ["b", (packed) => toBox(packed, packed, "page")],
  ["B", (packed) => toBox(packed, edgesOf(packed), "page")],
  ["p", (packed) => toBox(packed, packed, "picture")],
  ["P", (packed) => toBox(packed, edgesOf(packed), "picture")],
  // Written by packLocators from a Locator, so it is one.
  ["x", (packed) => (entryAt(packed, 1) ?? null) as Locator | null],
]);
