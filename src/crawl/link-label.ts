/** What the text of a link promises. */
export type LabelKind = "report" | "column" | "year" | "other";

const blanks = /\s+/gu;
/** 桐柏县…2024年政府信息公开工作年度报告, …政府信息公开年报, …信息公开工作报告, …政府信息公开工作2022年度报告 */
const reportWords = /信息公开.{0,12}?(?:年度报告|年度工作报告|工作报告|年报)/u;
/** 兴华乡2010年政府信息公开报告 */
const shortReportWords = /信息公开报告/u;
/** 2023年度政务公开工作年度报告: the same report under the wider word */
const affairsReportWords = /政务公开.{0,8}?(?:年度报告|年报)/u;
/** 县审计局2023年度报告, 2023年年报: enough only inside a column of reports */
const bareReportWords = /(?:年度报告|年报|年度工作报告|工作报告)(?:[(（].*[)）])?$/u;
/** 政府信息公开年报, 法定主动公开内容·信息公开工作年度报告: the name of a column, without year or agency */
const columnName =
  /^(?:县|市|区|乡镇|镇街|街道|部门|各部门|本级|政府|县政府|市政府|区政府|县直部门|单位|历年)*(?:的)?(?:政府|政务)?(?:信息公开)?(?:工作)?(?:年度报告|年报|年度工作报告)(?:专栏|栏目|列表|汇总)?$/u;
/** 2023年, 2023年度, 2023 */
const yearAlone = /^[[(（【]?(?:20\d\d)(?:年度?)?(?:年报|年度报告)?[\])）】]?$/u;
/** 2024; 二〇二四, with any of the three zeros that are printed */
const westernYear = /(?<!\d)(20\d\d)(?!\d)/gu;
const chineseYear = /[二贰][〇○零oO0][一二三四五六七八九〇○零oO0]{2}/gu;

/**
 * Words of pages about reports that are none themselves: 解读, guides, notices, rules, news. 关于报送《…》的报告 is a
 * covering letter with the report in it and stays.
 */
const notReports =
  /解读|图解|一图|读懂|指南|通知|公告(?!.*年度报告$)|制度|办法|规定|意见|要点|方案|培训|会议|评估|考核|动态|新闻|填报|模板|格式|预算|决算|法治政府|网站.{0,6}(?:年度报表|年报|年度报告)|监管年度|企业年报|统计年报|依申请公开(?!.*年度报告)/u;

/** A text as it is compared: wide and narrow forms made one, no blanks. */
export function toCompared(text: string): string {
  return text.normalize("NFKC").replace(blanks, "");
}

/** The fuller of a link's text and title: pages cut texts short and keep the whole in the title. */
export function chooseLabel(text: string, title: string | undefined): string {
  const shown = text.trim();
  const whole = title?.trim() ?? "";
  return whole.length > shown.length ? whole : shown;
}

/** What a label promises. `isInColumn`: it stands on a page of a column of reports, where fewer words say enough. */
export function readLabel(
  label: string,
  { isInColumn }: { readonly isInColumn: boolean },
): LabelKind {
  const compared = toCompared(label);
  if (notReports.test(compared)) return "other";
  const hasYear = findYear(compared) !== undefined;
  if (isInColumn && yearAlone.test(compared)) return "year";
  if (!hasYear && columnName.test(compared)) return isColumnEnough(compared, isInColumn);
  if (reportWords.test(compared) || affairsReportWords.test(compared)) return "report";
  if (hasYear && shortReportWords.test(compared)) return "report";
  if (isInColumn && hasYear && bareReportWords.test(compared)) return "report";
  return "other";
}

/** True if a link on a page of a column of reports is one to a report, by its words alone. */
export function isReportLink({
  text,
  title,
}: {
  readonly text: string;
  readonly title: string | undefined;
}): boolean {
  return readLabel(chooseLabel(text, title), { isInColumn: true }) === "report";
}

/** 年度报告 alone may be anybody's; beside 信息公开, or inside a column, it is ours. */
function isColumnEnough(compared: string, isInColumn: boolean): LabelKind {
  return isInColumn || compared.includes("公开") ? "column" : "other";
}

/** The latest year a label names; undefined if it names none. */
export function findYear(label: string): number | undefined {
  const compared = toCompared(label);
  const western = [...compared.matchAll(westernYear)].map(([year]) => Number(year));
  const chinese = [...compared.matchAll(chineseYear)].map(([year]) => readChineseYear(year));
  const years = [...western, ...chinese];
  return years.length === 0 ? undefined : Math.max(...years);
}

function readChineseYear(year: string): number {
  const digits = [...year].map((digit) => {
    const value = "一二贰三四五六七八九".indexOf(digit);
    if (value === -1) return 0;
    return value < 2 ? value + 1 : value;
  });
  return Number(digits.join(""));
}

/** Words of the page and of its address that say that this is a column of such reports. */
const columnTitle = /信息公开.{0,6}(?:年报|年度报告|工作报告)|政务公开.{0,6}年报/u;
/** /zfxxgknb/, /gknb/, /ndbg/, /XxgkAnnualReport/: initials of 政府信息公开年报, 年度报告 */
const columnAddress = /(?:gk[a-z]{0,4}nb|gk[a-z]{0,4}ndbg|\bndbg|annual-?report|nianbao)/i;

/** True if a page is, by its title or its address, a column of reports. */
export function isColumnPage(title: string | undefined, url: URL): boolean {
  if (title !== undefined && columnTitle.test(toCompared(title))) return true;
  return columnAddress.test(`${url.pathname}${url.search}`);
}
