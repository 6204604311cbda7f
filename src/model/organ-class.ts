import { findDivision } from "./divisions.ts";

/**
 * What article 49 of 《政府信息公开条例》 makes of an agency.
 * - `government`: of a county or above; its report is that of all its organs
 * - `government_office`: reports for itself, or under its own name for the government
 * - `department`: 县级以上人民政府部门
 * - `town`: a town, a township or a subdistrict; the article does not name them
 * - `other`: not known to be any of these, such as a zone, a branch, a hospital
 */
export type OrganClass = "government" | "government_office" | "department" | "town" | "other";

/** 城关镇人民政府, 民族乡政府, 巴彦苏木人民政府, 桥西街道办事处 */
const TOWN = /(?:(?:镇|乡|苏木)(?:人民政府|政府)?|街道(?:办事处|办)?)$/;
/** 清石县人民政府, 某某省政府 */
const GOVERNMENT = /(?:省|自治区|市|自治州|州|盟|县|自治县|区|旗)(?:人民政府|政府)$/;
/** 清石县人民政府办公室, 市政府办公厅 */
const GOVERNMENT_OFFICE = /政府办公[室厅]$/;
/** 公安局北关分局, 税务局第一税务所: bodies that a department sends out */
const BRANCH = /(?:分局|支局|[一-龥](?:所|站))$/;
/** 高新区管理委员会, 监察委员会, 供电局: endings of departments on what is none */
const NO_DEPARTMENT =
  /(?:(?:(?<!监督)管理|居民|村民|工作|监察|纪律检查|政法)委员会|供电局|邮政局)$/;
/** 卫生健康局, 发展和改革委员会, 教育厅, 信访办公室 */
const DEPARTMENT = /(?:局|厅|委员会|政府[一-龥]*办公室|信访办公室|人民防空办公室|外事办公室)$/;

/** The class of an agency by its full official name. */
export function classOfOrgan(name: string): OrganClass {
  if (TOWN.test(name)) return "town";
  if (GOVERNMENT.test(name)) return "government";
  if (GOVERNMENT_OFFICE.test(name)) return "government_office";
  if (BRANCH.test(name) || NO_DEPARTMENT.test(name)) return "other";
  return DEPARTMENT.test(name) ? "department" : "other";
}

/** Whether the agency is the government of the division itself, and not of one below it. */
export function isGovernmentOf(name: string, divisionCode: string, year: number): boolean {
  if (classOfOrgan(name) !== "government") return false;
  const division = findDivision(divisionCode, year) ?? findDivision(divisionCode);
  if (division === undefined) return true;
  return name.endsWith(`${division.name}人民政府`) || name.endsWith(`${division.name}政府`);
}

/** Whether a division of the year is known, and known to be a county, a district or the like. */
export function isCounty(divisionCode: string, year: number): boolean {
  return (findDivision(divisionCode, year) ?? findDivision(divisionCode))?.level === "county";
}

/** Report years for which 2007 条例, in force on 2008-05-01, set a date, and those that the revision of 2019 first applied to. */
const FIRST_YEAR_DUE = 2008;
const FIRST_YEAR_OF_REVISION = 2019;

/**
 * The last day on which a report was published in time, as ISO date; null where the law sets none for the agency. The law
 * says 1月31日前 and 3月31日前, the day itself included, and does not put off a day that falls on a weekend.
 */
export function findDueDate(name: string, year: number): string | null {
  if (year < FIRST_YEAR_DUE) return null;
  // 2007条例第三十一条：各级行政机关应当在每年3月31日前公布. The report for 2018 was due before the revision of 2019-05-15.
  if (year < FIRST_YEAR_OF_REVISION) return `${year + 1}-03-31`;
  const organ = classOfOrgan(name);
  if (organ === "department") return `${year + 1}-01-31`;
  return organ === "government" || organ === "government_office" ? `${year + 1}-03-31` : null;
}
