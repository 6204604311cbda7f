import type { PackedForm } from "../store.ts";
import { VALUES } from "./current.ts";

/** Forms of one database, as the generated views need them. */
export type Forms = ReadonlyMap<number, PackedForm>;

/** The value of one cell in SQL, whichever form the version follows; null on forms without the cell. */
export function cellSql(forms: Forms, address: string): string {
  const cases = [...forms.values()].flatMap((form) => {
    const ordinal = form.cells.findIndex((cell) => cell.address === address);
    return ordinal === -1 ? [] : [`when ${form.id} then ${VALUES} ->> ${ordinal}`];
  });
  return cases.length === 0 ? "null" : `case c.form_id ${cases.join(" ")} end`;
}

/** The sum of cells in SQL; null as soon as one of them is. */
export function sumSql(forms: Forms, addresses: readonly string[]): string {
  return `(${addresses.map((address) => cellSql(forms, address)).join(" + ")})`;
}
