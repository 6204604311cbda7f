import type { FormColumn, FormRow, FormTable } from "../form.ts";

type RowEntry = readonly [id: string, label: string, ...spellings: string[]];

const results = "三、本年度办理结果";
const denied = "（三）不予公开";
const unavailable = "（四）无法提供";
const unprocessed = "（五）不予处理";
const other = "（六）其他处理";
const organizations = "法人或其他组织";

const corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

const applicants: readonly FormColumn[] = [
  applicant("natural_person", "自然人"),
  applicant("business", "商业企业", organizations),
  applicant("research", "科研机构", organizations),
  applicant("public_interest", "社会公益组织", organizations),
  applicant("legal_services", "法律服务机构", organizations),
  applicant("other_organization", "其他", organizations),
  applicant("total", "总计"),
];

/** The three rows of （六）其他处理 of the 2021 form. */
export const otherRowsOf2021: readonly FormRow[] = rowsUnder(
  [results, other],
  [
    [
      "other_not_corrected",
      "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
      "1.逾期不补正",
    ],
    [
      "other_fee_unpaid",
      "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
      "2.逾期不缴费",
    ],
    ["other_misc", "3.其他"],
  ],
);

/** The one row （六）其他处理 of the 2019 form. */
export const otherRowOf2019: readonly FormRow[] = rowsUnder([results], [["other", other]]);

/** Section three; the 2021 and the 2019 form differ only in the rows of （六）其他处理. */
export function requestsTable(otherRows: readonly FormRow[]): FormTable {
  const rows = [
    ...rowsUnder(
      [],
      [
        ["new", "一、本年新收政府信息公开申请数量"],
        ["carried_in", "二、上年结转政府信息公开申请数量"],
      ],
    ),
    ...resultRows,
    ...otherRows,
    ...rowsUnder([results], [["processed_total", "（七）总计"]]),
    ...rowsUnder([], [["carried_out", "四、结转下年度继续办理"]]),
  ];
  const groups = new Set(rows.flatMap((row) => row.groups));
  return {
    id: "requests",
    title: "收到和处理政府信息公开申请情况",
    section: 3,
    layout: "down",
    rows,
    captions: [corner, "申请人情况", organizations, ...groups],
  };
}

const resultRows: readonly FormRow[] = [
  ...rowsUnder(
    [results],
    [
      ["granted", "（一）予以公开"],
      ["partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"],
    ],
  ),
  ...rowsUnder(
    [results, denied],
    [
      ["denied_state_secret", "1.属于国家秘密"],
      ["denied_prohibited_by_law", "2.其他法律行政法规禁止公开"],
      ["denied_safety_and_stability", "3.危及“三安全一稳定”"],
      ["denied_third_party_rights", "4.保护第三方合法权益"],
      ["denied_internal_affairs", "5.属于三类内部事务信息"],
      ["denied_process_information", "6.属于四类过程性信息"],
      ["denied_enforcement_file", "7.属于行政执法案卷"],
      ["denied_administrative_inquiry", "8.属于行政查询事项"],
    ],
  ),
  ...rowsUnder(
    [results, unavailable],
    [
      ["unavailable_not_held", "1.本机关不掌握相关政府信息"],
      ["unavailable_not_compiled", "2.没有现成信息需要另行制作"],
      ["unavailable_unclear", "3.补正后申请内容仍不明确"],
    ],
  ),
  ...rowsUnder(
    [results, unprocessed],
    [
      ["unprocessed_complaint", "1.信访举报投诉类申请"],
      ["unprocessed_duplicate", "2.重复申请"],
      ["unprocessed_publication", "3.要求提供公开出版物"],
      ["unprocessed_excessive", "4.无正当理由大量反复申请"],
      ["unprocessed_reconfirmation", "5.要求行政机关确认或重新出具已获取信息"],
    ],
  ),
];

function rowsUnder(groups: readonly string[], entries: readonly RowEntry[]): FormRow[] {
  return entries.map(([id, label, ...spellings]) => ({
    id,
    label,
    ...(spellings.length > 0 && { spellings }),
    groups,
    columns: applicants,
  }));
}

function applicant(id: string, label: string, group?: string): FormColumn {
  return { id, label, ...(group !== undefined && { group }), unit: "件", type: "integer" };
}
