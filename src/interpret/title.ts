import { listMatches } from "./matches.ts";
import { toSimplified, withoutReadings } from "./simplified.ts";

/** The title of a report, taken apart. */
export interface Title {
  /** White space removed, what a site adds before and after it too. */
  readonly title: string;
  /** As printed; undefined if the title names none. */
  readonly agency: string | undefined;
  /** Undefined if the title names none, or several. */
  readonly year: number | undefined;
  /** All of them, where the title names several. */
  readonly years?: readonly number[] | undefined;
  /** True for 政府信息公开年报 in a breadcrumb or behind a bar: what a column of the site is called. */
  readonly isColumn?: true;
}

/** The one character of 信息公开 that is written alike in every script: most lines lack it, and lines are many. */
const OF_ALL_TITLES = "公";
/** Longer lines are running text. */
const LONGEST_TITLE = 150;
const LONGEST_AGENCY = 60;
const FIRST_YEAR = 2003;
const LAST_YEAR = 2099;

const WHITE_SPACE = /[\s\u00a0\u200b-\u200f\u2060\u3000\ufeff]+/g;
/** 关于报送《…2021年政府信息公开工作年度报告》的报告; a bare 《…》 too. */
const COVER_LETTER =
  /^(?:[^《》]{0,30}关于(?:报送|上报|呈报|公布|发布)?)?《([^《》]+)》(?:的报告)?$/;
/** 某县教育局关于报送2021年政府信息公开工作年度报告的报告: the same without marks */
const UNMARKED_COVER = /^(.{0,40}?)关于(?:报送|上报|呈报)?(.{4,90}(?:报告|年报))的报告$/;
/** 关于2019年政府信息公开工作年度报告, 附件1:…, 索引标题：… */
const LEAD = /^(?:附件\d{0,2}[:.、]?|[\u4e00-\u9fff]{0,4}(?:标题|名称|题名):|关于)/;
/** …年度报告.pdf */
const TRAIL = /(?:\.(?:pdf|docx?|xlsx?|wps|ofd|s?html?|txt))?$/i;
/** …年度报告(全文), …年度报告(2019年度), …年度报告(青石县教育局) */
const BRACKETED_END = /\(([^()]{1,30})\)$/;
const BRACKETED_AGENCY = /(?:局|委|委员会|办|办公室|厅|政府|镇|乡|街道|办事处|中心|联)$/;
/** 报告 - 政府信息公开年报 - 某县人民政府: a site adds its columns and its name. */
const SITE_SEPARATOR = /[|_»>]|-{1,2}|[—–]+/;
/** 政府信息公开工作年度报告, 信息公开年报, 政府信息公开工作2022年度报告, 政务信息公开工作开展年度报告, 政府信息公开工作情况的报告 */
const SUBJECT =
  /(?:政府|政务)?信息公开(?:重点)?(?:工作)?(?:开展)?(?:情况)?的?(?:([12]\d{3}|[零〇○OoＯ一二三四五六七八九]{4})年?)?(?:年?度)?(?:工作)?(?:情况)?的?(?:年度)?(?:报告|年报)$/;
/** 年度报告, 年报 */
const YEARLY = /年度|年报|年工作报告|年报告/;
/** 2024年度, 2024年, 二〇二四年, 二O一八年度, 2024 */
const YEAR = /((?:19|20)\d{2}|[一二][零〇○OoＯ一二三四五六七八九]{3})(?:年年度|年度|年|(?!\d))/g;
/** 文字解读:…, 【文稿解读】…, 图解 */
const INTERPRETATION = /解读|图解|一图|图说|读懂|看懂|动漫|H5|长图|漫画|数说|速览|划重点/;
/** Words that no name of an agency has: the line is a notice, a guide, news or a list. */
const NO_AGENCY =
  /解读|上半年|下半年|季度|月份|好评|指南|制度(?!改革)|目录|通知|公告|通报|培训|召开|印发|要点|新闻(?!出版|办公室|中心|传媒)|学习|清单|图解|一图|说明|模板|格式|(?<!机构)编制|撰写|填报|汇总|总结|方案|意见|办法|征求|如何|为什么|关于|公布|发布|点击|更多|首页|栏目|当前位置|[,。;!?“”《》]/;
/** 环境信息公开, 财务信息公开: what an enterprise, a school or a village makes public, unless 政府 stands before. */
const OTHER_SUBJECT = /(?:环境|企业|财务|预算|决算|财政|厂务|校务|村务|党务|学校|事业单位)$/;
/** 2008年5月1日至12月31日, 2010年1-12月: what is left of the years are months and days */
const MONTHS =
  /(?:\d{1,2}月?(?:\d{1,2}日)?)?[至到\-—~]+\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日起?/g;
/** 青石县教育局(2021)年度 */
const BRACKETED_YEAR = /[([〔【]((?:19|20)\d{2})年?(?:度)?[)\]〕】](?=年)/g;
/** 2008-2010年, 2008年至2010年 */
const YEAR_RANGE = /((?:19|20)\d{2})年?[-—~至]+((?:19|20)\d{2})(?!\d)/;
/** Marks around an agency's name that are not part of it. */
const AGENCY_EDGE = /^[·:、,.\-()的—]+|[·:、,.\-(的—]+$/g;
/** 某县人民政府办公室关于2020年…的报告 */
const ABOUT_END = /关于$/;
const LEADING_LABEL = /^[【[][^】\]]{0,12}[】\]]/;
const CHINESE_DIGITS: ReadonlyMap<string, string> = new Map([
  ..."零〇○OoＯ".split("").map((digit): [string, string] => [digit, "0"]),
  ..."一二三四五六七八九".split("").map((digit, at): [string, string] => [digit, String(at + 1)]),
]);
/** Offset of the full-width forms ！ to ～ from ! to ~. */
const FULL_WIDTH_OFFSET = 0xfee0;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** The title of a report, or undefined if the text is no such title: a guide, a notice, news, a 解读 of a report. */
export function readTitle(text: string): Title | undefined {
  if (!text.includes(OF_ALL_TITLES)) return undefined;
  const line = strip(text);
  if (line === undefined) return undefined;
  const folded = fold(line);
  if (INTERPRETATION.test(folded)) return undefined;
  const parts = [folded, ...folded.split(SITE_SEPARATOR)];
  for (const part of new Set(parts)) {
    const title = readLine(part);
    if (title === undefined) continue;
    const start = folded.indexOf(title.title);
    const whole = { ...title, title: line.slice(start, start + title.title.length) };
    const isBare = title.agency === undefined && title.year === undefined;
    return isBare && part !== folded ? { ...whole, isColumn: true } : whole;
  }
  return undefined;
}

/** Whether the text is the title of a 解读 of such a report, which often looks like the report's own. */
export function isInterpretationTitle(text: string): boolean {
  const line = strip(text);
  return line?.includes("信息公开") === true && INTERPRETATION.test(line);
}

/** The text without white space; undefined for lines too long to be a title. */
function strip(text: string): string | undefined {
  if (text.length > LONGEST_TITLE * 4) return undefined;
  const line = withoutReadings(text.replace(WHITE_SPACE, ""));
  return line.length > LONGEST_TITLE ? undefined : line;
}

/** Full-width forms to half-width ones and traditional characters to simplified ones, character for character. */
function fold(line: string): string {
  return toSimplified(line).replace(FULL_WIDTH, (mark) =>
    String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
}

/** Reads one folded line; its title is as folded. */
function readLine(line: string): Title | undefined {
  const bare = line.replace(TRAIL, "").replace(LEADING_LABEL, "");
  const title = COVER_LETTER.exec(bare)?.[1] ?? bare.replace(LEAD, "");
  const bracketed = BRACKETED_END.exec(title);
  const core = (bracketed === null ? title : title.slice(0, bracketed.index)).replace(
    UNMARKED_COVER,
    "$1$2",
  );
  const subject = SUBJECT.exec(core);
  if (subject === null) return undefined;
  const head = core.slice(0, subject.index).replace(BRACKETED_YEAR, "$1");
  const years = listYears([head, bracketed?.[1] ?? "", subject[1] ?? ""]);
  if (!isAboutReport(subject[0], head, years)) return undefined;
  const agency = toAgency(head);
  if (agency === undefined) return undefined;
  return {
    title,
    agency: agency === "" ? findBracketedAgency(bracketed?.[1]) : agency,
    ...toYears(years),
  };
}

function isAboutReport(subject: string, head: string, years: readonly number[]): boolean {
  if (years.length === 0 && !YEARLY.test(subject)) return false;
  return subject.startsWith("政") || !OTHER_SUBJECT.test(head);
}

function toYears(years: readonly number[]): Pick<Title, "year" | "years"> {
  const plausible = years.filter(isPlausibleYear);
  const [only, ...others] = years;
  return others.length > 0
    ? { year: undefined, years: plausible }
    : { year: plausible.find((year) => year === only) };
}

/** The head of a title without its years; undefined if what is left names no agency. */
function toAgency(head: string): string | undefined {
  const agency = head
    .replace(YEAR, "")
    .replace(MONTHS, "")
    .replace(AGENCY_EDGE, "")
    .replace(ABOUT_END, "");
  if (agency.length > LONGEST_AGENCY || NO_AGENCY.test(agency)) return undefined;
  return agency;
}

function findBracketedAgency(bracketed: string | undefined): string | undefined {
  if (bracketed === undefined || !BRACKETED_AGENCY.test(bracketed)) return undefined;
  const agency = toAgency(bracketed);
  return agency === "" ? undefined : agency;
}

/** Every year that the parts name, those inside a range too. */
function listYears(parts: readonly string[]): number[] {
  const text = parts.join(" ");
  const named = listMatches(YEAR, text).map((match) => toYear(match[1] ?? ""));
  const [, from, to] = YEAR_RANGE.exec(text) ?? [];
  for (let year = Number(from) + 1; year < Number(to); year += 1) named.push(year);
  return [...new Set(named)].sort();
}

function toYear(printed: string): number {
  return Number([...printed].map((digit) => CHINESE_DIGITS.get(digit) ?? digit).join(""));
}

function isPlausibleYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
