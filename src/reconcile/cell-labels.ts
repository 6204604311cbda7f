import { type Form, type FormCell, listCells } from "../model/form.ts";

const known = new WeakMap<Form, ReadonlyMap<string, FormCell>>();

function cellsOf(form: Form): ReadonlyMap<string, FormCell> {
  const stored = known.get(form);
  if (stored !== undefined) return stored;
  const cells = new Map(listCells(form).map((cell) => [cell.address, cell]));
  known.set(form, cells);
  return cells;
}

/** What several cells of a form have in common, in its own words: their row, their column, or their table. */
export function labelsOf(addresses: readonly string[], form: Form): string {
  const cells = addresses.flatMap((address) => cellsOf(form).get(address) ?? []);
  const [first] = cells;
  if (first === undefined) return "";
  const isOneRow = cells.every((cell) => cell.row === first.row);
  const isOneColumn = cells.every((cell) => cell.column.id === first.column.id);
  if (isOneRow && isOneColumn) return `${first.row.label} ${first.column.label}`;
  if (isOneRow) return first.row.label;
  return isOneColumn ? first.column.label : first.table.title;
}
