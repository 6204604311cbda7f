import type { FormColumn, FormTable } from "../form.ts";

const litigation = "行政诉讼";

const outcomes: readonly FormColumn[] = [
  outcome("upheld", "结果维持"),
  outcome("corrected", "结果纠正"),
  outcome("other", "其他结果"),
  outcome("pending", "尚未审结"),
  outcome("total", "总计"),
];

/** Section four, the same in the 2019 and the 2021 form: fifteen figures in one line. */
export const proceedingsTable: FormTable = {
  id: "proceedings",
  title: "政府信息公开行政复议、行政诉讼情况",
  section: 4,
  layout: "across",
  rows: [
    { id: "reconsideration", label: "行政复议", groups: [], columns: outcomes },
    {
      id: "litigation_direct",
      label: "未经复议直接起诉",
      groups: [litigation],
      columns: outcomes,
    },
    {
      id: "litigation_after_reconsideration",
      label: "复议后起诉",
      groups: [litigation],
      columns: outcomes,
    },
  ],
  captions: ["行政复议", litigation, "未经复议直接起诉", "复议后起诉"],
};

function outcome(id: string, label: string): FormColumn {
  return { id, label, unit: "件", type: "integer" };
}
