import {
  editTables,
  type PrintedCell,
  type PrintedPage,
  type PrintedTable,
} from "../sample/print/page.ts";
import { printTables } from "../sample/print/tables.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { type Damage, editRow, editTable, listTables } from "./damages.ts";

type Row = readonly PrintedCell[];

/** Places of the figures of section three's columns; the two outer ones reach over two header lines. */
const NATURAL_PERSON = 0;
const TOTAL = 6;

const isFigure = (cell: PrintedCell): boolean => cell.kind === "figure";

/** The row with its figures in another order; labels stay. */
function orderFigures(row: Row, order: (figures: Row) => Row): Row {
  const figures = row.filter(isFigure);
  return figures.length === 0 ? row : [...row.filter((cell) => !isFigure(cell)), ...order(figures)];
}

function swap(row: Row, one: number, other: number): Row {
  return row.map((cell, index) => {
    if (index === one) return row[other] ?? cell;
    return index === other ? (row[one] ?? cell) : cell;
  });
}

/** Two columns of section three change places. The second header line prints 自然人, a group of five, 总计. */
function swapRequestColumns(one: number, other: number, headers: "with" | "without"): Damage {
  return {
    name: `requests columns ${one + 1} and ${other + 1} swapped ${headers} their headers`,
    apply: (page) =>
      editTable(page, "requests", ({ rows }) =>
        rows.map((row, line) => {
          if (row.some(isFigure)) return orderFigures(row, (cells) => swap(cells, one, other));
          return headers === "with" ? swapHeader(row, line, one, other) : row;
        }),
      ),
  };
}

function swapHeader(row: Row, line: number, one: number, other: number): Row {
  const isOuter = one === NATURAL_PERSON && other === TOTAL;
  if (isOuter) return line === 1 ? swap(row, 0, 2) : row;
  return line === 2 ? swap(row, one - 1, other - 1) : row;
}

const totalToFront: Damage = {
  name: "requests total column moved to the front with its header",
  apply: (page) =>
    editTable(page, "requests", ({ rows }) =>
      rows.map((row, line) => {
        const [natural, group, total] = row;
        const isSecond = line === 1 && natural && group && total;
        if (isSecond) return [total, natural, group];
        return orderFigures(row, (cells) => [...cells.slice(TOTAL), ...cells.slice(0, TOTAL)]);
      }),
    ),
};

/** In section two's first item, and in each kind of proceeding of section four, two columns change places. */
const swapDocumentColumns: Damage = {
  name: "disclosure columns of the first item swapped with their headers",
  apply: (page) =>
    editTable(page, "disclosure", ({ rows }) =>
      rows.map((row, line) => (line >= 1 && line <= 3 ? swap(row, 1, 2) : row)),
    ),
};

/** Where the outcomes of each kind of proceeding begin: on the second header line 行政复议 alone, on the third the suits. */
const OUTCOME_STARTS = [[], [0], [0, 5], [0, 5, 10]];

function swapOutcomes(one: number, other: number): Damage {
  return {
    name: `proceedings outcomes ${one + 1} and ${other + 1} swapped with their headers`,
    apply: (page) =>
      editTable(page, "proceedings", ({ rows }) =>
        rows.map((row, line) =>
          (OUTCOME_STARTS[line] ?? []).reduce(
            (cells, at) => swap(cells, at + one, at + other),
            row,
          ),
        ),
      ),
  };
}

function withoutHeader(id: string): Damage {
  return {
    name: `${id} without its header lines`,
    apply: (page) => editTable(page, id, ({ rows }) => rows.filter((row) => row.some(isFigure))),
  };
}

const withoutAnyHeader: Damage = {
  name: "all tables without their header lines",
  apply: (page) =>
    ["disclosure", "requests", "proceedings"].reduce(
      (changed, id) => withoutHeader(id).apply(changed),
      page,
    ),
};

const transposed: Damage = {
  name: "requests transposed",
  apply: (page) =>
    editTable(page, "requests", ({ rows }) => {
      const lines = rows.filter((row) => row.some(isFigure));
      const plain = (cell: PrintedCell | undefined): PrintedCell => ({
        kind: cell?.kind ?? "header",
        text: cell?.text ?? "",
        columnSpan: 1,
        rowSpan: 1,
      });
      const columns = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计".split(" ");
      return [
        [plain(undefined), ...lines.map((row) => plain(row.find(({ kind }) => kind === "label")))],
        ...columns.map((text, column) => [
          { ...plain(undefined), text },
          ...lines.map((row) => plain(row.filter(isFigure)[column])),
        ]),
      ];
    }),
};

const twice = (id: string): Damage => ({
  name: `${id} printed twice`,
  apply: (page) => editTables(page, (table) => (table.id === id ? [table, table] : [table])),
});

const lost = (id: string): Damage => ({
  name: `${id} lost`,
  apply: (page) => editTables(page, (table) => (table.id === id ? [] : [table])),
});

/** Tables of another report of the same form, such as last year's kept for comparison. */
function foreignTables({ form }: SampleReport): readonly PrintedTable[] {
  return printTables(form, sampleReport(99, { form, spread: "busy" }).values);
}

function lastYear(id: string, where: "above" | "below"): Damage {
  return {
    name: `${id} with last year's ${where}`,
    apply: (page) => {
      const other = foreignTables(page.report).find((table) => table.id === id);
      return editTables(page, (table) => {
        if (table.id !== id || other === undefined) return [table];
        return where === "above" ? [other, table] : [table, other];
      });
    },
  };
}

const ids = ["disclosure", "requests", "proceedings"];

/** Whole tables printed in ways that the form does not foresee. */
export function listTableDamages(): Damage[] {
  return [
    ...ids.flatMap((id) => [
      twice(id),
      lost(id),
      withoutHeader(id),
      lastYear(id, "above"),
      lastYear(id, "below"),
    ]),
    withoutAnyHeader,
    transposed,
    totalToFront,
    swapDocumentColumns,
    swapOutcomes(0, 1),
    swapOutcomes(2, 3),
    swapOutcomes(0, 4),
    swapRequestColumns(1, 2, "with"),
    swapRequestColumns(1, 5, "with"),
    swapRequestColumns(2, 4, "with"),
    swapRequestColumns(NATURAL_PERSON, TOTAL, "with"),
    swapRequestColumns(NATURAL_PERSON, TOTAL, "without"),
    swapRequestColumns(5, TOTAL, "without"),
  ];
}

/** In each row of figures: two neighbours glued into one cell, or an empty cell too many. */
export function listRowShifts(page: PrintedPage): Damage[] {
  const edits: readonly { name: string; edit: (figures: Row) => Row }[] = [
    { name: "first two figures glued", edit: (figures) => glue(figures, 0, "") },
    { name: "last two figures glued", edit: (figures) => glue(figures, figures.length - 2, "") },
    { name: "two figures in one cell", edit: (figures) => glue(figures, 1, " ") },
    { name: "an empty cell before the figures", edit: (figures) => [empty, ...figures] },
    { name: "an empty cell after the figures", edit: (figures) => [...figures, empty] },
  ];
  return listTables(page).flatMap(({ id, rows }, table) =>
    rows.flatMap((row, index) =>
      row.filter(isFigure).length < 3
        ? []
        : edits.map(({ name, edit }) => ({
            name: `${id} row ${index + 1}: ${name}`,
            apply: (other: PrintedPage) =>
              editRow(other, table, index, (cells) => orderFigures(cells, edit)),
          })),
    ),
  );
}

const empty: PrintedCell = { kind: "figure", text: "", columnSpan: 1, rowSpan: 1 };

function glue(figures: Row, at: number, between: string): Row {
  const [one, other] = [figures[at], figures[at + 1]];
  if (one === undefined || other === undefined) return figures;
  const glued = { ...one, text: `${one.text}${between}${other.text}` };
  return [...figures.slice(0, at), glued, ...figures.slice(at + 2)];
}
