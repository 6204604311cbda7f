import {
  editTables,
  type PrintedCell,
  type PrintedPage,
  type PrintedTable,
} from "../sample/print/page.ts";

/** Something that happened to a page between the agency and us. */
export interface Damage {
  readonly name: string;
  readonly apply: (page: PrintedPage) => PrintedPage;
}

interface CellPlace {
  /** Ordinal of the table on the page, from 0. */
  readonly table: number;
  readonly id: string;
  readonly row: number;
  readonly column: number;
  readonly cell: PrintedCell;
}

export const listTables = (page: PrintedPage): PrintedTable[] =>
  page.sections.flatMap((section) => section.tables);

/** Every cell of every table of a page. */
function listPlaces(page: PrintedPage): CellPlace[] {
  return listTables(page).flatMap(({ id, rows }, table) =>
    rows.flatMap((cells, row) => cells.map((cell, column) => ({ table, id, row, column, cell }))),
  );
}

type EditRow = (row: readonly PrintedCell[]) => readonly PrintedCell[];

export function editRow(page: PrintedPage, table: number, row: number, edit: EditRow): PrintedPage {
  return editNth(page, table, (rows) =>
    rows.map((cells, index) => (index === row ? edit(cells) : cells)),
  );
}

type Rows = PrintedTable["rows"];

/** The page with the rows of its n-th table edited. */
function editNth(page: PrintedPage, nth: number, edit: (rows: Rows) => Rows): PrintedPage {
  let seen = -1;
  return editTables(page, (table) => {
    seen += 1;
    return [seen === nth ? { ...table, rows: edit(table.rows) } : table];
  });
}

/** The page with the rows of every table of that name edited. */
export function editTable(
  page: PrintedPage,
  id: string,
  edit: (table: PrintedTable) => Rows,
): PrintedPage {
  return editTables(page, (table) =>
    table.id === id ? [{ ...table, rows: edit(table) }] : [table],
  );
}

/** Each cell taken out, and each label, header or caption left empty. */
export function listCellLosses(page: PrintedPage): Damage[] {
  return listPlaces(page).flatMap(({ table, id, row, column, cell }) => {
    const where = `${id} row ${row + 1} cell ${column + 1} (${cell.address ?? cell.text})`;
    const removed: Damage = {
      name: `without ${where}`,
      apply: (other) =>
        editRow(other, table, row, (cells) => cells.filter((_, index) => index !== column)),
    };
    const emptied: Damage = {
      name: `with nothing in ${where}`,
      apply: (other) =>
        editRow(other, table, row, (cells) =>
          cells.map((entry, index) => (index === column ? { ...entry, text: "" } : entry)),
        ),
    };
    return [removed, emptied];
  });
}

/** Whole rows lost, doubled, swapped with the next, or parted by a blank row or a foreign one. */
export function listRowDamages(page: PrintedPage): Damage[] {
  return listTables(page).flatMap(({ id, rows }, table) =>
    rows.flatMap((_, row) =>
      rowEdits.map(({ name, edit }) => ({
        name: `${id} row ${row + 1} ${name}`,
        apply: (other: PrintedPage) => editNth(other, table, (lines) => edit(lines, row)),
      })),
    ),
  );
}

/** Each row printed a second time with other figures: the page then contradicts itself. */
export function listContradictions(page: PrintedPage): Damage[] {
  return listTables(page).flatMap(({ id, rows }, table) =>
    rows.flatMap((_, row) =>
      [0, 1].map((after) => ({
        name: `${id} row ${row + 1} again with other figures ${after === 0 ? "above" : "below"}`,
        apply: (other: PrintedPage) =>
          editNth(other, table, (lines) =>
            insert(lines, row + after, (lines[row] ?? []).map(toSeven)),
          ),
      })),
    ),
  );
}

const rowEdits: readonly { name: string; edit: (rows: Rows, row: number) => Rows }[] = [
  { name: "lost", edit: (rows, row) => rows.filter((_, index) => index !== row) },
  { name: "printed twice", edit: (rows, row) => insert(rows, row, rows[row] ?? []) },
  {
    name: "below the next one",
    edit: (rows, row) =>
      rows.map((cells, index) => {
        if (index === row) return rows[row + 1] ?? cells;
        return index === row + 1 ? (rows[row] ?? cells) : cells;
      }),
  },
  {
    name: "after a blank row",
    edit: (rows, row) => insert(rows, row, (rows[row] ?? []).map(blank)),
  },
  {
    name: "after 其他主动公开文件",
    edit: (rows, row) =>
      insert(
        rows,
        row,
        (rows[row] ?? []).map((cell) => toForeign(cell)),
      ),
  },
];

const insert = (rows: Rows, at: number, row: readonly PrintedCell[]): Rows => [
  ...rows.slice(0, at),
  row,
  ...rows.slice(at),
];

const blank = (cell: PrintedCell): PrintedCell => withoutAddress({ ...cell, text: "" });

const toSeven = (cell: PrintedCell): PrintedCell =>
  cell.kind === "figure" ? withoutAddress({ ...cell, text: "7" }) : cell;

function toForeign(cell: PrintedCell): PrintedCell {
  if (cell.kind === "figure") return withoutAddress({ ...cell, text: "7" });
  return withoutAddress({ ...cell, text: "其他主动公开文件" });
}

function withoutAddress({ kind, text, columnSpan, rowSpan }: PrintedCell): PrintedCell {
  return { kind, text, columnSpan, rowSpan };
}
