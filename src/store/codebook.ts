import type { FindingCode } from "../model/finding.ts";
import {
  type Form,
  type FormCell,
  type FormColumn,
  type FormRow,
  listCells,
} from "../model/form.ts";
import type { CellStatus } from "../model/report.ts";
import { listComparable } from "./crosswalk.ts";
import { PUBLIC_RELATIONS } from "./relations-data.ts";
import { toShortName } from "./short-names.ts";
import type { Store } from "./store.ts";
import { RATES } from "./views/rates.ts";
import { listWideColumns } from "./views/requests-wide.ts";

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly label_zh: string;
  readonly unit: string;
  readonly meaning: string;
  readonly template: string;
  /** Forms of other years that a figure may be compared with. */
  readonly comparable: string;
}

/** Keeps the codebook in step with the forms and the public relations; writes nothing if it is. */
export function writeCodebook(store: Store, forms: readonly Form[]): void {
  const wanted = [
    ...forms.flatMap((form) => explainForm(form, listComparable(form, forms))),
    ...explainWords(),
    ...withShortNames(explainRelations(store, forms)),
  ];
  const held = store
    .sql<[], Entry>(
      `select name, kind, label_zh, unit, meaning, template, comparable
       from codebook_entry order by ordinal`,
    )
    .all();
  if (JSON.stringify(wanted) === JSON.stringify(held)) return;
  store.sql("delete from codebook_entry").run();
  const insert = store.sql<unknown[], never>(
    `insert into codebook_entry (ordinal, name, kind, label_zh, unit, meaning, template, comparable)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  wanted.forEach((entry, ordinal) => {
    insert.run(ordinal, ...Object.values(entry));
  });
}

/** What is said of a name that has no unit and is the same whatever form a report follows. */
const ANY_FORM = { unit: "none", template: "all", comparable: "all" } as const;
/** Of a figure that no other form has. */
const NOT_COMPARABLE = "none";
/** Of a part of a form: its cells are comparable or not, each by itself. */
const BY_CELL = "by cell";

function toEntry(
  kind: string,
  name: string,
  told: Pick<Entry, "label_zh" | "meaning"> & Partial<Entry>,
): Entry {
  const { label_zh, meaning } = told;
  const { unit, template, comparable } = { ...ANY_FORM, ...told };
  return { name, kind, label_zh, unit, meaning, template, comparable };
}

function explainForm(form: Form, comparable: ReadonlyMap<string, string>): Entry[] {
  const part = { template: form.id, comparable: BY_CELL };
  return [
    toEntry("template", form.id, {
      label_zh: `${form.id}年格式`,
      meaning: `official table format, ${form.basis}`,
      ...part,
    }),
    ...form.tables.flatMap((table) => [
      toEntry("table", table.id, {
        label_zh: table.title,
        meaning: table.section === undefined ? "annex" : `table of section ${table.section}`,
        ...part,
      }),
      ...table.rows.map((row) =>
        toEntry("row", `${table.id}.${row.id}`, {
          label_zh: row.label,
          meaning: describeRow(row),
          ...part,
        }),
      ),
      ...listColumns(table.rows).map((column) =>
        toEntry("column", `${table.id}.${column.id}`, {
          label_zh: column.label,
          unit: column.unit,
          meaning: describeColumn(column),
          ...part,
        }),
      ),
    ]),
    ...listCells(form).map((cell) =>
      toEntry("cell", cell.address, {
        label_zh: labelOf(cell),
        unit: cell.column.unit,
        meaning: describeColumn(cell.column),
        template: form.id,
        comparable: comparable.get(cell.address) ?? NOT_COMPARABLE,
      }),
    ),
  ];
}

function labelOf({ row, column }: FormCell): string {
  return [...row.groups, row.label, column.label].join(" / ");
}

function describeRow(row: FormRow): string {
  return row.groups.length === 0
    ? "row of the form"
    : `row of the form, under ${row.groups.join(" / ")}`;
}

function describeColumn(column: FormColumn): string {
  const type = column.type.replace("_", " ");
  return column.group === undefined ? type : `${type}, under ${column.group}`;
}

/** The columns of a table, each once, with the label and unit of the first row that has it. */
function listColumns(rows: readonly FormRow[]): FormColumn[] {
  const columns = new Map<string, FormColumn>();
  for (const column of rows.flatMap((row) => row.columns)) {
    if (!columns.has(column.id)) columns.set(column.id, column);
  }
  return [...columns.values()];
}

const STATUSES = {
  reported: ["已填报", "a number was printed"],
  blank: ["空白", "the cell is empty"],
  dash: ["以横线等代替", "/, -, —, 无 is printed instead of a number"],
  unreadable: ["无法辨认", "something is printed that is not understood"],
  absent: ["缺失", "the row, column or table is not there"],
} as const satisfies Record<CellStatus, readonly [string, string]>;

const FINDINGS = {
  row_sum_mismatch: ["行合计不符", "the total of a row is not the sum of its parts"],
  column_sum_mismatch: ["列合计不符", "the total of a column is not the sum of its parts"],
  balance_mismatch: ["勾稽关系不符", "new + carried_in is not processed_total + carried_out"],
  proceedings_total_mismatch: [
    "复议诉讼合计不符",
    "the total of a proceeding is not the sum of its outcomes",
  ],
  carry_over_break: ["结转数不衔接", "this year's carried_in is not last year's carried_out"],
  narrative_conflict: ["图文不符", "the prose says another number than the table"],
  cell_blank: ["单元格空白", "a cell is empty"],
  cell_dash: ["单元格填横线", "a dash or the like is printed instead of a number"],
  cell_unreadable: ["单元格无法辨认", "what a cell prints is not understood"],
  table_missing: ["缺少表格", "a table of the form is not there"],
  section_missing: ["缺少部分", "a section of the form is not there"],
  document_is_image: ["文件为图片", "the report or a table of it is a picture"],
  read_by_ocr: ["光学识别", "numbers were read by optical character recognition"],
  structure_repaired: ["表格已修复", "a shifted or broken table was set right"],
  label_misprint: ["标签印误", "a label is misprinted"],
  unit_converted: ["单位已换算", "a number was converted to the form's unit"],
  year_conflict: ["年度矛盾", "the document names different years"],
  year_inferred: ["年度为推定", "the year was inferred"],
  agency_unresolved: ["机关不明", "the agency could not be told with certainty"],
  published_late: ["逾期公布", "the report was published after it was due"],
  sources_disagree: ["来源不一致", "two documents of one report differ"],
  template_mismatch: ["模板与年度不符", "the report follows the form of other years"],
  cell_unplaced: [
    "未归位单元格",
    "something printed in a table that is no cell of the form; figures are in extra_cells",
  ],
  cell_absent: ["单元格缺失", "a row or column of a table that is there is not printed"],
  row_shift_suspected: [
    "疑似错列",
    "a row is blank at one end: its figures may stand a column off",
  ],
  value_impossible: ["数值不可能", "a count is negative or not whole"],
  part_exceeds_whole: ["部分大于整体", "a number is greater than the one it is part of"],
  rules_unauthorized: ["规章权限存疑", "a county organ, which may make no 规章, reports some"],
  stock_break: [
    "存量不衔接",
    "what is in force, or the items of last year, does not follow from last year's report",
  ],
  departments_exceed_government: [
    "部门之和大于政府",
    "departments and towns together report more requests than their government",
  ],
  correction_suggested: [
    "疑似一格有误",
    "another number in one cell would make all sums hold: a suggestion, never applied",
  ],
  correction_applied: [
    "已人工更正",
    "a person has corrected a cell; checks are of the corrected value",
  ],
  correction_stale: [
    "更正已失效",
    "a person's correction was made for another document of the report and is not applied",
  ],
} as const satisfies Record<FindingCode, readonly [string, string]>;

function explainWords(): Entry[] {
  const explain = (kind: string, words: Readonly<Record<string, readonly [string, string]>>) =>
    Object.entries(words).map(([name, [label_zh, meaning]]) =>
      toEntry(kind, name, { label_zh, meaning }),
    );
  return [...explain("status", STATUSES), ...explain("finding", FINDINGS)];
}

function explainRelations(store: Store, forms: readonly Form[]): Entry[] {
  return PUBLIC_RELATIONS.flatMap(({ name, labelZh, meaning, columns }) => [
    toEntry("relation", name, { label_zh: labelZh, meaning: `a row is ${meaning}` }),
    ...columns.map(([column, label_zh, meaning, unit = ANY_FORM.unit]) =>
      toEntry("relation_column", `${name}.${column}`, { label_zh, unit, meaning }),
    ),
    ...(name === "requests_wide" ? explainWide(store, forms) : []),
    ...(name === "rates" ? explainRates() : []),
  ]);
}

/** A cell of some forms, as a column over all of them: what the newest says, and the forms that have it. */
function explainWide(store: Store, forms: readonly Form[]): Entry[] {
  const newestFirst = [...forms].sort((left, right) => Number(right.id) - Number(left.id));
  const known = newestFirst.map((form) => ({
    id: form.id,
    cells: new Map(listCells(form).map((cell) => [cell.address, cell])),
    comparable: listComparable(form, forms),
  }));
  return listWideColumns(store.forms).map(({ name, address }) => {
    const having = known.filter(({ cells }) => cells.has(address));
    const [newest] = having;
    const cell = newest?.cells.get(address);
    return toEntry("relation_column", `requests_wide.${name}`, {
      // A form that this program no longer has may still be in the database.
      label_zh: cell === undefined ? address : labelOf(cell),
      unit: cell?.column.unit ?? "件",
      meaning: `value of the cell ${address}`,
      template: having.map(({ id }) => id).join(", ") || NOT_COMPARABLE,
      comparable: newest?.comparable.get(address) ?? NOT_COMPARABLE,
    });
  });
}

/** Rates stand on tables three and four, which the forms of 2019 and 2021 share cell by cell. */
const OF_BOTH_FORMS = { template: "2021, 2019", comparable: "2021 and 2019 exact" } as const;

function explainRates(): Entry[] {
  return RATES.flatMap(({ name, labelZh, meaning }) => [
    toEntry("relation_column", `rates.${name}_rate`, {
      label_zh: labelZh,
      meaning,
      ...OF_BOTH_FORMS,
      unit: "1 = 100 %",
    }),
    toEntry("relation_column", `rates.${name}_numerator`, {
      label_zh: `${labelZh}分子`,
      unit: "件",
      meaning: `numerator of ${name}_rate`,
      ...OF_BOTH_FORMS,
    }),
    toEntry("relation_column", `rates.${name}_denominator`, {
      label_zh: `${labelZh}分母`,
      unit: "件",
      meaning: `denominator of ${name}_rate`,
      ...OF_BOTH_FORMS,
    }),
  ]);
}

/** Columns that are called otherwise in files, where a name has 32 characters at most, stand below under that name too. */
function withShortNames(entries: readonly Entry[]): Entry[] {
  const shortened = entries
    .filter(({ kind }) => kind === "relation_column")
    .flatMap((entry): Entry[] => {
      const [relation = "", column = ""] = entry.name.split(".");
      const short = toShortName(column);
      if (short === column) return [];
      const meaning = `${entry.name} in exported files: ${entry.meaning}`;
      return [{ ...entry, name: `${relation}.${short}`, kind: "short_name", meaning }];
    });
  return [...entries, ...shortened];
}
