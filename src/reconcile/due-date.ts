import type { Finding } from "../model/finding.ts";
import { findDueDate } from "../model/organ-class.ts";
import type { Report } from "../model/report.ts";

const MS_PER_DAY = 86_400_000;
const FIRST_YEAR_OF_REVISION = 2019;

/** A report that was published after the day the law sets. A date in an address alone is often that of a site migration. */
export function checkDueDate(report: Report): Finding[] {
  const { agency, year, publishedOn, publishedFrom } = report;
  if (agency.name === null || publishedOn === null || publishedFrom === "url") return [];
  const due = findDueDate(agency.name, year);
  if (due === null || publishedOn <= due) return [];
  const days = Math.round((Date.parse(publishedOn) - Date.parse(due)) / MS_PER_DAY);
  const basis = year < FIRST_YEAR_OF_REVISION ? "2007年条例第三十一条" : "条例第四十九条";
  return [
    {
      code: "published_late",
      severity: "info",
      message: {
        en: `published on ${publishedOn}, ${days} ${days === 1 ? "day" : "days"} after ${due} (${basis})`,
        zh: `公布日期为${publishedOn}，晚于${due}共${days}日（${basis}）`,
      },
      cells: [],
    },
  ];
}
