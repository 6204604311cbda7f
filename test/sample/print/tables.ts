import type { Form, FormColumn, FormRow, FormTable } from "../../../src/model/form.ts";
import type { Figures } from "../figures.ts";
import type { PrintedCell, PrintedTable } from "./page.ts";

/** The tables of a form with their figures, merged cells and all, as the blank form prints them. */
export function printTables(form: Form, values: Figures): PrintedTable[] {
  return form.tables.map((table) => ({ id: table.id, rows: rowsOf(table, values) }));
}

function rowsOf(table: FormTable, values: Figures): PrintedCell[][] {
  if (table.layout === "across") return acrossRows(table, values);
  const sameColumns = table.rows.every((row) => row.columns === table.rows[0]?.columns);
  return sameColumns ? gridRows(table, values) : itemRows(table, values);
}

/** Section two: caption, header and rows for each item of article 20, stacked. */
function itemRows(table: FormTable, values: Figures): PrintedCell[][] {
  const width = 1 + Math.max(...table.rows.map((row) => row.columns.length));
  return groupBy(table.rows, (row) => row.groups[0] ?? "").flatMap(({ key, rows }) => {
    const columns = rows[0]?.columns ?? [];
    return [
      [cell("caption", key, width)],
      stretch([cell("header", table.captions[0] ?? ""), ...columns.map(header)], width),
      ...rows.map((row) =>
        stretch([cell("label", row.label), ...figures(table, row, values)], width),
      ),
    ];
  });
}

/** Section three: a header of three lines, three columns of labels. */
function gridRows(table: FormTable, values: Figures): PrintedCell[][] {
  const depth = 1 + Math.max(...table.rows.map((row) => row.groups.length));
  const columns = table.rows[0]?.columns ?? [];
  const [corner = "", applicant = ""] = table.captions;
  const over = groupBy(columns, (column) => column.group ?? column.id);
  const second = over.map(({ rows }) => {
    const [first] = rows;
    if (first?.group === undefined) return cell("header", first?.label ?? "", 1, 2);
    return cell("header", first.group, rows.length);
  });
  return [
    [cell("caption", corner, depth, 3), cell("header", applicant, columns.length)],
    second,
    columns.filter((column) => column.group !== undefined).map(header),
    ...table.rows.map((row, index) => [
      ...groupsOpening(table.rows, index),
      cell("label", row.label, depth - row.groups.length),
      ...figures(table, row, values),
    ]),
  ];
}

/** Labels of the groups whose first row this is, as cells that reach down to their last. */
function groupsOpening(rows: readonly FormRow[], index: number): PrintedCell[] {
  const path = (row: FormRow | undefined, level: number) =>
    row?.groups.slice(0, level + 1).join("/") ?? "";
  return (rows[index]?.groups ?? []).flatMap((group, level) => {
    const key = path(rows[index], level);
    if (path(rows[index - 1], level) === key) return [];
    const after = rows.slice(index).findIndex((row) => path(row, level) !== key);
    return [cell("caption", group, 1, after === -1 ? rows.length - index : after)];
  });
}

/** Section four: three header lines over one line of figures. */
function acrossRows(table: FormTable, values: Figures): PrintedCell[][] {
  const kinds = groupBy(table.rows, (row) => row.groups[0] ?? row.label);
  const width = (rows: readonly FormRow[]) => rows.flatMap((row) => row.columns).length;
  return [
    kinds.map(({ key, rows }) => cell("header", key, width(rows))),
    table.rows.flatMap((row) =>
      row.groups.length === 0
        ? row.columns.map((column) => cell("header", column.label, 1, 2))
        : [cell("header", row.label, row.columns.length)],
    ),
    table.rows.filter((row) => row.groups.length > 0).flatMap((row) => row.columns.map(header)),
    table.rows.flatMap((row) => figures(table, row, values)),
  ];
}

function figures(table: FormTable, row: FormRow, values: Figures): PrintedCell[] {
  return row.columns.map((column) => {
    const address = `${table.id}.${row.id}.${column.id}`;
    return { ...cell("figure", String(values.get(address) ?? "")), address };
  });
}

function header(column: FormColumn): PrintedCell {
  return cell("header", column.label);
}

function cell(kind: PrintedCell["kind"], text: string, columnSpan = 1, rowSpan = 1): PrintedCell {
  return { kind, text, columnSpan, rowSpan };
}

/** Lets the last cell reach to the full width. */
function stretch(row: readonly PrintedCell[], width: number): PrintedCell[] {
  const columnSpan = width - row.length + 1;
  return row.map((entry, index) => (index === row.length - 1 ? { ...entry, columnSpan } : entry));
}

/** Neighbours with the same key. */
function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): { key: string; rows: T[] }[] {
  const groups: { key: string; rows: T[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.key === keyOf(row)) last.rows.push(row);
    else groups.push({ key: keyOf(row), rows: [row] });
  }
  return groups;
}
