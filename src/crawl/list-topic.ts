import { isAgencyName, isGroupName } from "./agency-label.ts";
import type { LinkedPage } from "./discover.ts";
import { isColumnPage, readLabel, toCompared } from "./link-label.ts";

/** What the entries of a list have in common and therefore need not say. */
export interface ListTopic {
  /** The one year whose reports it lists; undefined if it names none, or several. */
  readonly year: number | undefined;
  /** The one agency whose reports it lists. */
  readonly agency: string | undefined;
  readonly isColumn: boolean;
}

/** 2024年, 2024年度 */
const years = /(?<!\d)(20\d\d)(?!\d)/gu;
/** Titles are put together: 2024年度政府信息公开年报_青石县人民政府, 年报 - 政府信息公开 */
const separators = /[-_|>»—–·]+/u;
/** 2024年县直部门政府信息公开年报, 2024年度: what a list of one year is called */
const yearColumn = /^20\d\d年?度?(?:.{0,20}(?:年报|年度报告|工作报告))?$/u;
/** 县直部门2024年政府信息公开年报, 政府信息公开2024年度报告 */
const columnOfYear = /^.{0,20}20\d\d年?度?.{0,20}(?:年报|年度报告|工作报告)$/u;
/** <h2>2024年度</h2>, <span>2024年政府信息公开年报</span>: a text that is no link; links to other years name them too */
const printedText = />([^<>]{0,40}20\d\d[^<>]{0,40})<\/(?!a\b)/giu;
const arrow = /&gt;|&raquo;/gi;
/** /zfxxgknb/2024/, /2023n/, /nb_2021/, /2022nb/ */
const yearFolder = /\/(?:[a-z]{1,8}_?)?(20\d\d)(?:n|nd|nb|ndbg)?(?=\/)/gi;
/** 2023年政府信息公开年报 after the name of its agency */
const reportTail =
  /(?:[(（]?20\d\d年?度?[)）]?)?(?:政府|政务)?(?:信息公开|政务公开)?(?:工作)?(?:年度报告|年报|年度工作报告)?$/u;
const maxPrinted = 200;

/** What a list page says of all its entries: in its title, by the link that led here, in a heading, in its address. */
export function findListTopic(page: LinkedPage): ListTopic {
  const isColumn = isOfReports(page);
  return {
    year: isColumn ? findListYear(page) : undefined,
    agency: findOwner(page.label),
    isColumn,
  };
}

function isOfReports({ title = "", label, url, role }: LinkedPage): boolean {
  const called = title.split(separators).filter(isOfList).join(" ");
  if (isColumnPage(called, new URL(url))) return true;
  if (role !== "list" || label === undefined) return false;
  return ["column", "year", "report"].includes(readLabel(label, { isInColumn: true }));
}

/** The agency that a link to a list names: 县教育局, 县教育局2023年政府信息公开年报. Undefined if it names none. */
export function findOwner(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = toCompared(label).replace(reportTail, "");
  return isAgencyName(name) && !isGroupName(name) ? name : undefined;
}

/** What the further pages of a list are told of it: their links are numbers, but the list is the same agency's or year's. */
export function findHandedOn(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const isTelling =
    findOwner(label) !== undefined || readLabel(label, { isInColumn: true }) === "year";
  return isTelling ? label : undefined;
}

/** The nearest says it: what calls the page something counts before its headings, and these before its address. */
function findListYear(page: LinkedPage): number | undefined {
  const called = [page.label ?? "", ...(page.title ?? "").split(separators)];
  const sayings = [
    () => called.flatMap(readYears),
    () => listPrinted(page).flatMap(readYears),
    () => [...new URL(page.url).pathname.matchAll(yearFolder)].map(([, year]) => Number(year)),
  ];
  for (const say of sayings) {
    const [year, ...others] = new Set(say());
    if (year !== undefined) return others.length === 0 ? year : undefined;
  }
  return undefined;
}

/** Notices and news about reports have such titles, too. */
function isOfList(text: string): boolean {
  return readLabel(text, { isInColumn: true }) !== "other";
}

function readYears(text: string): number[] {
  const compared = toCompared(text);
  const isCalled = yearColumn.test(compared) || columnOfYear.test(compared);
  if (!isCalled || !isOfList(compared)) return [];
  return [...compared.matchAll(years)].map(([, year]) => Number(year));
}

function listPrinted({ source }: LinkedPage): string[] {
  const found = (source?.() ?? "").matchAll(printedText);
  return [...found]
    .slice(0, maxPrinted)
    .flatMap(([, text = ""]) => text.replace(arrow, ">").split(separators));
}
