import { type FormCell, listCells } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { TemplateId } from "../model/report.ts";

const known = new Map<TemplateId, ReadonlyMap<string, FormCell>>();

function findCell(template: TemplateId, address: string): FormCell | undefined {
  const form = formOf(template);
  const cells =
    known.get(template) ?? new Map(form && listCells(form).map((cell) => [cell.address, cell]));
  known.set(template, cells);
  return cells.get(address);
}

/** A cell by the row and column that the form prints, with its address for who looks it up in the data. */
export function CellName(given: { readonly template: TemplateId; readonly address: string }) {
  const { template, address } = given;
  const cell = findCell(template, address);
  if (cell === undefined) return <span class="mono">{address}</span>;
  return (
    <>
      <span lang="zh-CN">
        {cell.row.label} · {cell.column.label}
      </span>{" "}
      <span class="mono quiet">{address}</span>
    </>
  );
}
