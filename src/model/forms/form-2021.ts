import type { Form, FormColumn } from "../form.ts";
import { contentCaption, countColumn, itemRows } from "./disclosure-rows.ts";
import { proceedingsTable } from "./proceedings-table.ts";
import { otherRowsOf2021, requestsTable } from "./requests-table.ts";

const documents: readonly FormColumn[] = [
  countColumn("issued", "本年制发件数", "件", "本年度发件数"),
  countColumn("repealed", "本年废止件数", "件", "本年度止件数"),
  countColumn("in_force", "现行有效件数", "件"),
];

const decisions: readonly FormColumn[] = [countColumn("decisions", "本年处理决定数量", "件")];

const fees: readonly FormColumn[] = [
  {
    id: "amount",
    label: "本年收费金额（单位：万元）",
    spellings: ["本年收费金额"],
    unit: "万元",
    type: "decimal",
  },
];

const disclosureRows = [
  ...itemRows("（一）", documents, [
    ["rules", "规章"],
    ["normative_documents", "行政规范性文件", "规范性文件"],
  ]),
  ...itemRows("（五）", decisions, [["administrative_licensing", "行政许可"]]),
  ...itemRows("（六）", decisions, [
    ["administrative_penalty", "行政处罚"],
    ["administrative_compulsion", "行政强制"],
  ]),
  ...itemRows("（八）", fees, [["administrative_fees", "行政事业性收费", "行政事业型收费"]]),
];

/** 《中华人民共和国政府信息公开工作年度报告格式》, in force for reports for 2021 onwards: 200 cells. */
export const form2021: Form = {
  id: "2021",
  years: { first: 2021, last: undefined },
  basis: "国办公开办函〔2021〕30号",
  sections: [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
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
    requestsTable(otherRowsOf2021),
    proceedingsTable,
  ],
};
