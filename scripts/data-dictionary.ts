import type { ColumnType } from "../src/store/column-types.ts";
import {
  type ColumnShape,
  describeRelation,
  listRelations,
  type RelationShape,
} from "../src/store/relation.ts";
import type { Store } from "../src/store/store.ts";
import { RATES } from "../src/store/views/rates.ts";
import { toCode, toTable } from "./markdown-table.ts";

/** What each type is in SQLite, and in exported files. */
const TYPES: Readonly<Record<ColumnType, readonly [inDatabase: string, inFiles: string]>> = {
  integer: ["a whole number", "whole number"],
  number: ["a number, with decimals where the unit is 万元 or it is a rate", "number"],
  boolean: ["1 or 0", "yes or no"],
  date: ["a day, `2025-01-20`", "date"],
  timestamp: ["a moment in UTC, `2026-01-02T03:04:05.678Z`", "date with time"],
  json: ["text that is JSON", "text"],
  text: ["text", "text"],
};

/** Columns of `requests_wide` and `rates` that follow the forms: `new__total`, `denial_rate`. */
const OF_FORM = /__|_(?:rate|numerator|denominator)$/;

/** Where more is said of a relation. */
const MORE: Readonly<Record<string, string>> = {
  cells:
    "Every address: [The forms](forms.md). Places: [How a number is read](how-a-number-is-read.md#where-a-place-points).",
  corrections: "More: [Corrections](corrections.md).",
  extra_cells: "More: [How a number is read](how-a-number-is-read.md#extra-cells).",
  claims: "Every subject: [Checks](checks.md#prose-against-table).",
  expected: "More: [Operations](operations.md#what-is-missing).",
  findings: "Every code: [below](#findings-by-code).",
  versions: "More: [How a number is read](how-a-number-is-read.md#versions).",
  sources: "The keys of an entry: [Add a source](add-a-source.md).",
  crosswalk: "All of it: [The forms](forms.md#over-the-years).",
};

/** The public relations and their columns, and the words found in them, in Markdown. */
export function describeData(store: Store): string {
  const relations = listRelations().map((name) => describeRelation(store, name));
  return [
    ...introduction,
    ...listContents(relations),
    ...relations.flatMap(describe),
    ...describeWords(store, "status", "Statuses", statusNote),
    ...describeWords(store, "finding", "Findings by code", findingNote),
    "",
  ].join("\n");
}

const introduction = [
  "# Data dictionary",
  "",
  "Every public relation (table or view) of the database and every column of it. `npm run dictionary` makes this page from the program,",
  "so do not edit it. The database holds the same in its relation `codebook`. The cells of the official forms, what may be compared over",
  "years, and the shortened names of exported files are in [The forms](forms.md).",
  "",
  "A column may be empty (null) where its meaning says so. A number that is not there is null, never 0. Units: 件 (cases, documents),",
  "条, 项, 个 (items), 份 (reports), 万元 (10,000 yuan), 毫秒 (milliseconds), 字节 (bytes). No unit: nothing is counted.",
  "",
  "| type | in SQLite | in exported files |",
  "| --- | --- | --- |",
  ...Object.entries(TYPES).map(
    ([type, [database, files]]) => `| ${type} | ${database} | ${files} |`,
  ),
  "",
];

const statusNote = "Of `cells.status` and `extra_cells.status`. Only `reported` has a value.";
const findingNote =
  "Of `findings.code`. `findings.severity` is `error` (a number cannot be trusted), `warning` (look before you use it) or `info`. " +
  "Which code has which severity: [README](../README.md#findings); which rule gives it: [Checks](checks.md).";

function listContents(relations: readonly RelationShape[]): string[] {
  return [
    "## Contents",
    "",
    ...toTable(
      ["relation", "中文", "a row is"],
      relations.map(({ name, labelZh, meaning }) => [`[${name}](#${name})`, labelZh, meaning]),
    ),
    "",
    "Words: [statuses](#statuses), [findings by code](#findings-by-code).",
    "",
  ];
}

function describe(relation: RelationShape): string[] {
  const { name, labelZh, meaning, columns } = relation;
  const more = MORE[name];
  const fixed = columns.filter(({ column }) => !OF_FORM.test(column));
  return [
    `## ${name}`,
    "",
    `${labelZh}. A row is ${meaning}.`,
    ...describeKeys(relation),
    ...(more === undefined ? [] : [more]),
    "",
    ...toTable(["column", "type", "中文", "meaning"], fixed.map(toRow)),
    "",
    ...(name === "requests_wide" ? describeWide(columns.length - fixed.length) : []),
    ...(name === "rates" ? describeRates() : []),
  ];
}

function toRow({ column, type, labelZh, meaning, unit }: ColumnShape): string[] {
  const counted = unit === "none" ? type : `${type}, ${unit}`;
  return [toCode(column), counted, labelZh, meaning];
}

function describeKeys({ primaryKey, foreignKeys }: RelationShape): string[] {
  const pointers = foreignKeys.map(
    ({ columns, relation, references }) =>
      `${columns.map(toCode).join(", ")} → ${toCode(`${relation}.${references.join(", ")}`)}`,
  );
  const told = [
    ...(primaryKey.length === 0 ? [] : [`Key: ${primaryKey.map(toCode).join(", ")}.`]),
    ...(pointers.length === 0 ? [] : [`Points at: ${pointers.join("; ")}.`]),
  ];
  return told.length === 0 ? [] : [told.join(" ")];
}

function describeWide(columns: number): string[] {
  return [
    `And ${columns} columns \`row__column\` (integer, 件), one for each cell of section three of any form, such as \`granted__total\`:`,
    "the rows and columns are those of `requests` in [The forms](forms.md). A column is null where the cell has no number, and where the",
    "report's form has no such cell: `other__total` is of 2019 only, `other_misc__total` of 2021 only. `cells.status` tells which.",
    "",
  ];
}

function describeRates(): string[] {
  return [
    "And three columns for each rate: `NAME_rate` (number, 1 = 100 %), `NAME_numerator` and `NAME_denominator` (integer, 件). Each stands on",
    "totals over all applicants. A part is null where one of its cells has no number; the rate is null then, and where the denominator is 0.",
    "The forms of 2019 and 2021 have them all, exactly comparable; older reports have none.",
    "",
    ...toTable(
      ["NAME", "中文", "rate of"],
      RATES.map(({ name, labelZh, meaning }) => [toCode(name), labelZh, meaning]),
    ),
    "",
  ];
}

interface Word {
  readonly name: string;
  readonly label_zh: string;
  readonly meaning: string;
}

function describeWords(store: Store, kind: string, heading: string, note: string): string[] {
  const words = store
    .sql<[string], Word>(
      "select name, label_zh, meaning from codebook_entry where kind = ? order by ordinal",
    )
    .all(kind);
  return [
    `## ${heading}`,
    "",
    note,
    "",
    ...toTable(
      ["word", "中文", "meaning"],
      words.map(({ name, label_zh, meaning }) => [toCode(name), label_zh, meaning]),
    ),
    "",
  ];
}
