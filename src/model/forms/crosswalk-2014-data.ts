import type { Bilingual } from "../finding.ts";

/**
 * Indicators of 政府信息公开情况统计表 whose sum may be compared with a sum of cells of the forms since 2019.
 * 7.告知作出更改补充数 has no successor: the later forms count only requests that are unclear still.
 */
interface Bridge {
  readonly from: readonly string[];
  /** Addresses that the 2019 and the 2021 form both have. */
  readonly to: readonly string[];
  readonly note: Bilingual;
}

/** Cases that were concluded: the table of 2014 counts outcomes, and has none for 尚未审结. */
const concluded = (row: string): string[] =>
  ["upheld", "corrected", "other"].map((column) => `proceedings.${row}.${column}`);

const suits = (column: string): string[] =>
  ["litigation_direct", "litigation_after_reconsideration"].map(
    (row) => `proceedings.${row}.${column}`,
  );

const outcome: Bilingual = {
  en: "cases with the outcome of that name; known by the labels alone",
  zh: "按结果名称对应，仅以标签为据",
};

export const bridgesFrom2014: readonly Bridge[] = [
  {
    from: ["requests_received"],
    to: ["requests.new.total"],
    note: {
      en: "requests received in the year; who applied is not told before 2019",
      zh: "本年收到的申请；2019年以前不区分申请人类别",
    },
  },
  {
    from: ["requests_completed"],
    to: ["requests.processed_total.total"],
    note: {
      en: "requests completed in the year; replies_total may be taken instead, never both",
      zh: "本年办结的申请；也可用申请答复数代替，二者不可相加",
    },
  },
  {
    from: ["replies_total"],
    to: ["requests.processed_total.total"],
    note: {
      en: "replies given in the year; requests_completed may be taken instead, never both",
      zh: "本年答复的申请；也可用申请办结数代替，二者不可相加",
    },
  },
  {
    from: ["reply_granted", "reply_already_public"],
    to: ["requests.granted.total"],
    note: {
      en: "replies that granted the information, and those that it was public already, which the later forms do not tell apart",
      zh: "同意公开与已主动公开两类答复之和；后来的格式不再区分",
    },
  },
  {
    from: ["reply_partial"],
    to: ["requests.partially_granted.total"],
    note: { en: "granted in part", zh: "部分公开" },
  },
  {
    from: ["refused_state_secret"],
    to: ["requests.denied_state_secret.total"],
    note: { en: "refused as a state secret", zh: "涉及国家秘密不予公开" },
  },
  {
    from: ["refused_trade_secret", "refused_privacy"],
    to: ["requests.denied_third_party_rights.total"],
    note: {
      en: "trade secrets and privacy together; the nearest reason since 2019 is the rights of third parties",
      zh: "商业秘密与个人隐私之和；2019年起最接近的理由是保护第三方合法权益",
    },
  },
  {
    from: ["refused_security_stability"],
    to: ["requests.denied_safety_and_stability.total"],
    note: {
      en: "refused for security of state, public and economy, and stability of society",
      zh: "危及国家安全、公共安全、经济安全和社会稳定，即“三安全一稳定”",
    },
  },
  {
    from: ["reply_not_this_organ", "reply_not_exist"],
    to: ["requests.unavailable_not_held.total"],
    note: {
      en: "not this organ's to disclose, or not in existence; nearest since 2019 is that the organ does not hold it",
      zh: "不属于本机关公开与信息不存在之和；2019年起最接近的是本机关不掌握相关政府信息",
    },
  },
  {
    from: ["reply_other_channel"],
    to: ["requests.unprocessed_complaint.total", "requests.denied_administrative_inquiry.total"],
    note: {
      en: "told to use another channel; nearest since 2019 are complaints and administrative inquiries",
      zh: "告知通过其他途径办理；2019年起最接近的是信访举报投诉类申请与行政查询事项之和",
    },
  },
  {
    from: ["reconsideration_total"],
    to: concluded("reconsideration"),
    note: {
      en: "reconsiderations with an outcome; the cases pending since 2019 have no place in the older table",
      zh: "有结果的行政复议；2019年起的尚未审结在旧表中没有对应",
    },
  },
  {
    from: ["reconsideration_upheld"],
    to: ["proceedings.reconsideration.upheld"],
    note: outcome,
  },
  {
    from: ["reconsideration_corrected"],
    to: ["proceedings.reconsideration.corrected"],
    note: outcome,
  },
  { from: ["reconsideration_other"], to: ["proceedings.reconsideration.other"], note: outcome },
  {
    from: ["litigation_total"],
    to: [...concluded("litigation_direct"), ...concluded("litigation_after_reconsideration")],
    note: {
      en: "suits with an outcome, direct or after reconsideration; the cases pending since 2019 have no place in the older table",
      zh: "有结果的行政诉讼，不分是否经过复议；2019年起的尚未审结在旧表中没有对应",
    },
  },
  { from: ["litigation_upheld"], to: suits("upheld"), note: outcome },
  { from: ["litigation_corrected"], to: suits("corrected"), note: outcome },
  { from: ["litigation_other"], to: suits("other"), note: outcome },
];
