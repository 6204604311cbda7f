/** 2024年政府信息公开…, 二〇二四年…, 政府信息公开年报: a title that begins where its agency should stand */
const withoutAgency = /^(?:[（(【[]?20\d\d|二[〇○零Oo0]|政府信息公开|信息公开)/u;
/** 青石县民政局, 城东街道办事处, 兴华乡人民政府, 县残联, 县政府办, 经济开发区 */
const agencyEnd =
  /(?:政府|办事处|办公室|局|委|委员会|厅|院|中心|公司|协会|联合会|馆|站|所|队|社|处|部|会|镇|乡|苏木|街道|管委会|[残妇文侨社]联|工商联|科协|(?<!要|待|督|承|主|协|催)办|(?:开发|高新|新|示范|园|管理|风景)区|[农林牧]场|学校|大学)$/u;
/** 县教育局: the place as everybody there calls it */
const placeMark = /^[省市县区旗]/u;
/** 各乡镇, 乡镇街道, 县直各局: columns of many agencies, whose names end as those of one do */
const groupName =
  /^(?:各|全|所有|其他|乡镇|镇街|街镇|(?:省|市|县|区|旗)?(?:直|属)(?!属?机关工委))|各(?:乡|镇|街道|局|部|委)/u;
/** 2025-01-20, [2025/1/20], 发布单位：, 3. */
const besideDress =
  /[[(（【]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）】]?|(?:发布|公开|责任|信息)?(?:机构|单位|部门|日期|时间|来源)[:：]|^\d{1,3}[.、]?(?=\s)/gu;
const maxNameLength = 40;

/** True if a text is the name of an agency and nothing else. */
export function isAgencyName(text: string): boolean {
  return text.length >= 3 && text.length <= maxNameLength && agencyEnd.test(text);
}

/** True if what reads as an agency's name is that of many. */
export function isGroupName(text: string): boolean {
  return groupName.test(text);
}

/** True if a list may mean an agency by a name that leaves out its place: 县教育局, 教育局 for 青石县教育局. */
export function mayMean(name: string, agency: string): boolean {
  return agency.endsWith(name.replace(placeMark, ""));
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
