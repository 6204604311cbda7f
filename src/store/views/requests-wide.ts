import { cellSql, type Forms } from "./cell-sql.ts";
import { CELLS, CURRENT, WHICH } from "./current.ts";

/** Names of the wide columns beside the address of their cell, in the order of the newest form. */
export function listWideColumns(forms: Forms): { name: string; address: string }[] {
  const columns = new Map<string, string>();
  for (const form of [...forms.values()].sort(newestFirst)) {
    for (const { table, row, column, address } of form.cells) {
      if (table === "requests") columns.set(`${row}__${column}`, address);
    }
  }
  return [...columns].map(([name, address]) => ({ name, address }));
}

/** A report a row, a column for each cell of `requests`, worked out only where it is selected. */
export function requestsWideView(forms: Forms): string {
  const columns = listWideColumns(forms).map(
    ({ name, address }) => `,\n  ${cellSql(forms, address)} as ${name}`,
  );
  return `requests_wide as
select ${WHICH}${columns.join("")}
from ${CURRENT}
${CELLS}`;
}

function newestFirst(
  left: { template: string; id: number },
  right: { template: string; id: number },
) {
  return Number(right.template) - Number(left.template) || right.id - left.id;
}
