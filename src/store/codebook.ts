import type { FindingCode } from "../model/finding.ts";
import { type Form, type FormColumn, type FormRow, listCells } from "../model/form.ts";
import type { CellStatus } from "../model/report.ts";
import { listComparable } from "./crosswalk.ts";
import { PUBLIC_RELATIONS } from "./relations-data.ts";
import type { Store } from "./store.ts";
import { RATES } from "./views/rates.ts";
import { listWideColumns } from "./views/requests-wide.ts";

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly label_zh: string | null;
  readonly unit: string | null;
  readonly meaning: string | null;
  readonly template: string | null;
  /** Forms of other years that a cell may be compared with; null for anything else. */
  readonly comparable: string | null;
}

/** Keeps the codebook in step with the forms and the public relations; writes nothing if it is. */
export function writeCodebook(store: Store, forms: readonly Form[]): void {
  const wanted = [
    ...forms.flatMap((form) => explainForm(form, listComparable(form, forms))),
    ...explainWords(),
    ...explainRelations(store),
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

function toEntry(kind: string, name: string, rest: Partial<Entry>): Entry {
  const { label_zh = null, unit = null, meaning = null, template = null, comparable = null } = rest;
  return { name, kind, label_zh, unit, meaning, template, comparable };
}

function explainForm(form: Form, comparable: ReadonlyMap<string, string>): Entry[] {
  const template = form.id;
  const meaning = `official table format, ${form.basis}`;
  return [
    toEntry("template", form.id, { meaning, template }),
    ...form.tables.flatMap((table) => [
      toEntry("table", table.id, {
        label_zh: table.title,
        meaning: table.section === undefined ? "annex" : `table of section ${table.section}`,
        template,
      }),
      ...table.rows.map((row) =>
        toEntry("row", `${table.id}.${row.id}`, {
          label_zh: row.label,
          meaning: describeRow(row),
          template,
        }),
      ),
      ...listColumns(table.rows).map((column) =>
        toEntry("column", `${table.id}.${column.id}`, {
          label_zh: column.label,
          unit: column.unit,
          meaning: describeColumn(column),
          template,
        }),
      ),
    ]),
    ...listCells(form).map(({ address, row, column }) =>
      toEntry("cell", address, {
        label_zh: [...row.groups, row.label, column.label].join(" / "),
        unit: column.unit,
        meaning: describeColumn(column),
        template,
        comparable: comparable.get(address) ?? null,
      }),
    ),
  ];
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
} as const satisfies Record<FindingCode, readonly [string, string]>;

function explainWords(): Entry[] {
  const explain = (kind: string, words: Readonly<Record<string, readonly [string, string]>>) =>
    Object.entries(words).map(([name, [label_zh, meaning]]) =>
      toEntry(kind, name, { label_zh, meaning }),
    );
  return [...explain("status", STATUSES), ...explain("finding", FINDINGS)];
}

function explainRelations(store: Store): Entry[] {
  return PUBLIC_RELATIONS.flatMap(({ name, labelZh, meaning, columns }) => [
    toEntry("relation", name, { label_zh: labelZh, meaning: `a row is ${meaning}` }),
    ...columns.map(([column, label_zh, meaning, unit = null]) =>
      toEntry("relation_column", `${name}.${column}`, { label_zh, unit, meaning }),
    ),
    ...(name === "requests_wide" ? explainWide(store) : []),
    ...(name === "rates" ? explainRates() : []),
  ]);
}

function explainWide(store: Store): Entry[] {
  return listWideColumns(store.forms).map(({ name, address }) =>
    toEntry("relation_column", `requests_wide.${name}`, {
      unit: "件",
      meaning: `value of the cell ${address}`,
    }),
  );
}

function explainRates(): Entry[] {
  return RATES.flatMap(({ name, labelZh, meaning }) => [
    toEntry("relation_column", `rates.${name}_rate`, { label_zh: labelZh, meaning }),
    toEntry("relation_column", `rates.${name}_numerator`, {
      label_zh: `${labelZh}分子`,
      unit: "件",
      meaning: `numerator of ${name}_rate`,
    }),
    toEntry("relation_column", `rates.${name}_denominator`, {
      label_zh: `${labelZh}分母`,
      unit: "件",
      meaning: `denominator of ${name}_rate`,
    }),
  ]);
}
