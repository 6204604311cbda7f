import type { Bilingual, FindingCode, Severity } from "./finding.ts";

/** A check that a report may fail: one line of the list that `nianbao check --rules` prints. */
export interface Rule {
  readonly id: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What is held against what. */
  readonly compares: Bilingual;
  /** The law, the form's own words, or what follows from them. */
  readonly basis: string;
}

const form2019 = "国办公开办函〔2019〕60号";
const form2021 = "国办公开办函〔2021〕30号";
const form2014 = "国办发〔2014〕32号";
const bothForms = `${form2019}、${form2021}`;
const regulation = "《中华人民共和国政府信息公开条例》";

function rule(
  id: string,
  code: FindingCode,
  severity: Severity,
  en: string,
  zh: string,
  basis: string,
): Rule {
  return { id, code, severity, compares: { en, zh }, basis };
}

/** A total of 政府信息公开情况统计表: its form prints none of these sums, so that a break is no error. */
function statistics(id: string, en: string, zh: string): Rule {
  return rule(`statistics-${id}`, "column_sum_mismatch", "warning", en, zh, form2014);
}

/** Every rule that a report is held against, in the order of the form, then of the calendar, then of the organs. */
export const rules: readonly Rule[] = [
  rule(
    "requests-balance",
    "balance_mismatch",
    "error",
    "section three, each of 7 columns: new + carried in = processed + carried out",
    "第三部分每列：一、本年新收＋二、上年结转＝三（七）总计＋四、结转下年度",
    `印在${bothForms}的表上：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和`,
  ),
  rule(
    "requests-results",
    "column_sum_mismatch",
    "error",
    "section three, each of 7 columns: （七）总计 = all results above it",
    "第三部分每列：（七）总计＝其上各项办理结果之和",
    `${bothForms}：总计之义`,
  ),
  rule(
    "requests-applicants",
    "row_sum_mismatch",
    "error",
    "section three, each row: 总计 = natural persons + the five kinds of organisations",
    "第三部分每行：总计＝自然人＋法人或其他组织五列",
    `${bothForms}：总计之义`,
  ),
  rule(
    "proceedings-outcomes",
    "proceedings_total_mismatch",
    "error",
    "section four, each of 3 groups: 总计 = upheld + corrected + other + pending",
    "第四部分每组：总计＝结果维持＋结果纠正＋其他结果＋尚未审结",
    `${bothForms}：总计之义`,
  ),
  rule(
    "counts",
    "value_impossible",
    "error",
    "every count ≥ 0 and whole; only 本年增/减 may be negative, only money may have decimals",
    "各项数量为非负整数；仅“本年增/减”可为负，仅金额可有小数",
    `${form2014}、${bothForms}：减用负值表示`,
  ),
  rule(
    "disclosed-in-public",
    "part_exceeds_whole",
    "warning",
    "section two of 2019: 本年新公开数量 ≤ 对外公开总数量",
    "2019年格式第二部分：本年新公开数量≤对外公开总数量",
    form2019,
  ),
  rule(
    "rules-by-counties",
    "rules_unauthorized",
    "warning",
    "section two: no 规章 of a county organ",
    "第二部分：县级机关的规章应为0",
    "《中华人民共和国立法法》：规章由国务院部门、省级和设区的市、自治州人民政府制定",
  ),
  statistics(
    "requests",
    "2014: received = in person + fax + online + letter",
    "收到申请数＝当面＋传真＋网络＋信函",
  ),
  statistics("completed", "2014: completed = on time + extended", "申请办结数＝按时办结＋延期办结"),
  statistics("replies", "2014: replies = the eight kinds of reply", "申请答复数＝八类答复之和"),
  statistics("refusals", "2014: refused = the six reasons", "不同意公开答复数＝六类理由之和"),
  statistics(
    "reconsideration",
    "2014: reconsideration = its three outcomes",
    "行政复议数量＝三类结果之和",
  ),
  statistics("litigation", "2014: litigation = its three outcomes", "行政诉讼数量＝三类结果之和"),
  statistics("staff", "2014: staff = full time + part time", "工作人员数＝专职＋兼职"),
  rule(
    "statistics-channels",
    "part_exceeds_whole",
    "warning",
    "2014: disclosed items ≤ the sum over the channels; an item on two channels counts once",
    "2014年：主动公开政府信息数≤各渠道之和",
    `${form2014}：不同渠道和方式公开相同信息计1条`,
  ),
  rule(
    "prose",
    "narrative_conflict",
    "warning",
    "a number that the prose states = the cell or sum of cells that counts the same",
    "文字所述数字＝表中相应单元格或其和",
    `${regulation}第五十条`,
  ),
  rule(
    "due-date",
    "published_late",
    "info",
    "the date of publication printed ≤ 31 January for departments, 31 March for governments; for reports up to 2018, 31 March for all",
    "印出的公布日期：部门不迟于1月31日，政府不迟于3月31日；2018年度及以前均不迟于3月31日",
    `${regulation}第四十九条（2019年修订）；2007年条例第三十一条`,
  ),
  rule(
    "carry-over",
    "carry_over_break",
    "warning",
    "carried in of the year = carried out of the year before, each of 7 columns",
    "本年“上年结转”＝上年“结转下年度继续办理”，每列",
    `${bothForms}：结转之义`,
  ),
  rule(
    "documents-in-force",
    "stock_break",
    "warning",
    "2021 form: in force = in force a year before + issued − repealed",
    "现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数",
    `${form2021}：各列之义`,
  ),
  rule(
    "items-last-year",
    "stock_break",
    "warning",
    "2019 form: 上一年项目数量 = that of the year before + 本年增/减 of the year before",
    "上一年项目数量＝上年报告的上一年项目数量＋其本年增/减",
    `${form2019}：各列之义`,
  ),
  rule(
    "government-bound",
    "departments_exceed_government",
    "warning",
    "new + carried in: all departments and towns present ≤ their government's own report",
    "本年新收＋上年结转：所见各部门、乡镇街道之和≤本级政府",
    `${regulation}第四十九条：本级政府年度报告所报为全政府；仅为上限，不求相等`,
  ),
  rule(
    "one-cell",
    "correction_suggested",
    "info",
    "one other number in exactly one cell would make every sum of the report hold",
    "仅改一格即可使全部勾稽关系成立",
    "由以上各式推得，仅供核对，从不改动数字",
  ),
];
