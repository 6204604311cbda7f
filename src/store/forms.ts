import { createHash } from "node:crypto";
import { type Form, listCells } from "../model/form.ts";
import type { PackedCell, PackedForm, Store } from "./store.ts";

interface CellRow {
  readonly form_id: number;
  readonly template: PackedForm["template"];
  readonly table_name: string;
  readonly row_name: string;
  readonly column_name: string;
  readonly row_ordinal: number;
  readonly place: number;
}

/**
 * Makes sure the database knows the cells of the given forms and remembers which are in force. A form
 * whose list of cells changed is added beside its former self, which stored versions go on pointing at.
 */
export function writeForms(store: Store, forms: readonly Form[]): void {
  for (const form of forms) {
    const cells = toPackedCells(form);
    const id = findForm(store, form.id, cells) ?? insertForm(store, form.id, cells);
    store.formInForce.set(form.id, { id, template: form.id, cells });
  }
}

/** Like writeForms, but writes nothing: a form that the database does not know is not in force there. */
export function findForms(store: Store, forms: readonly Form[]): void {
  for (const form of forms) {
    const cells = toPackedCells(form);
    const id = findForm(store, form.id, cells);
    if (id !== undefined) store.formInForce.set(form.id, { id, template: form.id, cells });
  }
}

/** Loads every form the database has cells of. */
export function readForms(store: Store): void {
  const rows = store
    .sql<[], CellRow>(
      `select form_id, template, table_name, row_name, column_name, row_ordinal, place
       from form_cell join form using (form_id) order by form_id, ordinal`,
    )
    .all();
  const cells = new Map<number, PackedCell[]>();
  for (const row of rows) {
    const members = cells.get(row.form_id) ?? [];
    if (members.length === 0) {
      cells.set(row.form_id, members);
      store.forms.set(row.form_id, { id: row.form_id, template: row.template, cells: members });
    }
    members.push(toCell(row));
  }
}

function toCell(row: CellRow): PackedCell {
  return {
    address: `${row.table_name}.${row.row_name}.${row.column_name}`,
    table: row.table_name,
    row: row.row_name,
    column: row.column_name,
    rowOrdinal: row.row_ordinal,
    place: row.place,
  };
}

function toPackedCells(form: Form): PackedCell[] {
  let rowOrdinal = -1;
  let row: unknown;
  let place = 0;
  return listCells(form).map((cell) => {
    if (cell.row === row) place += 1;
    else {
      row = cell.row;
      rowOrdinal += 1;
      place = 0;
    }
    return {
      address: cell.address,
      table: cell.table.id,
      row: cell.row.id,
      column: cell.column.id,
      rowOrdinal,
      place,
    };
  });
}

function findForm(store: Store, template: string, cells: readonly PackedCell[]) {
  return store
    .sql<[string, string], { form_id: number }>(
      "select form_id from form where template = ? and addresses_sha256 = ?",
    )
    .get(template, hashAddresses(cells))?.form_id;
}

function insertForm(store: Store, template: string, cells: readonly PackedCell[]): number {
  const { lastInsertRowid } = store
    .sql<[string, string], never>("insert into form (template, addresses_sha256) values (?, ?)")
    .run(template, hashAddresses(cells));
  const insert = store.sql<unknown[], never>(
    `insert into form_cell (form_id, ordinal, table_name, row_name, column_name, row_ordinal, place)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  cells.forEach((cell, ordinal) => {
    const { table, row, column, rowOrdinal, place } = cell;
    insert.run(lastInsertRowid, ordinal, table, row, column, rowOrdinal, place);
  });
  return Number(lastInsertRowid);
}

function hashAddresses(cells: readonly PackedCell[]): string {
  return createHash("sha256")
    .update(cells.map((cell) => `${cell.address} ${cell.rowOrdinal}`).join("\n"))
    .digest("hex");
}
