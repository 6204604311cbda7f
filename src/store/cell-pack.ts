import type { Cell, CellStatus } from "../model/report.ts";
import { packLocators } from "./locator-pack.ts";
import type { PackedForm } from "./store.ts";

/** The cells of a report as the four columns they are stored in. */
export interface PackedCells {
  readonly values: string;
  readonly statuses: string;
  readonly raws: string | null;
  readonly locators: string;
}

const LETTERS = {
  reported: "r",
  blank: "b",
  dash: "d",
  unreadable: "u",
  absent: "a",
} as const satisfies Record<CellStatus, string>;

/** Packs the cells of a report; they must be exactly those of the form, in its order. */
export function packCells(form: PackedForm, cells: readonly Cell[]): PackedCells {
  expectCells(form, cells);
  return {
    values: JSON.stringify(cells.map((cell) => cell.value)),
    statuses: cells.map((cell) => LETTERS[cell.status]).join(""),
    raws: packRaws(cells),
    locators: packLocators(
      form.cells,
      cells.map((cell) => cell.locator),
    ),
  };
}

/** What a cell shows if nothing else is said: its value's plain print, nothing for a blank, null for an absent one. */
function plainPrint(cell: Cell): string | null {
  if (cell.status === "absent") return null;
  return cell.value === null ? "" : String(cell.value);
}

function packRaws(cells: readonly Cell[]): string | null {
  const told = cells.flatMap((cell, ordinal) =>
    cell.raw === plainPrint(cell) ? [] : [[String(ordinal), cell.raw] as const],
  );
  return told.length === 0 ? null : JSON.stringify(Object.fromEntries(told));
}

function expectCells(form: PackedForm, cells: readonly Cell[]): void {
  if (cells.length !== form.cells.length) {
    throw new Error(
      `expected the ${form.cells.length} cells of form ${form.template}, met ${cells.length}`,
    );
  }
  cells.forEach((cell, ordinal) => {
    const expected = form.cells[ordinal]?.address;
    if (cell.address !== expected) {
      throw new Error(`expected cell ${expected} at place ${ordinal}, met ${cell.address}`);
    }
    if ((cell.status === "reported") !== (cell.value !== null)) {
      throw new Error(
        `expected a number where and only where a cell is reported, met ${cell.value} with ${cell.status}: ${cell.address}`,
      );
    }
  });
}

/** The status of the cell at an ordinal, in SQL. */
export function statusSql(statuses: string, ordinal: string): string {
  const cases = Object.entries(LETTERS)
    .map(([status, letter]) => `when '${letter}' then '${status}'`)
    .join(" ");
  return `case substr(${statuses}, ${ordinal} + 1, 1) ${cases} end`;
}

/** The printed text of the cell at an ordinal, in SQL: what `packRaws` left out is said again. */
export function rawSql(columns: {
  readonly values: string;
  readonly statuses: string;
  readonly raws: string;
  readonly ordinal: string;
}): string {
  const { values, statuses, raws, ordinal } = columns;
  const path = `'$."' || ${ordinal} || '"'`;
  return `case when json_type(${raws}, ${path}) is not null then json_extract(${raws}, ${path})
    when substr(${statuses}, ${ordinal} + 1, 1) = 'a' then null
    else coalesce(nullif(${values} -> ('$[' || ${ordinal} || ']'), 'null'), '') end`;
}
