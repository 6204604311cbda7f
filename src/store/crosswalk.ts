import { type Form, listCells } from "../model/form.ts";
import { type Crossing, crosswalk } from "../model/forms/crosswalk.ts";
import type { Store } from "./store.ts";

/** Keeps the crosswalk in step with the program; writes nothing if it is. */
export function writeCrosswalk(store: Store, forms: readonly Form[]): void {
  const wanted = listCrossings(forms).map(toRow);
  const held = store
    .sql<[], string[]>(
      `select from_template, from_name, to_template, to_name, comparability, note_en, note_zh, basis
       from crosswalk_entry order by ordinal`,
    )
    .raw()
    .all();
  if (JSON.stringify(wanted) === JSON.stringify(held)) return;
  store.sql("delete from crosswalk_entry").run();
  const insert = store.sql<unknown[], never>(
    `insert into crosswalk_entry (ordinal, from_template, from_name, to_template, to_name,
       comparability, note_en, note_zh, basis) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  wanted.forEach((row, ordinal) => {
    insert.run(ordinal, ...row);
  });
}

function toRow({ from, fromCells, to, toCells, comparability, note, basis }: Crossing): string[] {
  const [fromName, toName] = [fromCells.join("+"), toCells.join("+")];
  return [from, fromName, to, toName, comparability, note.en, note.zh, basis];
}

/** The crossings between the given forms whose cells these forms have. */
function listCrossings(forms: readonly Form[]): Crossing[] {
  const addresses = new Map(
    forms.map((form) => [form.id, new Set(listCells(form).map(({ address }) => address))]),
  );
  return crosswalk.filter(
    ({ from, fromCells, to, toCells }) =>
      fromCells.every((cell) => addresses.get(from)?.has(cell)) &&
      toCells.every((cell) => addresses.get(to)?.has(cell)),
  );
}

/**
 * For each cell of a form, by its address, the other forms that it may be compared with: `2019 exact; 2014 approximate`.
 * Cells that may be compared with none are left out.
 */
export function listComparable(form: Form, forms: readonly Form[]): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { from, fromCells, to, toCells, comparability } of listCrossings(forms)) {
    if (from !== form.id && to !== form.id) continue;
    const [cells, template] = from === form.id ? [fromCells, to] : [toCells, from];
    for (const cell of cells) {
      const known = found.get(cell) ?? new Set();
      found.set(cell, known.add(`${template} ${comparability}`));
    }
  }
  return new Map([...found].map(([cell, words]) => [cell, [...words].sort().reverse().join("; ")]));
}
