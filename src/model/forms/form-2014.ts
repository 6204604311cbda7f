import type { Form, FormColumn, FormRow } from "../form.ts";

type Indicator = readonly [id: string, label: string, unit: string, ...spellings: string[]];

/**
 * The indicators of 政府信息公开情况统计表. Few of its labels have been seen on a filled table: most are put together from
 * what the notice says it covers and from what later local forms print, so that they are matched with tolerance.
 */
const disclosed: readonly FormRow[] = under(
  ["一、主动公开情况"],
  [
    ["proactive_total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"],
    ["normative_docs_disclosed", "其中：主动公开规范性文件数", "条"],
    ["normative_docs_issued", "制发规范性文件总数", "件"],
    ["proactive_via_gazette", "1.政府公报公开政府信息数", "条"],
    ["proactive_via_website", "2.政府网站公开政府信息数", "条"],
    ["proactive_via_weibo", "3.政务微博公开政府信息数", "条"],
    ["proactive_via_wechat", "4.政务微信公开政府信息数", "条"],
    ["proactive_via_other", "5.其他方式公开政府信息数", "条"],
  ],
);

const responses: readonly FormRow[] = under(
  ["二、回应解读情况"],
  [
    [
      "responses_total",
      "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
      "次",
    ],
    ["press_conferences", "1.参加或举办新闻发布会总次数", "次"],
    ["press_conferences_by_principal", "其中：主要负责同志参加新闻发布会次数", "次"],
    ["web_interviews", "2.政府网站在线访谈次数", "次"],
    ["web_interviews_by_principal", "其中：主要负责同志参加政府网站在线访谈次数", "次"],
    ["interpretation_articles", "3.政策解读稿件发布数", "篇"],
    ["social_media_responses", "4.微博微信回应事件数", "次"],
    ["other_responses", "5.其他方式回应事件数", "次"],
  ],
);

const requests: readonly FormRow[] = under(
  ["三、依申请公开情况"],
  [
    ["requests_received", "（一）收到申请数", "件"],
    ["requests_in_person", "1.当面申请数", "件"],
    ["requests_by_fax", "2.传真申请数", "件"],
    ["requests_online", "3.网络申请数", "件"],
    ["requests_by_letter", "4.信函申请数", "件"],
    ["requests_completed", "（二）申请办结数", "件"],
    ["completed_on_time", "1.按时办结数", "件"],
    ["completed_extended", "2.延期办结数", "件"],
    ["replies_total", "（三）申请答复数", "件"],
    ["reply_already_public", "1.属于已主动公开范围数", "件"],
    ["reply_granted", "2.同意公开答复数", "件"],
    ["reply_partial", "3.同意部分公开答复数", "件"],
    ["reply_refused", "4.不同意公开答复数", "件"],
    ["refused_state_secret", "其中：涉及国家秘密", "件"],
    ["refused_trade_secret", "涉及商业秘密", "件"],
    ["refused_privacy", "涉及个人隐私", "件"],
    ["refused_security_stability", "危及国家安全、公共安全、经济安全和社会稳定", "件"],
    ["refused_not_gov_info", "不是《条例》所指政府信息", "件"],
    ["refused_other_law", "法律法规规定的其他情形", "件"],
    ["reply_not_this_organ", "5.不属于本行政机关公开数", "件"],
    ["reply_not_exist", "6.申请信息不存在数", "件"],
    ["reply_told_to_amend", "7.告知作出更改补充数", "件"],
    ["reply_other_channel", "8.告知通过其他途径办理数", "件"],
  ],
);

const disputes: readonly FormRow[] = under(
  [],
  [
    ["reconsideration_total", "四、行政复议数量", "件"],
    ["reconsideration_upheld", "（一）维持具体行政行为数", "件"],
    ["reconsideration_corrected", "（二）被依法纠错数", "件"],
    ["reconsideration_other", "（三）其他情形数", "件"],
    ["litigation_total", "五、行政诉讼数量", "件"],
    ["litigation_upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件"],
    ["litigation_corrected", "（二）被依法纠错数", "件"],
    ["litigation_other", "（三）其他情形数", "件"],
    ["complaints_total", "六、举报投诉数量", "件"],
    ["request_fees_wan_yuan", "七、依申请公开信息收取的费用", "万元"],
  ],
);

const resources: readonly FormRow[] = [
  ...under(
    ["八、机构建设和保障经费情况"],
    [
      ["dedicated_offices", "（一）政府信息公开工作专门机构数", "个"],
      ["reading_points", "（二）设置政府信息公开查阅点数", "个"],
      ["staff_total", "（三）从事政府信息公开工作人员数", "人"],
      ["staff_full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人"],
      ["staff_part_time", "2.兼职人员数", "人"],
      [
        "special_funds_wan_yuan",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
      ],
    ],
  ),
  ...under(
    ["九、政府信息公开会议和培训情况"],
    [
      ["meetings", "（一）召开政府信息公开工作会议或专题会议数", "次"],
      ["training_sessions", "（二）举办各类培训班数", "次"],
      ["trainees", "（三）接受培训人员数", "人次"],
    ],
  ),
];

const rows = [...disclosed, ...responses, ...requests, ...disputes, ...resources];

/** 政府信息公开情况统计表, an annex to reports for about 2014 to 2018. Their text had no outline of its own. */
export const form2014: Form = {
  id: "2014",
  years: { first: 2014, last: 2018 },
  basis: "国办发〔2014〕32号",
  sections: [],
  tables: [
    {
      id: "statistics",
      title: "政府信息公开情况统计表",
      section: undefined,
      layout: "down",
      rows,
      captions: [
        "统计指标",
        "单位",
        "统计数",
        ...new Set(rows.flatMap((row) => row.columns.map((column) => column.unit))),
        "（二）通过不同渠道和方式公开政府信息的情况",
        "（二）通过不同渠道和方式回应解读的情况",
        ...new Set(rows.flatMap((row) => row.groups)),
      ],
    },
  ],
};

function under(groups: readonly string[], indicators: readonly Indicator[]): FormRow[] {
  return indicators.map(([id, label, unit, ...spellings]) => ({
    id,
    label,
    ...(spellings.length > 0 && { spellings }),
    groups,
    columns: [valueColumn(unit)],
  }));
}

function valueColumn(unit: string): FormColumn {
  const type = unit === "万元" ? "decimal" : "integer";
  return { id: "value", label: "统计数", unit, type };
}
