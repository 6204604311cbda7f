import { ABOUT, counted, FROM_WHOM, MORE, NUMBER, REQUEST } from "./claim-words.ts";

/** What a sentence may count, and the words that leave no doubt of it. */
export interface ClaimPattern {
  readonly subject: string;
  readonly unit: string;
  /** A word without which the sentence cannot match: looked for first, because it is quick. */
  readonly word: string;
  /** Up to the count. */
  readonly pattern: RegExp;
  /**
   * - `sentence`: what is counted is named right before the count
   * - `requests`: only where the text speaks of requests
   * - `proceedings`: only where the text speaks of 信息公开 being challenged
   */
  readonly topic: "sentence" | "requests" | "proceedings";
  /** Counts by channel, applicant or organ of it are parts, and not the whole. */
  readonly hasParts?: true;
}

/** Begins a clause, so that 未办结 and 书面答复 do not count as 办结 and 答复. */
const CLAUSE = "(?:^|[,:;、()]|其中|年度?|已|均|共|全部|依法|及时|予以|作出|决定|我[局委办县市区])";

const received = {
  subject: "requests_received",
  unit: "件",
  hasParts: true,
} as const;

const proceeding = { unit: "件", topic: "proceedings" } as const;
const result = { unit: "件", topic: "requests" } as const;
const named = { unit: "件", topic: "sentence" } as const;

/** In this order: what a pattern has taken is not looked at by the next. */
export const COUNTS: readonly ClaimPattern[] = [
  {
    subject: "proactive_items",
    unit: "条",
    word: "主动公开",
    topic: "sentence",
    hasParts: true,
    // 主动公开各类政府信息共1,266条
    pattern: counted("主动公开(?:各类|了|的)*(?:政府|政务)?信息", "[条件篇]"),
  },
  {
    ...named,
    subject: "requests_handled",
    word: "收办",
    hasParts: true,
    // 全市收办政府信息公开申请3607件
    pattern: counted(`收办${FROM_WHOM}${REQUEST}`),
  },
  {
    ...named,
    subject: "requests_dealt_with",
    word: "办理",
    hasParts: true,
    // 依法办理政府信息依申请公开事项1件: received or answered, the sentence leaves it open
    pattern: counted(`办理(?:了)?${FROM_WHOM}${REQUEST}`),
  },
  {
    ...received,
    word: "申请",
    topic: "sentence",
    // 新收公民、法人和其他组织提出的政府信息公开申请5件
    pattern: counted(
      `(?:新收到?|新增|新受理|收到并受理|收到|接收|接到|受理)${FROM_WHOM}${REQUEST}`,
    ),
  },
  {
    ...received,
    word: "申请",
    topic: "requests",
    // 全年共收到申请5件
    pattern: counted("(?:^|[,:]|年度?|共|新)(?:收到|新收|受理)(?:的)?申请"),
  },
  {
    ...named,
    subject: "requests_carried_in",
    word: "结转",
    // 上年度结转政府信息公开申请2件
    pattern: counted(
      `上一?年度?结转(?:至|到)?(?:本|今)?年?度?(?:继续)?(?:办理)?(?:的)?(?:${REQUEST}|申请)?`,
    ),
  },
  {
    ...named,
    subject: "requests_carried_out",
    word: "下",
    // 结转下年度继续办理4件, 顺延到下年度4件
    pattern: counted(
      `(?:结转|顺延|延续)(?:至|到|入)?下一?年度?(?:继续)?(?:办理|答复)?(?:的)?(?:${REQUEST}|申请)?`,
    ),
  },
  {
    ...result,
    subject: "requests_processed",
    word: "办结",
    // 办结政府信息公开申请3件, ，共办结3件
    pattern: counted(`${CLAUSE}(?:办结并答复|办结)(?:了)?(?:${REQUEST}|申请)?`),
  },
  {
    ...result,
    subject: "requests_replied",
    word: "答复",
    // 答复政府信息公开申请3件
    pattern: counted(`${CLAUSE}(?:办理答复|答复)(?:了)?(?:${REQUEST}|申请人?)?`),
  },
  {
    ...result,
    subject: "requests_granted_in_all",
    word: "部分公开",
    // 予以公开及部分公开258件
    pattern: counted(`${CLAUSE}予以公开(?:及|和|、|或|与)(?:予以)?部分公开(?:的|申请)*`),
  },
  {
    ...result,
    subject: "requests_granted",
    word: "予以公开",
    // 其中予以公开2件
    pattern: counted(`${CLAUSE}予以公开(?:的|申请)*`),
  },
  {
    ...result,
    subject: "requests_partially_granted",
    word: "部分公开",
    pattern: counted(`${CLAUSE}(?:予以)?部分公开(?:的|申请)*`),
  },
  {
    ...result,
    subject: "requests_denied",
    word: "不予公开",
    pattern: counted(`${CLAUSE}不予公开(?:的|决定|答复|申请)*`),
  },
  {
    ...result,
    subject: "requests_unavailable",
    word: "无法提供",
    pattern: counted(`${CLAUSE}无法提供(?:的|决定|答复|申请)*`),
  },
  {
    ...result,
    subject: "requests_unprocessed",
    word: "不予处理",
    pattern: counted(`${CLAUSE}不予处理(?:的|决定|答复|申请)*`),
  },
  {
    ...result,
    subject: "requests_otherwise_processed",
    word: "其他处理",
    pattern: counted(`${CLAUSE}(?:作出?|做出?)?其他处理(?:的|决定|答复|申请)*`),
  },
  {
    ...proceeding,
    subject: "proceedings",
    word: "诉讼",
    // 被申请行政复议、提起行政诉讼案件共3件
    pattern: counted(
      "(?:行政)?复议(?:案件|申请)?(?:、|和|及|与|或|以及)(?:被)?(?:提起|发生)?(?:行政)?诉讼(?:案件)?",
    ),
  },
  {
    ...proceeding,
    subject: "reconsideration",
    word: "复议",
    // 因政府信息公开工作引发行政复议3件
    pattern: counted("行政复议(?:案件|申请)?"),
  },
  {
    ...proceeding,
    subject: "litigation_direct",
    word: "未经复议",
    pattern: counted("未经(?:行政)?复议(?:的)?直接(?:提起)?(?:起诉|诉讼|行政诉讼)(?:的)?"),
  },
  {
    ...proceeding,
    subject: "litigation_after_reconsideration",
    word: "复议后",
    pattern: counted("(?:行政)?复议后(?:提起)?(?:起诉|诉讼|行政诉讼)(?:的)?"),
  },
  {
    ...proceeding,
    subject: "litigation",
    word: "行政诉讼",
    // 行政诉讼46件
    pattern: counted("行政诉讼(?:案件)?"),
  },
  {
    ...named,
    subject: "request_fee_notices",
    word: "处理费",
    // 对3件申请收取信息处理费2230元
    pattern: new RegExp(`${NUMBER}件(?=[^,。;]{0,15}收取(?:政府)?信息(?:公开)?处理费)`, "g"),
  },
  {
    subject: "request_fees",
    unit: "元",
    word: "处理费",
    topic: "sentence",
    // 收取信息处理费共计120元, 信息处理费收取金额为0.3万元
    pattern: new RegExp(
      `信息(?:公开)?(?:信息)?处理费(?:用)?(?:收取)?(?:金额|总额|情况|共计|共|合计|总计|为|:)*${ABOUT}${NUMBER}${MORE}(万?元)`,
      "g",
    ),
  },
  {
    ...named,
    subject: "normative_documents_issued",
    word: "制发",
    pattern: counted("制发(?:了|的)?(?:行政)?规范性文件"),
  },
  {
    ...named,
    subject: "normative_documents_repealed",
    word: "废止",
    pattern: counted("废止(?:了|的)?(?:行政)?规范性文件"),
  },
  {
    ...named,
    subject: "normative_documents_in_force",
    word: "现行有效",
    pattern: counted("现行有效(?:的)?(?:行政)?规范性文件"),
  },
  {
    ...named,
    subject: "licensing_decisions",
    word: "许可",
    // 作出行政许可决定12件
    pattern: counted("作出(?:的)?行政许可(?:决定)?"),
  },
  {
    ...named,
    subject: "penalty_decisions",
    word: "处罚",
    pattern: counted("作出(?:的)?行政处罚(?:决定)?"),
  },
  {
    ...named,
    subject: "compulsion_decisions",
    word: "强制",
    pattern: counted("作出(?:的)?行政强制(?:决定)?"),
  },
  {
    subject: "policy_interpretations",
    unit: "篇",
    word: "解读",
    topic: "sentence",
    pattern: counted("政策解读(?:稿件|材料|信息|文章)?", "[篇条件]"),
  },
  {
    subject: "training_sessions",
    unit: "次",
    word: "培训",
    topic: "sentence",
    // 举办政务公开培训3次
    pattern: counted(
      "(?:举办|组织|开展)(?:了)?(?:政府信息公开|政务公开)(?:工作|业务|专题)*培训(?:班|会)?",
      "[次场期]",
    ),
  },
];

/** After 行政诉讼9件: 维持8件, 均获维持 */
export const OUTCOME_PATTERNS = [
  ["upheld", counted("(?:结果)?维持(?:原(?:行政|具体行政)?行为)?(?:的)?")],
  ["corrected", counted("(?:结果|被)?(?:依法)?(?:纠正|纠错)(?:的)?")],
  ["other", counted("其他结果(?:的)?")],
  ["pending", counted("(?:尚未|未)审结(?:的)?")],
] as const;
export const ALL_UPHELD = /^,?(?:结果)?(?:均|全部)(?:获|被|为|予以)?(?:结果)?维持/;
