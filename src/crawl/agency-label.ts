/** 2024年政府信息公开…, 二〇二四年…, 政府信息公开年报: a title that begins where its agency should stand */
const withoutAgency = /^(?:[（(【[]?20\d\d|二[〇○零Oo0]|政府信息公开|信息公开)/u;
/** 青石县民政局, 城东街道办事处, 兴华乡人民政府 */
const agencyEnd =
  /(?:政府|办事处|办公室|局|委|委员会|厅|院|中心|公司|协会|联合会|馆|站|所|队|社|处|部|会|镇|乡|街道|管委会)$/u;
/** 2025-01-20, [2025/1/20], 发布单位：, 3. */
const besideDress =
  /[[(（【]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）】]?|(?:发布|公开|责任|信息)?(?:机构|单位|部门|日期|时间|来源)[:：]|^\d{1,3}[.、]?(?=\s)/gu;
const maxNameLength = 40;

/** True if a text is the name of an agency and nothing else. */
export function isAgencyName(text: string): boolean {
  return text.length >= 3 && text.length <= maxNameLength && agencyEnd.test(text);
}

/** The agency that a list prints beside a link, in a column of its own: `县民政局 2025-01-20`. Undefined if it is none. */
export function findAgencyBeside(beside: string | undefined): string | undefined {
  const rest = (beside ?? "").replace(besideDress, " ").trim();
  return isAgencyName(rest) ? rest : undefined;
}

/** A title of a report that says whose it is, where a list names the agency beside it or above it. */
export function withAgency(agency: string | undefined, title: string): string {
  if (agency === undefined || !isAgencyName(agency) || title.includes(agency)) return title;
  return withoutAgency.test(title.trim()) ? `${agency}${title.trim()}` : title;
}
