import type { Finding } from "../model/finding.ts";

/** 2024年1月1日至2024年12月31日, 2024年1月1日起至12月31日止, 2024年1月1日起，至2024年12月31日止 */
const PERIOD = /(20\d{2})年0?1月0?1日(?:起|始)?[，,]?[至到—–\-~～]+(?:(20\d{2})年)?12月31日/;
/** "2023年度", "2023年" */
const ANY_YEAR = /(20\d{2})年/g;
/** Share of the years named in the prose that must be one and the same for it to be the report's. */
const MIN_SHARE = 0.6;

export interface YearEvidence {
  readonly title: number | undefined;
  /** From the page's own title, metadata or the link to it. */
  readonly page: number | undefined;
  readonly preamble: string;
  readonly body: string;
}

export interface FoundYear {
  readonly year: number | undefined;
  readonly findings: readonly Finding[];
}

/** The year a report is for: by its title, else by the page's, else by the period it states, else by its prose. */
export function findYear(evidence: YearEvidence): FoundYear {
  const text = `${evidence.preamble}\n${evidence.body}`.replace(/[^\S\n]+/g, "");
  const period = findPeriod(text);
  const { title, page } = evidence;
  if (title !== undefined) {
    const other = period ?? page;
    const isConflict = other !== undefined && other !== title;
    return { year: title, findings: isConflict ? [conflict(title, other)] : [] };
  }
  if (page !== undefined)
    return { year: page, findings: [inferred(page, "the page's title", "页面标题")] };
  if (period !== undefined) {
    return { year: period, findings: [inferred(period, "the period stated", "统计期限")] };
  }
  const named = findCommonYear(evidence.preamble) ?? findCommonYear(evidence.body);
  if (named === undefined) return { year: undefined, findings: [] };
  return {
    year: named,
    findings: [inferred(named, "the year named most in the text", "正文中最常出现的年份")],
  };
}

function findPeriod(text: string): number | undefined {
  const match = PERIOD.exec(text);
  if (match === null) return undefined;
  return Number(match[2] ?? match[1]);
}

function findCommonYear(text: string): number | undefined {
  const counts = new Map<number, number>();
  for (const match of text.matchAll(ANY_YEAR)) {
    const year = Number(match[1]);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].find(([, count]) => count / total >= MIN_SHARE)?.[0];
}

function conflict(title: number, other: number): Finding {
  return {
    code: "year_conflict",
    severity: "warning",
    message: {
      en: `the title says ${title}, the document elsewhere ${other}; the title's year was taken`,
      zh: `标题为${title}年，文中另作${other}年；以标题为准`,
    },
    cells: [],
  };
}

function inferred(year: number, from: string, fromChinese: string): Finding {
  return {
    code: "year_inferred",
    severity: "info",
    message: {
      en: `the title names no year; ${year} was taken from ${from}`,
      zh: `标题未写年份，按${fromChinese}定为${year}年`,
    },
    cells: [],
  };
}
