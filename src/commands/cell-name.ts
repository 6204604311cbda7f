import { closest, distance } from "fastest-levenshtein";
import { type FormCell, listCells } from "../model/form.ts";
import { formOf, forms } from "../model/forms/forms.ts";
import type { TemplateId } from "../model/report.ts";

/** A name further off than this is not a slip of the keyboard. */
const MAX_TYPOS = 6;
const MAX_SUGGESTED = 3;

/** Cells of a template, or of all. */
function listNames(template?: TemplateId): string[] {
  const chosen = template === undefined ? [...forms.values()] : [formOf(template)];
  const names = chosen.flatMap((form) => (form === undefined ? [] : listCells(form)));
  return [...new Set(names.map(({ address }) => address))];
}

/** Whether any form has a cell of the name. */
export function isCell(name: string): boolean {
  return listNames().includes(name);
}

/** A template's cell of the name; undefined if it has none. */
export function findCell(template: TemplateId, name: string): FormCell | undefined {
  const form = formOf(template);
  return form && listCells(form).find(({ address }) => address === name);
}

/** What to say of a name that no cell has, with the nearest ones that a template's cells, or any, have. */
export function describeUnknownCell(name: string, template?: TemplateId): string {
  const names = listNames(template);
  if (names.length === 0)
    return `a report of prose alone has no cells, met ${JSON.stringify(name)}`;
  const near = names
    .map((known) => ({ known, typos: distance(name, known) }))
    .filter(({ known, typos }) => typos <= MAX_TYPOS || known.includes(name))
    .sort((one, other) => one.typos - other.typos)
    .slice(0, MAX_SUGGESTED)
    .map(({ known }) => known);
  const meant = near.length > 0 ? near : [closest(name, names)];
  const where = template === undefined ? "" : ` of form ${template}`;
  return `expected a cell${where}, met ${JSON.stringify(name)}: did you mean ${meant.join(", or ")}?`;
}
