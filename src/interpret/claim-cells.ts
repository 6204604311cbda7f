import { type Form, listCells } from "../model/form.ts";
import { form2014 } from "../model/forms/form-2014.ts";
import { form2021 } from "../model/forms/form-2021.ts";
import { formOf } from "../model/forms/forms.ts";
import type { TemplateId } from "../model/report.ts";

/** What a claim counts in a form: whole rows, by id or by the label of the row or its group, in one column. */
type Counted =
  | { readonly table: string; readonly rows: readonly string[]; readonly column: string }
  | { readonly group: string };

const requests = (...rows: readonly string[]): Counted => ({
  table: "requests",
  rows,
  column: "total",
});
const SUITS = ["litigation_direct", "litigation_after_reconsideration"];
const proceedings = (rows: readonly string[], column = "total"): Counted => ({
  table: "proceedings",
  rows,
  column,
});
const disclosed = (row: string, column: string): Counted => ({
  table: "disclosure",
  rows: [row],
  column,
});

/** Where the forms since 2019 count what the prose speaks of. */
const SINCE_2019: Readonly<Record<string, Counted>> = {
  requests_received: requests("new"),
  requests_handled: requests("new", "carried_in"),
  requests_carried_in: requests("carried_in"),
  requests_processed: requests("processed_total"),
  requests_replied: requests("processed_total"),
  requests_carried_out: requests("carried_out"),
  requests_granted: requests("granted"),
  requests_partially_granted: requests("partially_granted"),
  requests_granted_in_all: requests("granted", "partially_granted"),
  requests_denied: { group: "不予公开" },
  requests_unavailable: { group: "无法提供" },
  requests_unprocessed: { group: "不予处理" },
  requests_otherwise_processed: { group: "其他处理" },
  reconsideration: proceedings(["reconsideration"]),
  litigation: proceedings(SUITS),
  litigation_direct: proceedings(SUITS.slice(0, 1)),
  litigation_after_reconsideration: proceedings(SUITS.slice(1)),
  proceedings: proceedings(["reconsideration", ...SUITS]),
  normative_documents_issued: disclosed("normative_documents", "issued"),
  normative_documents_repealed: disclosed("normative_documents", "repealed"),
  normative_documents_in_force: disclosed("normative_documents", "in_force"),
  licensing_decisions: disclosed("administrative_licensing", "decisions"),
  penalty_decisions: disclosed("administrative_penalty", "decisions"),
  compulsion_decisions: disclosed("administrative_compulsion", "decisions"),
};

const statistics = (row: string): Counted => ({
  table: "statistics",
  rows: [row],
  column: "value",
});

const OF_2014: Readonly<Record<string, Counted>> = {
  proactive_items: statistics("proactive_total"),
  requests_received: statistics("requests_received"),
  requests_processed: statistics("requests_completed"),
  requests_replied: statistics("replies_total"),
  reconsideration: statistics("reconsideration_total"),
  litigation: statistics("litigation_total"),
};

/** Outcomes of proceedings, as columns of the forms since 2019. */
export const OUTCOMES = ["upheld", "corrected", "other", "pending"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const known = new Map<string, readonly string[]>();

/**
 * The cells whose sum a claim should equal, on the form of its report; none if the form does not count it. Prose without
 * tables is taken as of the form in force.
 */
export function cellsOfSubject(
  subject: string,
  template: TemplateId,
  outcome?: Outcome,
): readonly string[] {
  const key = `${template} ${subject} ${outcome ?? ""}`;
  const stored = known.get(key);
  if (stored !== undefined) return stored;
  const form = formOf(template) ?? form2021;
  const counted = (form === form2014 ? OF_2014 : SINCE_2019)[subject];
  const cells = counted === undefined ? [] : listCounted(counted, form, outcome);
  known.set(key, cells);
  return cells;
}

function listCounted(counted: Counted, form: Form, outcome: Outcome | undefined): string[] {
  const cells = listCells(form).filter(({ row, table, column }) => {
    if ("group" in counted) {
      const labels = [row.label, ...row.groups];
      return column.id === "total" && labels.some((label) => label.endsWith(counted.group));
    }
    const isColumn = column.id === (outcome ?? counted.column);
    return table.id === counted.table && isColumn && counted.rows.includes(row.id);
  });
  return cells.map(({ address }) => address);
}
