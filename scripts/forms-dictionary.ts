import {
  type Form,
  type FormColumn,
  type FormRow,
  type FormTable,
  listCells,
} from "../src/model/form.ts";
import { type Crossing, crosswalk } from "../src/model/forms/crosswalk.ts";
import { describeRelation } from "../src/store/relation.ts";
import type { Store } from "../src/store/store.ts";
import { toCode, toTable } from "./markdown-table.ts";

/** The last part of an address: `.total` of `requests.new.total` */
const COLUMN = /\.[^.]+$/;

/** The official forms cell by cell, what may be compared between them, and names in files, in Markdown. */
export function describeForms(store: Store, forms: readonly Form[]): string {
  const newestFirst = [...forms].sort((left, right) => Number(right.id) - Number(left.id));
  return [
    "# The forms",
    "",
    "The cells of the official forms, as `cells` names them. `npm run dictionary` makes this page from the program, so do not edit it.",
    "A cell's address is `table.row.column`, such as `requests.granted.total`; in `requests_wide` it is the column `granted__total`.",
    "`reports.template` says which form a report follows. It is known by the printed headers, so a report for 2022 may follow that of 2019.",
    "",
    ...listContents(newestFirst),
    ...newestFirst.flatMap((form, index) => describeForm(form, newestFirst[index - 1])),
    ...describeCrosswalk(),
    ...describeShortNames(store),
    "",
  ].join("\n");
}

const titleOf = (form: Form): string => `Form of ${form.id}`;

function listContents(forms: readonly Form[]): string[] {
  return [
    "## Contents",
    "",
    ...toTable(
      ["template", "reports for", "set by", "cells"],
      forms.map((form) => [
        `[${form.id}](#${titleOf(form).toLowerCase().replaceAll(" ", "-")})`,
        `${form.years.first} to ${form.years.last ?? "today"}`,
        form.basis,
        `${listCells(form).length}`,
      ]),
    ),
    "",
    "A report without any official table has the template `none` and no cells.",
    "",
    "Then: [over the years](#over-the-years), [names in files](#names-in-files).",
    "",
  ];
}

function describeForm(form: Form, newer: Form | undefined): string[] {
  const sections = form.sections.map((section, index) => `${index + 1} ${section}`).join("; ");
  return [
    `## ${titleOf(form)}`,
    "",
    sections === "" ? "Its reports have no outline of their own." : `Sections: ${sections}.`,
    "",
    ...form.tables.flatMap((table) => [
      `### ${table.id} of ${form.id}`,
      "",
      `${table.title}${table.section === undefined ? ", an annex" : `, section ${table.section}`}.`,
      "",
      ...describeTable(table, newer),
    ]),
  ];
}

/** A table that a newer form has with the same columns is told by what differs. */
function describeTable(table: FormTable, newer: Form | undefined): readonly string[] {
  const other = newer?.tables.find(({ id }) => id === table.id);
  if (newer === undefined || other === undefined || !isAlike(table, other)) return listTable(table);
  const added = table.rows.filter((row) => !other.rows.some(({ id }) => id === row.id));
  const lacking = other.rows.filter((row) => !table.rows.some(({ id }) => id === row.id));
  if (added.length + lacking.length === 0)
    return [`The same rows and columns as in ${newer.id}.`, ""];
  const name = ({ id, label }: FormRow) => `${toCode(id)} (${label})`;
  return [
    `The same as in ${newer.id}, but for ${added.map(name).join(", ")} in the place of ${lacking.map(({ id }) => toCode(id)).join(", ")}.`,
    "",
  ];
}

function isAlike(table: FormTable, other: FormTable): boolean {
  const [columns, others] = [findCommonColumns(table), findCommonColumns(other)];
  return columns !== undefined && columns === others;
}

/** The columns that all rows share, or undefined where rows have columns of their own. */
function findCommonColumns({ rows }: FormTable): readonly FormColumn[] | undefined {
  const columns = rows[0]?.columns;
  return rows.every((row) => row.columns === columns) ? columns : undefined;
}

function listTable(table: FormTable): readonly string[] {
  const columns = findCommonColumns(table);
  if (columns === undefined) return listOwnColumns(table);
  return [
    ...toTable(
      ["row", "中文", "under"],
      table.rows.map(({ id, label, groups }) => [toCode(id), label, groups.join(" / ")]),
    ),
    "",
    ...toTable(
      ["column", "中文", "under", "unit"],
      columns.map(({ id, label, group = "", unit }) => [toCode(id), label, group, unit]),
    ),
    "",
  ];
}

function listOwnColumns({ rows }: FormTable): readonly string[] {
  const isSingle = rows.every(({ columns }) => columns.length === 1 && columns[0]?.id === "value");
  const describe = ({ id, label, unit }: FormColumn) =>
    isSingle ? unit : `${toCode(id)} ${label}, ${unit}`;
  return [
    ...(isSingle ? ["One column, `value` (统计数); its unit is that of the row.", ""] : []),
    ...toTable(
      ["row", "中文", "under", isSingle ? "unit" : "columns"],
      rows.map(({ id, label, groups, columns }) => [
        toCode(id),
        label,
        groups.join(" / "),
        columns.map(describe).join("; "),
      ]),
    ),
    "",
  ];
}

/** Crossings with one note, cells of one row told together. */
interface Bridge {
  readonly from: string;
  readonly to: Set<string>;
  readonly fromName: string;
  readonly toName: string;
  readonly comparability: string;
  readonly note: string;
}

function describeCrosswalk(): string[] {
  return [
    "## Over the years",
    "",
    "The relation `crosswalk`: what is not in it may not be compared. `+` joins cells whose sum is meant, `*` stands here for every column of",
    "the row. `same` is the name on the left. Its rows also say in Chinese what they rest on (`note_zh`, `basis`).",
    "",
    ...toTable(
      ["from", "cells", "to", "cells", "", "note"],
      listBridges().map(({ from, to, fromName, toName, comparability, note }) => [
        from,
        toNames(fromName),
        [...to].join(", "),
        fromName === toName ? "same" : toNames(toName),
        comparability,
        note,
      ]),
    ),
    "",
    "How to use it in a query: [How a number is read](how-a-number-is-read.md#over-the-years).",
    "",
  ];
}

const toNames = (names: string): string =>
  names
    .split(", ")
    .map((name) => name.split("+").map(toCode).join(" + "))
    .join(", ");

function listBridges(): Bridge[] {
  const rows = new Map<string, Crossing[]>();
  for (const crossing of crosswalk) {
    const { from, to, fromCells, toCells } = crossing;
    const key = [from, to, ...[...fromCells, ...toCells].map(toRowName)].join(" ");
    // Cells of 2014 have one column, and go to cells of several.
    const own = from === "2014" ? `${key} ${fromCells} ${toCells}` : key;
    rows.set(own, [...(rows.get(own) ?? []), crossing]);
  }
  const bridges = new Map<string, Bridge>();
  for (const [first, ...more] of rows.values()) {
    if (first === undefined) continue;
    const bridge = toBridge(first, more.length > 0);
    const key = [bridge.from, bridge.fromName, bridge.toName].join(" ");
    bridges.get(key)?.to.add(first.to);
    if (!bridges.has(key)) bridges.set(key, bridge);
  }
  return joinAlike([...bridges.values()]);
}

/** Names that are the same in both forms, and of which the same is to be said, in one line. */
function joinAlike(bridges: readonly Bridge[]): Bridge[] {
  const joined = new Map<string, Bridge>();
  for (const bridge of bridges) {
    const { fromName, toName, note } = bridge;
    const key = fromName === toName ? note : fromName + toName;
    const known = joined.get(key);
    const names = known === undefined ? fromName : `${known.fromName}, ${fromName}`;
    const toNames = fromName === toName ? names : toName;
    joined.set(key, { ...bridge, fromName: names, toName: toNames });
  }
  return [...joined.values()];
}

const toRowName = (address: string): string => address.replace(COLUMN, ".*");

function toBridge(
  { from, to, fromCells, toCells, comparability, note }: Crossing,
  isWhole: boolean,
): Bridge {
  const name = (cells: readonly string[]) =>
    cells.map((cell) => (isWhole ? toRowName(cell) : cell)).join("+");
  const names = { fromName: name(fromCells), toName: name(toCells) };
  return { from, to: new Set([to]), ...names, comparability, note: note.en };
}

function describeShortNames(store: Store): string[] {
  const columns = ["requests_wide", "rates"].flatMap(
    (name) => describeRelation(store, name).columns,
  );
  const shortened = columns.filter(({ column, name }) => column !== name);
  return [
    "## Names in files",
    "",
    "Columns with more than 32 characters have a shorter name in exported files (Parquet, CSV, Excel, data package), because Stata takes no",
    "longer ones. SQLite keeps the long name. All other columns have one name everywhere.",
    "",
    ...toTable(
      ["in SQLite", "in files"],
      shortened.map(({ column, name }) => [toCode(column), toCode(name)]),
    ),
    "",
  ];
}
