import { REQUEST } from "./claim-words.ts";
import { listMatches } from "./matches.ts";

/** What the text speaks of where a sentence stands. */
export type Topic = "requests" | "proceedings" | undefined;

const SPEAKS_OF_REQUESTS = new RegExp(REQUEST);
/** 因政府信息公开被申请行政复议 */
const SPEAKS_OF_CHALLENGES = /信息公开[^。;]{0,60}(?:复议|诉讼)/;
/** 12345热线转办, 信访件, 双随机检查, 建议提案: counted elsewhere, or nowhere */
const OTHER_MATTERS =
  /热线|123(?:45|15|29)|信访件|来信|来访|来电|咨询|提案|议案|建议|留言|信箱|网民|网友|双随机|检查|抽查|审批|服务事项|政务服务|投诉件|投诉举报件|工单/;
/** （二）依申请公开情况, 二、…, 2.… */
const HEADING = /^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.](?!\d))/;

/** What a sentence leaves for the next one to speak of. */
export function followTopic(sentence: string, before: Topic, isParagraph: boolean): Topic {
  const kept = isParagraph && HEADING.test(sentence) ? undefined : before;
  if (sentence.includes("信息公开") && SPEAKS_OF_CHALLENGES.test(sentence)) return "proceedings";
  if (sentence.includes("申请") && SPEAKS_OF_REQUESTS.test(sentence)) return "requests";
  return kept === undefined || OTHER_MATTERS.test(sentence) ? undefined : kept;
}

/** Whether another matter came up since the sentence last named requests. */
export function isOtherMatter(before: string): boolean {
  return (
    OTHER_MATTERS.test(before) && OTHER_MATTERS.test(before.split(SPEAKS_OF_REQUESTS).at(-1) ?? "")
  );
}

/** Whether the part of the sentence before a count speaks of 信息公开 being challenged. */
export const isOfChallenges = (before: string): boolean => before.includes("信息公开");

/** 受理行政复议案件23件, 办理行政诉讼案件: the daily work of a justice bureau */
const CASE_WORK = /(?:受理|办理|审理|审结|代理|应诉|出庭)[^,;]{0,40}$/;

/** Whether proceedings are this organ's trade and not brought against it. */
export const isCaseWork = (clause: string): boolean => CASE_WORK.test(clause);

const YEAR = /((?:19|20)\d{2})年/g;
/** "到2012年底累计", "自2008年以来": that of several years; "全年累计", "2024年以来" in a report for 2024 are that of one */
const SINCE_LONG =
  /(?:到|至|截止|截至|以来|历年来?|历史)[^,]{0,20}累计(?:共|已)?|(?:历年|历史|近[\d两三四五六七八九十]+年|\d年来|(?:施行|实施|开展|成立|建立|开通|运行)以来)/;
/** 2023年以来, 自2008年…以来 */
const SINCE_YEAR = /((?:19|20)\d{2})年[^,;]{0,40}以来/g;
/** 上年度收到, 较去年增加, 同比增长 */
const OTHER_TIME =
  /(?:上一?年度?|去年|往年|前年|同期|较|相比|同比|环比|增长|增加|减少|上半年|下半年|季度|[1-9]月)/;
/** 截至12月31日, 1月至12月: the whole year */
const WHOLE_YEAR = /12月/;

/** 累计…8264条，其中本年度517条: from here on the year alone is spoken of. Not 截至2022年底. */
const THIS_YEAR = /本年度?|当年|今年|全年|(?<![至止到自])((?:19|20)\d{2})年(?!底|末|以来)/g;

function findThisYear(before: string, year: number): number {
  const marks = listMatches(THIS_YEAR, before).filter(
    ([, named]) => named === undefined || Number(named) === year,
  );
  return marks.at(-1)?.index ?? 0;
}

/** Whether a count is of another time than the report's year. `clause` is what of the sentence is nearest to it. */
export function isOfOtherTime(before: string, clause: string, year: number): boolean {
  const lastYear = listMatches(YEAR, before).at(-1)?.[1];
  if (lastYear !== undefined && Number(lastYear) !== year) return true;
  const ofYear = before.slice(findThisYear(before, year));
  if (SINCE_LONG.test(ofYear)) return true;
  if (listMatches(SINCE_YEAR, ofYear).some(([, since]) => Number(since) !== year)) return true;
  return OTHER_TIME.test(clause) && !WHOLE_YEAR.test(clause);
}

/** 其中通过网络, 自然人, 各部门, 信函: the count is of a part */
const PART =
  /其中|网络|网上|网站|信函|信件|当面|传真|邮寄|邮箱|邮件|现场|线上|线下|书面|微信|微博|公众号|平台|自然人|(?<!、)法人|企业|各部门|各镇|各乡|各街道|各县|各区|各单位|部门共|乡镇|街道|下属|所属|直属|市直|县直|区直|政府办/;

export const isOfPart = (clause: string): boolean => PART.test(clause);

/** 因不掌握相关信息，无法提供1件: one reason among several of the group */
const REASON =
  /不掌握|不属于本|没有现成|另行制作|不明确|秘密|隐私|第三方|安全|内部事务|过程性|执法案卷|行政查询|信访|举报|重复|出版物|大量|确认|重新出具|不存在|不补正|缴|个人信息/;
const LAST_NUMBER = /^.*\d(?:件|宗|份|例|起|条|项)/;

/** Whether the count of a group is that of one of its reasons. */
export const isOfReason = (before: string): boolean => REASON.test(before.replace(LAST_NUMBER, ""));

/** 行政复议、行政诉讼3件: what stands before belongs to the same count */
const JOINED = /[^件宗份例起条项)](?:、|和|及|与|或|以及)(?:被)?(?:提起|发生)?$/;

export const isJoined = (before: string): boolean => JOINED.test(before);
