import type { Form, FormColumn } from "../form.ts";
import { contentCaption, countColumn, itemRows } from "./disclosure-rows.ts";
import { proceedingsTable } from "./proceedings-table.ts";
import { otherRowOf2019, requestsTable } from "./requests-table.ts";

const documents: readonly FormColumn[] = [
  countColumn("newly_made", "本年新制作数量", "件", "本年度新制作数量"),
  countColumn("newly_disclosed", "本年新公开数量", "件"),
  countColumn("total_public", "对外公开总数量", "件"),
];

const items: readonly FormColumn[] = [
  countColumn("previous_items", "上一年项目数量", "项", "上一年度项目数量"),
  // 减用负值表示,如-8
  { id: "change", label: "本年增/减", unit: "项", type: "signed_integer" },
];

const itemsWithDecisions: readonly FormColumn[] = [
  ...items,
  countColumn("decisions", "处理决定数量", "件"),
];

const procurement: readonly FormColumn[] = [
  countColumn("items", "采购项目数量", "项"),
  // The form prints no unit here; the table of names counts it in 万元.
  { id: "amount", label: "采购总金额", unit: "万元", type: "decimal" },
];

const disclosureRows = [
  ...itemRows("（一）", documents, [
    ["rules", "规章"],
    ["normative_documents", "规范性文件", "行政规范性文件"],
  ]),
  ...itemRows("（五）", itemsWithDecisions, [
    ["administrative_licensing", "行政许可"],
    ["other_public_services", "其他对外管理服务事项"],
  ]),
  ...itemRows("（六）", itemsWithDecisions, [
    ["administrative_penalty", "行政处罚"],
    ["administrative_compulsion", "行政强制"],
  ]),
  ...itemRows("（八）", items, [["administrative_fees", "行政事业性收费", "行政事业型收费"]]),
  ...itemRows("（九）", procurement, [["centralized_procurement", "政府集中采购"]]),
];

/** The trial format for reports for 2019 and 2020, used by some for later years too: 198 cells. */
export const form2019: Form = {
  id: "2019",
  years: { first: 2019, last: 2020 },
  basis: "国办公开办函〔2019〕60号",
  sections: [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进情况",
    "其他需要报告的事项",
  ],
  tables: [
    {
      id: "disclosure",
      title: "主动公开政府信息情况",
      section: 2,
      layout: "down",
      rows: disclosureRows,
      captions: [contentCaption, ...new Set(disclosureRows.flatMap((row) => row.groups))],
    },
    requestsTable(otherRowOf2019),
    proceedingsTable,
  ],
};
