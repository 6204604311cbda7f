import type { Finding, FindingCode } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Report } from "../model/report.ts";
import { listGaps } from "./gaps.ts";
import { checkOutline } from "./outline.ts";
import { checkProse } from "./prose.ts";
import { checkShifts } from "./shifts.ts";
import { checkSums } from "./sums.ts";

/** Holds a report against its own arithmetic, its form and its prose. The same report always gives the same findings. */
export function reconcile(report: Report): Finding[] {
  const form = formOf(report.template);
  return [
    ...checkOutline(report, form),
    ...(form === undefined ? [] : checkCells(report, form)),
    ...checkProse(report),
  ];
}

function checkCells(report: Report, form: Form): Finding[] {
  return [...listGaps(report, form), ...checkSums(report, form), ...checkShifts(report, form)];
}

/** What comes of reconciling, and of nothing else: to check again is to find these anew. */
const CODES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "row_sum_mismatch",
  "column_sum_mismatch",
  "balance_mismatch",
  "proceedings_total_mismatch",
  "narrative_conflict",
  "cell_blank",
  "cell_dash",
  "cell_unreadable",
  "cell_absent",
  "table_missing",
  "section_missing",
  "template_mismatch",
  "row_shift_suspected",
]);

export function isFromReconciling(code: FindingCode): boolean {
  return CODES.has(code);
}
