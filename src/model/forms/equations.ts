import type { Bound, Equation, Form, FormRow, FormTable } from "../form.ts";

const balanceBasis = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和";
const columnSumBasis = "（七）总计等于本列各项办理结果之和";
const rowSumBasis = "总计等于自然人与法人或其他组织各列之和";
const proceedingsBasis = "总计等于结果维持、结果纠正、其他结果、尚未审结之和";

const known = new WeakMap<Form, readonly Equation[]>();

/**
 * Every sum that must hold in a form: balance and total of each applicant column, total of each row
 * of section three, total of each kind of proceeding. Only the balance is printed on the form
 * itself, the others follow from what a total is. The same list for the same form.
 */
export function equationsOf(form: Form): readonly Equation[] {
  const stored = known.get(form);
  if (stored !== undefined) return stored;
  const equations = form.tables.flatMap((table) => {
    if (table.id === "requests") return requestEquations(table);
    if (table.id === "proceedings") return proceedingEquations(table);
    if (table.id === "statistics") return statisticsEquations;
    return [];
  });
  known.set(form, equations);
  return equations;
}

function requestEquations(table: FormTable): Equation[] {
  const total = table.rows.find((row) => row.id === "processed_total");
  if (total === undefined) return [];
  const results = table.rows.filter((row) => row !== total && row.groups[0] === total.groups[0]);
  const columns = total.columns.map((column) => column.id);
  const cell = (row: string, column: string) => `${table.id}.${row}.${column}`;
  return [
    ...columns.map((column) => ({
      rule: "requests-balance",
      code: "balance_mismatch" as const,
      severity: "error" as const,
      left: [cell("new", column), cell("carried_in", column)],
      right: [cell("processed_total", column), cell("carried_out", column)],
      basis: balanceBasis,
    })),
    ...columns.map((column) => ({
      rule: "requests-results",
      code: "column_sum_mismatch" as const,
      severity: "error" as const,
      left: results.map((row) => cell(row.id, column)),
      right: [cell(total.id, column)],
      basis: columnSumBasis,
    })),
    ...table.rows.map((row) => totalOf(table, row, "requests-applicants", rowSumBasis)),
  ];
}

function proceedingEquations(table: FormTable): Equation[] {
  return table.rows.map((row) => totalOf(table, row, "proceedings-outcomes", proceedingsBasis));
}

const CODES = {
  "requests-applicants": "row_sum_mismatch",
  "proceedings-outcomes": "proceedings_total_mismatch",
} as const;

function totalOf(
  table: FormTable,
  row: FormRow,
  rule: keyof typeof CODES,
  basis: string,
): Equation {
  const parts = row.columns.filter((column) => column.id !== "total");
  return {
    rule,
    code: CODES[rule],
    severity: "error",
    left: parts.map((column) => `${table.id}.${row.id}.${column.id}`),
    right: [`${table.id}.${row.id}.total`],
    basis,
  };
}

type StatisticsTotal = readonly [rule: string, total: string, ...parts: string[]];

/** Totals of 政府信息公开情况统计表 and their parts. Channels are no parts: one item on two channels counts once. */
const statisticsTotals: readonly StatisticsTotal[] = [
  [
    "statistics-requests",
    "requests_received",
    "requests_in_person",
    "requests_by_fax",
    "requests_online",
    "requests_by_letter",
  ],
  ["statistics-completed", "requests_completed", "completed_on_time", "completed_extended"],
  [
    "statistics-replies",
    "replies_total",
    "reply_already_public",
    "reply_granted",
    "reply_partial",
    "reply_refused",
    "reply_not_this_organ",
    "reply_not_exist",
    "reply_told_to_amend",
    "reply_other_channel",
  ],
  [
    "statistics-refusals",
    "reply_refused",
    "refused_state_secret",
    "refused_trade_secret",
    "refused_privacy",
    "refused_security_stability",
    "refused_not_gov_info",
    "refused_other_law",
  ],
  [
    "statistics-reconsideration",
    "reconsideration_total",
    "reconsideration_upheld",
    "reconsideration_corrected",
    "reconsideration_other",
  ],
  [
    "statistics-litigation",
    "litigation_total",
    "litigation_upheld",
    "litigation_corrected",
    "litigation_other",
  ],
  ["statistics-staff", "staff_total", "staff_full_time", "staff_part_time"],
];

const statisticsEquations: readonly Equation[] = statisticsTotals.map(
  ([rule, total, ...parts]) => ({
    rule,
    code: "column_sum_mismatch",
    // The form prints none of these sums, and its labels are partly put together.
    severity: "warning",
    left: parts.map((part) => `statistics.${part}.value`),
    right: [`statistics.${total}.value`],
    basis: "合计等于其下各项之和",
  }),
);

const bounds: ReadonlyMap<Form["id"], readonly Bound[]> = new Map([
  [
    "2019",
    ["rules", "normative_documents"].map((row) => ({
      rule: "disclosed-in-public",
      code: "part_exceeds_whole" as const,
      severity: "warning" as const,
      part: `disclosure.${row}.newly_disclosed`,
      whole: [`disclosure.${row}.total_public`],
      basis: "对外公开总数量包括本年新公开数量",
    })),
  ],
  [
    "2014",
    [
      {
        rule: "statistics-channels",
        code: "part_exceeds_whole",
        severity: "warning",
        part: "statistics.proactive_total.value",
        whole: ["gazette", "website", "weibo", "wechat", "other"].map(
          (channel) => `statistics.proactive_via_${channel}.value`,
        ),
        basis: "不同渠道和方式公开相同信息计1条，各渠道之和不少于主动公开政府信息数",
      },
    ],
  ],
]);

/** Numbers of a form that may not exceed others; none for a form that has no such cells. */
export function boundsOf(form: Form): readonly Bound[] {
  return bounds.get(form.id) ?? [];
}
