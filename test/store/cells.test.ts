import fc from "fast-check";
import { expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import type { Locator } from "../../src/model/locator.ts";
import type { Cell } from "../../src/model/report.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { readRelation } from "../../src/store/relation.ts";
import { getReport } from "../../src/store/report.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORM_2021,
  PARSER,
  reported,
  sampleCells,
  sampleReport,
  sampleRun,
  sampleVisit,
} from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

interface CellRow {
  readonly table_name: string;
  readonly row_name: string;
  readonly column_name: string;
  readonly value: number | null;
  readonly raw: string | null;
  readonly status: string;
  readonly locator: string | null;
  readonly corrected: number;
}

function selectCells(store: Store, where = "1"): CellRow[] {
  return store.database
    .prepare<[], CellRow>(
      `select table_name, row_name, column_name, value, raw, status, locator, corrected from cells where ${where}`,
    )
    .all();
}

/** Whose report the sample is, and who corrects it. */
const SAMPLE_REPORT = {
  agency: "清石县卫生健康委员会",
  divisionCode: null,
  year: 2024,
  by: null,
  on: null,
};

function storeCells(cells: readonly Cell[]): Store {
  const store = temporaryStore();
  const outcome = reported(sampleReport({ cells }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  return store;
}

test("a blank, a dash, an unreadable print, an absent row and a zero are told apart", () => {
  const address = (column: string) => `requests.new.${column}`;
  const store = storeCells(
    sampleCells(FORM_2021, {
      [address("natural_person")]: { value: 3119, raw: "3,119" },
      [address("business")]: { value: null, status: "blank", raw: "" },
      [address("research")]: { value: null, status: "dash", raw: "—" },
      [address("public_interest")]: { value: null, status: "unreadable", raw: "O件" },
      [address("legal_services")]: { value: null, status: "absent", raw: null, locator: null },
    }),
  );
  const rows = selectCells(store, "table_name = 'requests' and row_name = 'new'");
  const shown = rows.map(({ column_name, value, raw, status }) => [
    column_name,
    value,
    raw,
    status,
  ]);
  expect(shown).toEqual([
    ["natural_person", 3119, "3,119", "reported"],
    ["business", null, "", "blank"],
    ["research", null, "—", "dash"],
    ["public_interest", null, "O件", "unreadable"],
    ["legal_services", null, null, "absent"],
    ["other_organization", 0, "0", "reported"],
    ["total", 0, "0", "reported"],
  ]);
});

const locators: fc.Arbitrary<Locator> = fc.oneof(
  fc.record({ table: fc.integer({ min: 1, max: 3 }), row: fc.nat(2), column: fc.nat(9) }),
  fc.record({ line: fc.nat(500) }),
  fc.record({ line: fc.nat(2), field: fc.nat(15) }),
  fc.record({ paragraph: fc.nat(80) }),
  fc.record({
    page: fc.nat(1),
    box: fc.tuple(
      fc.double({ noNaN: true, min: 0, max: 600 }),
      fc.constantFrom(100.1, 200),
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom(112.3, 212),
    ),
  }),
  fc.record({
    picture: fc.integer({ min: 1, max: 2 }),
    box: fc.tuple(fc.nat(900), fc.constantFrom(100, 200), fc.nat(900), fc.constantFrom(112, 212)),
  }),
);

const readings = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .nat(9)
      .map((value) => ({ value, status: "reported" as const, raw: String(value) })),
  },
  fc.record({
    value: fc.constantFrom(38.3296, -8, 1000000, 0.1),
    status: fc.constant("reported" as const),
    raw: fc.constantFrom("38.3296", "３８", "减8"),
  }),
  fc.record({
    value: fc.constant(null),
    status: fc.constantFrom("blank" as const, "dash" as const, "unreadable" as const),
    raw: fc.string(),
  }),
  fc.constant({ value: null, status: "absent" as const, raw: null }),
);

/** Runs of locators such as a page gives: one kind a row, following each other, or anything. */
const rows = fc.oneof(
  fc.tuple(fc.nat(30), fc.nat(4)).map(([row, first]) => (place: number): Locator | null => ({
    table: 2,
    row,
    column: first + place,
  })),
  fc.nat(400).map((first) => (place: number): Locator | null => ({ line: first + place })),
  fc.tuple(fc.nat(400), fc.nat(4)).map(([line, first]) => (place: number): Locator | null => ({
    line,
    field: first + place,
  })),
  fc.array(fc.option(locators), { minLength: 7, maxLength: 7 }).map(
    (list) =>
      (place: number): Locator | null =>
        list[place] ?? null,
  ),
  fc
    .tuple(fc.nat(3), fc.integer({ min: 0, max: 700 }))
    .map(([page, top]) => (place: number): Locator | null => ({
      page,
      box: [72.5 + 30 * place, top, 100.25 + 30 * place, top + 11.2],
    })),
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.nat(700))
    .map(([picture, top]) => (place: number): Locator | null => ({
      picture,
      box: [72 + 30 * place, top, 100 + 30 * place, top + 20],
    })),
);

const reports = fc
  .record({
    cells: fc.array(readings, { minLength: 210, maxLength: 210 }),
    rows: fc.array(rows, { minLength: 40, maxLength: 40 }),
  })
  .map((given) => {
    let place = 0;
    let row: unknown;
    let rowOrdinal = -1;
    return listCells(FORM_2021).map((cell, ordinal): Cell => {
      place = cell.row === row ? place + 1 : 0;
      if (place === 0) rowOrdinal += 1;
      row = cell.row;
      const reading = given.cells[ordinal] ?? { value: 0, status: "reported", raw: "0" };
      const locate = given.rows[rowOrdinal] ?? (() => null);
      return { address: cell.address, ...reading, locator: locate(place) };
    });
  });

/** What the view shows, for what is read faster than through it. */
function selectRows(store: Store): unknown[] {
  return store.database
    .prepare(
      `select report_id, table_name, row_name, column_name, value, raw, status, locator, corrected, read_value
       from cells_of_versions where is_current order by report_id, ordinal`,
    )
    .raw()
    .all();
}

test("cells that people corrected are exported as the view shows them", () => {
  const store = storeCells(
    sampleCells(FORM_2021, { "requests.new.total": { value: 7, raw: "7" } }),
  );
  const corrections = [
    ["requests.new.total", 9],
    ["requests.granted.total", null],
  ] as const;
  putCorrections(
    store,
    sampleRun(),
    corrections.map(([address, value]) => ({
      documentSha256: "a".padEnd(64, "0"),
      address,
      value,
      reason: "read on the page",
      ...SAMPLE_REPORT,
    })),
  );
  const rows = [...readRelation(store, "cells").rows];
  expect(rows).toEqual(selectRows(store));
  expect(rows.filter((row) => row[8] === 1).map((row) => row.slice(2, 7))).toEqual([
    ["new", "total", 9, "7", "reported"],
    ["granted", "total", null, "0", "unreadable"],
  ]);
  expect(rows.filter((row) => row[8] === 1).map((row) => row[9])).toEqual([7, 0]);
  expect(rows.every((row) => row[8] === 1 || row[9] === null)).toBe(true);
});

test("whatever is read comes back the same, by the program and by plain SQL", () => {
  fc.assert(
    fc.property(reports, (cells) => {
      const store = storeCells(cells);
      expect(getReport(store, { reportId: 1 })?.report.cells).toEqual(cells);
      const rows = selectCells(store).map((row) => ({
        address: `${row.table_name}.${row.row_name}.${row.column_name}`,
        value: row.value,
        status: row.status,
        raw: row.raw,
        locator: row.locator === null ? null : JSON.parse(row.locator),
      }));
      expect(rows).toEqual(cells);
      expect([...readRelation(store, "cells").rows]).toEqual(selectRows(store));
    }),
    { numRuns: 40 },
  );
});
