import type { FormColumn, FormRow } from "../form.ts";

/** An item of article 20 as section two prints it: a caption, a header line and its rows. */
export function itemRows(
  item: string,
  columns: readonly FormColumn[],
  rows: readonly (readonly [id: string, label: string, ...spellings: string[]])[],
): FormRow[] {
  return rows.map(([id, label, ...spellings]) => ({
    id,
    label,
    ...(spellings.length > 0 && { spellings }),
    groups: [`第二十条第${item}项`],
    columns,
  }));
}

/** A column of whole numbers. */
export function countColumn(
  id: string,
  label: string,
  unit: string,
  ...spellings: string[]
): FormColumn {
  return { id, label, ...(spellings.length > 0 && { spellings }), unit, type: "integer" };
}

/** Caption of the first column of every sub-table of section two. */
export const contentCaption = "信息内容";
