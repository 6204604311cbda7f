import type { Finding, FindingCode } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Report } from "../model/report.ts";
import type { RulesBetween } from "../model/standing.ts";
import { compareOrgans } from "./between-organs.ts";
import { compareYears } from "./between-years.ts";
import { checkCounts, checkEntitlement } from "./counts.ts";
import { checkDueDate } from "./due-date.ts";
import { listGaps } from "./gaps.ts";
import { listBroken, openLedger } from "./ledger.ts";
import { checkOutline } from "./outline.ts";
import { checkProse } from "./prose.ts";
import { checkShifts } from "./shifts.ts";
import { suggestCorrection } from "./suggestion.ts";
import { checkBounds, describeSums } from "./sums.ts";

/** Holds a report against its own arithmetic, its form and its prose. The same report always gives the same findings. */
export function reconcile(report: Report): Finding[] {
  const form = formOf(report.template);
  return [
    ...checkOutline(report, form),
    ...(form === undefined ? [] : checkFigures(report, form)),
    ...checkDueDate(report),
  ];
}

function checkFigures(report: Report, form: Form): Finding[] {
  const ledger = openLedger(report, form);
  const broken = listBroken(ledger);
  const isWhole = ledger.values.every((value) => value !== null);
  return [
    ...(isWhole ? [] : listGaps(report, form)),
    ...describeSums(broken, ledger),
    ...suggestCorrection(broken, ledger),
    ...checkCounts(ledger),
    ...checkBounds(ledger),
    ...checkEntitlement(ledger),
    ...(isWhole ? [] : checkShifts(report, form)),
    ...checkProse(ledger),
  ];
}

/** What several reports are held against each other by, wherever they meet. */
export const rulesBetween: RulesBetween = {
  betweenYears: compareYears,
  betweenOrgans: compareOrgans,
};

/** What comes of reconciling, and of nothing else: to check again is to find these anew. */
const CODES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "row_sum_mismatch",
  "column_sum_mismatch",
  "balance_mismatch",
  "proceedings_total_mismatch",
  "correction_suggested",
  "value_impossible",
  "part_exceeds_whole",
  "rules_unauthorized",
  "narrative_conflict",
  "published_late",
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
