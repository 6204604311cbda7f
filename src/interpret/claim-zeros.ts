import { FROM_WHOM, REQUEST } from "./claim-words.ts";

/** A zero in words: 未收到…, 没有…, 无…. */
export interface ZeroPattern {
  readonly subjects: readonly string[];
  readonly unit: string;
  readonly word: string;
  readonly pattern: RegExp;
}

const NONE = "(?:未|没有|未曾|无|暂未|尚未)";

export const ZEROS: readonly ZeroPattern[] = [
  {
    subjects: ["requests_received"],
    unit: "件",
    word: "申请",
    // 未收到群众的公开申请, 未收到有关依申请公开内容
    pattern: new RegExp(
      `${NONE}(?:收到|接到|受理|接收)过?(?:(?:、|和|或|及)(?:处理|受理|办理))?${FROM_WHOM}${REQUEST}`,
      "g",
    ),
  },
  {
    subjects: ["requests_received"],
    unit: "件",
    word: "申请",
    // 本年度无政府信息公开申请
    pattern:
      /(?:^|[,:]|年度?|[局委办厅镇乡]|机关|单位|街道)(?:均|暂)?(?:无|没有)(?:政府信息公开申请|依申请公开(?:事项|申请|信息|件)?)(?=$|[,。;])/g,
  },
  {
    subjects: ["requests_carried_in"],
    unit: "件",
    word: "结转",
    // 上年度无结转, 无上年结转
    pattern: /上一?年度?(?:均|也)?(?:无|没有)(?:申请)?结转|(?:无|没有)上一?年度?结转/g,
  },
  {
    subjects: ["requests_carried_out"],
    unit: "件",
    word: "结转",
    pattern: /(?:无|没有|未)结转(?:至|到)?下一?年度?/g,
  },
  {
    subjects: ["request_fees"],
    unit: "元",
    word: "处理费",
    // 未收取信息处理费, 信息处理费收取情况:无
    pattern: new RegExp(
      `${NONE}(?:收取|产生|发生)过?(?:任何)?(?:政府)?信息(?:公开)?(?:信息)?处理费|信息处理费(?:收取)?(?:金额|情况)?[:为](?:无|零)(?=$|[,。;])`,
      "g",
    ),
  },
  {
    subjects: ["normative_documents_issued"],
    unit: "件",
    word: "制发",
    pattern: /(?:未|没有)制发(?:行政)?规范性文件/g,
  },
];

/** 未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况: a zero of all that the clause names */
export const NOT_CHALLENGED =
  /(?:未|没有|未曾|无|不存在)(?:收到|接到|发生|出现|产生|引发|引起|涉及|存在|有|被|因|任何|公民|行政复议|行政诉讼)[^,。;\d]{0,60}(?:复议|诉讼)[^,。;\d]{0,60}/g;
/** 未发生行政诉讼败诉案件, 无因逾期答复引发的行政复议: some may have been */
export const RESTRICTED =
  /败诉|纠错|纠正|撤销|责任|逾期|超期|按时|按期|及时|不当|未审结|维持|复议后|复议机关|未经复议/;
