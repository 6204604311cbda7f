/** 政府信息公开申请, 依申请公开政府信息, 依申请公开事项, 公开申请 */
export const REQUEST =
  "(?:(?:关于)?(?:政府|政务)?信息公开(?:的)?申请|(?:政府信息)?依申请公开(?:的)?(?:政府信息|信息公开)?(?:申请|信息|事项|案件|内容|办件|件)?|申请公开(?:政府)?信息|(?:政府)?信息依?申请公开|公开申请)";
/**
 * 公民、法人和其他组织提出的. Nothing in it can be read in two ways, and so often only: a page may be made to be slow.
 */
export const FROM_WHOM =
  "(?:了|到|的|各类|有效|有关|相关|任何|社会公众|群众|公众|公民|法人|、|和|及|或者?|以及|其[他它]组织|书面|提出|提交|递交|送达){0,12}";
/** 共计, 总数为, 数量:, 分别为 */
const BETWEEN = "[事项申请数量件总合共计有分别:为了的]{0,8}";
export const ABOUT = "(?:大约|约|将近|接近|近|超过|超|逾)?";
export const NUMBER = "(\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,6})?)";
export const MORE = "[余多几]?";
const CASES = "(?:件|宗|份|例|起|条|项)(?!次|套)";

/** Its first group is the number. */
export function counted(lead: string, units = CASES): RegExp {
  return new RegExp(`${lead}${BETWEEN}${ABOUT}${NUMBER}${MORE}${units}`, "g");
}
