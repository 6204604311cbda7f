import type { FormColumn, FormRow, FormTable } from "../model/form.ts";

/** A header cell of a table laid out as the form prints it. */
export interface HeaderCell {
  readonly label: string;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly scope: "row" | "col" | "rowgroup" | "colgroup";
}

/** A line of figures with the header cells that begin in it. */
export interface BodyLine {
  readonly headers: readonly HeaderCell[];
  /** Cell addresses. */
  readonly cells: readonly string[];
}

/** A stretch of a table under one header. */
export interface TablePart {
  /** What stands above the header over its whole width. */
  readonly caption: string | undefined;
  /** Columns that header cells of rows take, before the figures. */
  readonly stub: number;
  readonly header: readonly (readonly HeaderCell[])[];
  readonly body: readonly BodyLine[];
}

/** Lays an official table out as the form prints it: merged headers, groups of rows, rows side by side. */
export function layOut(table: FormTable): TablePart[] {
  if (table.layout === "across") return [layAcross(table)];
  const stretches = splitByColumns(table.rows);
  return stretches.length === 1
    ? [layDown(table, table.rows)]
    : stretches.map((rows) => layItem(table, rows));
}

/** Section two: a caption, a header line of its own columns, and plain rows. */
function layItem(table: FormTable, rows: readonly FormRow[]): TablePart {
  const [first] = rows;
  const columns = first?.columns ?? [];
  return {
    caption: first?.groups.join(" / ") || undefined,
    stub: 1,
    header: [columns.map((column) => head(column.label))],
    body: rows.map((row) => ({
      headers: [{ label: row.label, columnSpan: 1, rowSpan: 1, scope: "row" }],
      cells: addressesOf(table, row),
    })),
  };
}

/** Section three: groups of rows as merged cells at the left. */
function layDown(table: FormTable, rows: readonly FormRow[]): TablePart {
  const stub = Math.max(...rows.map((row) => row.groups.length)) + 1;
  return {
    caption: undefined,
    stub,
    header: headColumns(rows[0]?.columns ?? []),
    body: rows.map((row, index) => ({
      headers: [
        ...row.groups.flatMap((label, level) => beginGroup(rows, index, level, label)),
        { label: row.label, columnSpan: stub - row.groups.length, rowSpan: 1, scope: "row" },
      ],
      cells: addressesOf(table, row),
    })),
  };
}

/** The header cell of a group where its first row is; nothing in the rows below. */
function beginGroup(
  rows: readonly FormRow[],
  index: number,
  level: number,
  label: string,
): HeaderCell[] {
  const path = rows[index]?.groups.slice(0, level + 1).join("/");
  const isInside = (row: FormRow | undefined) =>
    row !== undefined &&
    row.groups.length > level &&
    row.groups.slice(0, level + 1).join("/") === path;
  if (isInside(rows[index - 1])) return [];
  let rowSpan = 1;
  while (isInside(rows[index + rowSpan])) rowSpan += 1;
  return [{ label, columnSpan: 1, rowSpan, scope: "rowgroup" }];
}

function headColumns(columns: readonly FormColumn[]): HeaderCell[][] {
  if (columns.every(({ group }) => group === undefined)) {
    return [columns.map(({ label }) => head(label))];
  }
  const upper = columns.flatMap((column, index): HeaderCell[] => {
    if (column.group === undefined) {
      return [{ label: column.label, columnSpan: 1, rowSpan: 2, scope: "col" }];
    }
    if (columns[index - 1]?.group === column.group) return [];
    const columnSpan = columns.filter(({ group }) => group === column.group).length;
    return [{ label: column.group, columnSpan, rowSpan: 1, scope: "colgroup" }];
  });
  const lower = columns.flatMap((column) =>
    column.group === undefined ? [] : [head(column.label)],
  );
  return [upper, lower];
}

/** Section four: the rows stand side by side in one line of figures. */
function layAcross(table: FormTable): TablePart {
  const { rows } = table;
  const levels = Math.max(...rows.map((row) => row.groups.length)) + 1;
  const lines = Array.from({ length: levels }, (_, level) =>
    rows.flatMap((row, index) => headAcross(rows, row, index, level, levels)),
  );
  return {
    caption: undefined,
    stub: 0,
    header: [...lines, rows.flatMap((row) => row.columns.map(({ label }) => head(label)))],
    body: [{ headers: [], cells: rows.flatMap((row) => addressesOf(table, row)) }],
  };
}

function headAcross(
  rows: readonly FormRow[],
  row: FormRow,
  index: number,
  level: number,
  levels: number,
): HeaderCell[] {
  const depth = row.groups.length;
  if (level > depth) return [];
  if (level === depth) {
    const rowSpan = levels - depth;
    return [{ label: row.label, columnSpan: row.columns.length, rowSpan, scope: "colgroup" }];
  }
  const group = row.groups[level];
  if (group === undefined || rows[index - 1]?.groups[level] === group) return [];
  const columnSpan = rows
    .filter(({ groups }) => groups[level] === group)
    .reduce((sum, { columns }) => sum + columns.length, 0);
  return [{ label: group, columnSpan, rowSpan: 1, scope: "colgroup" }];
}

function splitByColumns(rows: readonly FormRow[]): FormRow[][] {
  const keyOf = (row: FormRow) =>
    JSON.stringify([row.groups, row.columns.map(({ label }) => label)]);
  const isUniform = new Set(rows.map((row) => row.columns.map(({ id }) => id).join())).size === 1;
  if (isUniform) return [[...rows]];
  const stretches: FormRow[][] = [];
  for (const row of rows) {
    const last = stretches.at(-1);
    if (last?.[0] !== undefined && keyOf(last[0]) === keyOf(row)) last.push(row);
    else stretches.push([row]);
  }
  return stretches;
}

function head(label: string): HeaderCell {
  return { label, columnSpan: 1, rowSpan: 1, scope: "col" };
}

function addressesOf(table: FormTable, row: FormRow): string[] {
  return row.columns.map((column) => `${table.id}.${row.id}.${column.id}`);
}
