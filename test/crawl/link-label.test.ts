import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findYear, readLabel } from "../../src/crawl/link-label.ts";

describe("the text of a link", () => {
  test.each([
    "代石县卫生健康局2024年政府信息公开工作年度报告",
    "紫石县自然资源局2024年度政府信息公开工作年度报告",
    "2019年县教育和科学技术局政府信息公开工作年度报告",
    "2025年政府信息公开工作年度报告",
    "县应急管理局2020年政府信息公开年度报告",
    "2024年度双石乡政府信息公开年度报告",
    "抚石县审计局2017年度政府信息公开工作报告",
    "兴石乡2010年政府信息公开报告",
    "罗石乡2020年信息公开年报",
    "正石县正石镇人民政府2018年度政府信息公开年报",
    "固石县民政局2021年信息公开工作年度报告",
    "2023年度沅石路街道信息公开工作报告",
    "襄石市农业农村局政府信息公开工作2022年度报告",
    "上石乡人民政府2019年度政府信息公开年度工作报告",
    "石藏自治区审计厅2025年政务信息公开工作开展年度报告",
    "宣石县教育和科学技术局2020年政府信息公开重点工作年度报告",
    "市残联政府信息公开工作年度报告",
    "退役军人事务局政府信息公开工作年度报告(2019年度)",
    "关于报送《平石县市场监督管理局2021年政府信息公开工作年度报告》的报告",
    "青石县 2024 年政府信息公开 工作年度报告",
    "二〇一八年青石县政府信息公开工作年度报告",
  ])("%s is a report", (text) => {
    expect(readLabel(text, { isInColumn: false })).toBe("report");
  });

  test.each([
    "文字解读:关于石南市历石区市场监督管理局2023年政府信息公开工作年度报告的解读",
    "一图读懂2023年政府信息公开工作年度报告",
    "政府信息公开指南",
    "关于做好2023年政府信息公开工作年度报告编制工作的通知",
    "政府信息公开制度",
    "政府网站工作年度报表",
    "2023年法治政府建设年度报告",
    "青石县2023年预算公开",
    "2024年工作动态",
  ])("%s is none", (text) => {
    expect(readLabel(text, { isInColumn: true })).toBe("other");
  });

  test.each([
    "政府信息公开年报",
    "信息公开工作年度报告",
    "部门信息公开年报",
    "政府信息公开工作年度报告",
  ])("%s is a column", (text) => {
    expect(readLabel(text, { isInColumn: false })).toBe("column");
  });

  test("says more inside a column of reports", () => {
    for (const [text, inside] of [
      ["2023年", "year"],
      ["2023", "year"],
      ["县审计局2023年度报告", "report"],
      ["年度报告", "column"],
    ] as const) {
      expect(readLabel(text, { isInColumn: true })).toBe(inside);
      expect(readLabel(text, { isInColumn: false })).toBe("other");
    }
  });

  test.each([
    ["2024年报告", 2024],
    ["２０２４年报告", 2024],
    ["二〇一八年", 2018],
    ["二○二三年", 2023],
    ["二O一八年", 2018],
    ["2008-2018年年报", 2018],
    ["文号20241号", undefined],
    ["政府信息公开年报", undefined],
  ])("%s names the year %s", (text, year) => {
    expect(findYear(text)).toBe(year);
  });

  const sample = "../shared/real/pages.jsonl";
  test.skipIf(!existsSync(sample))(
    "of real reports is known in 95 of 100 cases (skipped without ../shared)",
    () => {
      const lines = readFileSync(sample, "utf8").trim().split("\n");
      const titles = lines.flatMap((line) => {
        const { kind, title } = JSON.parse(line);
        return kind === "report" && typeof title === "string" ? [title] : [];
      });
      const missed = titles.filter((title) => readLabel(title, { isInColumn: true }) !== "report");
      expect(titles.length).toBeGreaterThan(50);
      expect(missed.length / titles.length, missed.join("\n")).toBeLessThan(0.05);
    },
  );
});
