import type { Finding } from "../model/finding.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Report } from "../model/report.ts";
import { listGaps } from "./gaps.ts";
import { checkOutline } from "./outline.ts";
import { checkProse } from "./prose.ts";
import { checkSums } from "./sums.ts";

/** Holds a report against its own arithmetic, its form and its prose. The same report always gives the same findings. */
export function reconcile(report: Report): Finding[] {
  const form = formOf(report.template);
  return [
    ...checkOutline(report, form),
    ...(form === undefined ? [] : [...listGaps(report, form), ...checkSums(report, form)]),
    ...checkProse(report),
  ];
}
