import type { Finding } from "../model/finding.ts";
import { toPlainDates } from "./chinese-date.ts";
import { listMatches } from "./matches.ts";

/**
 * 自2024年1月1日起至2024年12月31日止, 2024.1.1-2024.12.31; also where 年 and 月 were lost, which 1月1日 and 12月31日
 * still tell: 20241月1日至202412月31日, 202411日至20241231日
 */
const PERIOD_OF_DAYS =
  /(?<!\d)(20\d{2})[年./-]?0?1[月./-]?0?1日?(?:起|始|开始)?[,，]?[至到—–\-~～]+(?:截止)?(?:(20\d{2})[年./-]?)?12[月./-]?31日?(?!\d)/g;
/** 2024年1月至12月, 2024年1-12月, 2024年1月—2024年12月 */
const PERIOD_OF_MONTHS =
  /(?<!\d)(20\d{2})年0?1(?:月份?)?(?:起|始)?[至到—–\-~～]+(?:(20\d{2})年)?12月(?!\d)/g;
/** "2023年度", "2023年" */
const ANY_YEAR = /(20\d{2})年/g;
const WHITE_SPACE = /[^\S\n]+/g;
/** Share of the years named in the prose that must be one and the same for it to be the report's. */
const MIN_SHARE = 0.6;

export interface YearEvidence {
  readonly title: number | undefined;
  /** Where the title names several years: all of them. */
  readonly titleYears?: readonly number[] | undefined;
  /** From the page's own title, metadata, address or the link to it. */
  readonly page: number | undefined;
  readonly preamble: string;
  readonly body: string;
}

export interface FoundYear {
  readonly year: number | undefined;
  readonly findings: readonly Finding[];
}

interface Inference {
  readonly year: number | undefined;
  readonly from: string;
  readonly fromChinese: string;
}

/** The year a report is for: by its title, else by the page's, else by the period it states, else by its prose. */
export function findYear(evidence: YearEvidence): FoundYear {
  const text = toPlainDates(`${evidence.preamble}\n${evidence.body}`).replace(WHITE_SPACE, "");
  const periods = listPeriods(text);
  const { title, page, titleYears } = evidence;
  if (title !== undefined) {
    const other = periods.length > 0 ? findOtherYear(periods, title) : page;
    const isConflict = other !== undefined && other !== title;
    return { year: title, findings: isConflict ? [conflict(title, other)] : [] };
  }
  const inferences = listInferences(evidence, findOnlyYear(periods)).filter(
    ({ year }) => year !== undefined && titleYears?.includes(year) !== false,
  );
  const [first] = inferences;
  if (first?.year === undefined) return { year: undefined, findings: [] };
  const findings =
    titleYears === undefined
      ? [inferred({ ...first, year: first.year })]
      : [severalYears(first.year, titleYears)];
  return { year: first.year, findings };
}

function listInferences(
  { page, preamble, body }: YearEvidence,
  period: number | undefined,
): readonly Inference[] {
  const named = findCommonYear(preamble) ?? findCommonYear(body);
  return [
    { year: page, from: "the page's title, link or address", fromChinese: "页面标题、链接或网址" },
    { year: period, from: "the period stated", fromChinese: "统计期限" },
    { year: named, from: "the year named most in the text", fromChinese: "正文中最常出现的年份" },
  ];
}

/** First and last year of each period stated. */
function listPeriods(text: string): (readonly [from: number, to: number])[] {
  return [PERIOD_OF_DAYS, PERIOD_OF_MONTHS].flatMap((pattern) =>
    listMatches(pattern, text).map(([, from, to = from]) => [Number(from), Number(to)] as const),
  );
}

/** A year that a period begins or ends in, if none is just the given year. */
function findOtherYear(
  periods: readonly (readonly [number, number])[],
  year: number,
): number | undefined {
  if (periods.some(([from, to]) => from === year && to === year)) return undefined;
  return periods.flat().find((other) => other !== year);
}

/** The one year that all periods stated lie in. */
function findOnlyYear(periods: readonly (readonly [number, number])[]): number | undefined {
  const [only, ...others] = new Set(periods.flat());
  return others.length === 0 ? only : undefined;
}

function findCommonYear(printed: string): number | undefined {
  const counts = new Map<number, number>();
  const text = toPlainDates(printed).replace(WHITE_SPACE, "");
  for (const match of listMatches(ANY_YEAR, text)) {
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

function severalYears(year: number, years: readonly number[]): Finding {
  return {
    code: "year_conflict",
    severity: "warning",
    message: {
      en: `the title names several years (${years.join(", ")}); ${year} was taken, as the document elsewhere has it`,
      zh: `标题写有多个年份（${years.join("、")}），按文中其他内容定为${year}年`,
    },
    cells: [],
  };
}

function inferred({ year, from, fromChinese }: Inference): Finding {
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
