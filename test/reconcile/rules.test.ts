import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { form2014 } from "../../src/model/forms/form-2014.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Report } from "../../src/model/report.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { sampleReport } from "../sample/report.ts";
import { blank, toReport, value } from "./sample-reading.ts";

const zeros = sampleReport(11, { form: form2021, spread: "zeros" });
const distinct = sampleReport(11, { form: form2021, spread: "distinct" });
const trial = sampleReport(11, { form: form2019, spread: "zeros", year: 2020 });

const find = (report: Report, code: Finding["code"]): Finding | undefined =>
  reconcile(report).find((finding) => finding.code === code);

describe("a sum that does not hold is told in the words of the form", () => {
  test("by row, with its parts, both numbers and what it rests on", () => {
    const report = toReport(zeros, {
      "requests.new.natural_person": value(3),
      "requests.new.business": value(1),
      "requests.new.total": value(5),
    });
    expect(find(report, "row_sum_mismatch")?.message).toEqual({
      en: 'section 3, row "new": natural person 3 + business 1 + 4 others 0 = 4, but total is 5 (总计等于自然人与法人或其他组织各列之和)',
      zh: "第三部分“一、本年新收政府信息公开申请数量”行：自然人 3 + 商业企业 1 + 其余4项 0 = 4，而总计为 5（总计等于自然人与法人或其他组织各列之和）",
    });
  });

  test("by column, for the balance that the form prints", () => {
    const report = toReport(zeros, { "requests.carried_in.business": value(2) });
    expect(find(report, "balance_mismatch")?.message.zh).toBe(
      "第三部分“商业企业”列：一、本年新收政府信息公开申请数量 0 + 二、上年结转政府信息公开申请数量 2 = 2，而（七）总计 0 + 四、结转下年度继续办理 0 = 0（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    );
  });

  test("by kind of suit in section four", () => {
    const report = toReport(zeros, { "proceedings.litigation_direct.upheld": value(2) });
    const message = find(report, "proceedings_total_mismatch")?.message;
    expect(message?.zh).toContain("第四部分“行政诉讼·未经复议直接起诉”行：结果维持 2");
    expect(message?.en).toContain('section 4, row "litigation direct": upheld 2');
  });

  test("with what is known of it where a cell is empty", () => {
    const report = toReport(zeros, {
      "requests.granted.natural_person": value(3),
      "requests.granted.business": blank,
    });
    const message = find(report, "row_sum_mismatch")?.message;
    expect(message?.en).toContain("natural person 3 + business blank + 4 others 0 = at least 3");
    expect(message?.zh).toContain("商业企业 空白");
  });
});

describe("where one other number in one cell would make all sums hold", () => {
  const at = (address: string): number => distinct.values.get(address) ?? 0;

  test.each([
    "requests.granted.business",
    "requests.new.total",
    "requests.processed_total.research",
    "requests.processed_total.total",
    "requests.carried_out.legal_services",
  ])("%s is named with its number, as a hint and no more", (address) => {
    const findings = reconcile(toReport(distinct, { [address]: value(at(address) + 30) }));
    const suggestion = findings.find(({ code }) => code === "correction_suggested");
    expect(suggestion?.severity).toBe("info");
    expect(suggestion?.cells).toEqual([address]);
    expect(suggestion?.message.zh).toContain(`若为 ${at(address)}（现为 ${at(address) + 30}）`);
    expect(suggestion?.message.en).toContain(`${at(address)} instead of ${at(address) + 30}`);
  });

  test("none is named where several cells would do, as in section four", () => {
    const address = "proceedings.reconsideration.other";
    const report = toReport(distinct, { [address]: value(at(address) + 1) });
    expect(find(report, "correction_suggested")).toBeUndefined();
  });

  test("none is named where two cells are wrong, or the cure would be a negative count", () => {
    const two = toReport(distinct, {
      "requests.granted.business": value(at("requests.granted.business") + 1),
      "requests.denied_state_secret.research": value(
        1 + at("requests.denied_state_secret.research"),
      ),
    });
    expect(find(two, "correction_suggested")).toBeUndefined();
    const negative = toReport(zeros, {
      "requests.granted.business": value(3),
      "requests.partially_granted.business": value(2),
    });
    expect(find(negative, "correction_suggested")).toBeUndefined();
  });
});

describe("counts", () => {
  test("below zero or with decimals are errors, once for each table", () => {
    const report = toReport(zeros, {
      "disclosure.administrative_licensing.decisions": value(-3),
      "disclosure.administrative_fees.amount": value(38.3296),
    });
    const finding = find(report, "value_impossible");
    expect(finding?.cells).toEqual(["disclosure.administrative_licensing.decisions"]);
    expect(finding?.message.zh).toBe("第二部分“行政许可”行为 -3：数量应为非负整数");
  });

  test("of 本年增/减 may be negative, and those of money have decimals", () => {
    const report = toReport(trial, {
      "disclosure.administrative_licensing.change": value(-8),
      "disclosure.centralized_procurement.amount": value(25.1),
    });
    expect(reconcile(report)).toEqual([]);
  });

  test("of documents newly disclosed are among those in public", () => {
    const report = toReport(trial, {
      "disclosure.normative_documents.newly_disclosed": value(7),
      "disclosure.normative_documents.total_public": value(5),
    });
    const finding = find(report, "part_exceeds_whole");
    expect(finding?.severity).toBe("warning");
    expect(finding?.cells).toEqual([
      "disclosure.normative_documents.newly_disclosed",
      "disclosure.normative_documents.total_public",
    ]);
    expect(finding?.message.zh).toContain("7 大于其上限 5");
    const older = toReport(trial, { "disclosure.rules.total_public": value(9) });
    expect(reconcile(older)).toEqual([]);
  });
});

describe("规章", () => {
  const rules = { "disclosure.rules.in_force": value(6) };
  const of = (divisionCode: string | null) =>
    toReport(zeros, rules, { agency: { name: null, printed: null, divisionCode } });

  test("of a county organ are doubted, with the cells that hold them", () => {
    const finding = find(of("411330"), "rules_unauthorized");
    expect(finding?.cells).toEqual(["disclosure.rules.in_force"]);
    expect(finding?.message.zh).toContain("现行有效件数 6");
  });

  test.each(["411300", "410000", "990123", null])("of a division %s are not", (code) => {
    expect(reconcile(of(code))).toEqual([]);
  });
});

describe("the sums of the form of 2014", () => {
  const sample = sampleReport(3, { form: form2014, spread: "zeros", year: 2016 });
  const cell = (row: string) => `statistics.${row}.value`;
  const totals = [
    "requests_received",
    "requests_completed",
    "replies_total",
    "reply_refused",
    "reconsideration_total",
    "litigation_total",
    "staff_total",
  ];

  test.each(totals)("%s is its parts, and a break is a warning", (row) => {
    const report = toReport(sample, { [cell(row)]: value(4) }, { publishedOn: null });
    const broken = reconcile(report).filter(({ code }) => code === "column_sum_mismatch");
    expect(broken.some(({ cells }) => cells.at(-1) === cell(row))).toBe(true);
    expect(broken.every(({ severity }) => severity === "warning")).toBe(true);
  });

  test("items disclosed are at most those of all channels together", () => {
    const more = { [cell("proactive_total")]: value(9), [cell("proactive_via_website")]: value(8) };
    expect(find(toReport(sample, more), "part_exceeds_whole")?.cells[0]).toBe(
      cell("proactive_total"),
    );
    const twice = { ...more, [cell("proactive_via_wechat")]: value(7) };
    expect(find(toReport(sample, twice), "part_exceeds_whole")).toBeUndefined();
  });
});

describe("a report", () => {
  const of = (name: string, publishedOn: string, more: Partial<Report> = {}) =>
    toReport(
      zeros,
      {},
      {
        agency: { name, printed: name, divisionCode: null },
        year: 2023,
        publishedOn,
        ...more,
      },
    );

  test("of a department published in February is late, and the days are counted", () => {
    const finding = find(of("清石县教育局", "2024-02-05"), "published_late");
    expect(finding?.severity).toBe("info");
    expect(finding?.message.zh).toBe("公布日期为2024-02-05，晚于2024-01-31共5日（条例第四十九条）");
  });

  test.each([
    ["on the last day, a Sunday or not", of("清石县教育局", "2024-01-31")],
    ["of a government until the end of March", of("清石县人民政府", "2024-03-31")],
    ["of a town, for which the law sets no date", of("清石县桥头镇人民政府", "2024-06-01")],
    [
      "whose date stands in its address alone",
      of("清石县教育局", "2024-06-01", { publishedFrom: "url" }),
    ],
    [
      "without a date",
      of("清石县教育局", "2024-06-01", { publishedOn: null, publishedFrom: null }),
    ],
  ])("%s is not late", (_what, report) => {
    expect(find(report, "published_late")).toBeUndefined();
  });
});
