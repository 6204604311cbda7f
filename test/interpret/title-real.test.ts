import { describe, expect, test } from "vitest";
import { isInterpretationTitle, readTitle } from "../../src/interpret/title.ts";

describe("titles as counties set them", () => {
  test.each([
    ["青石县教育局(2021)年度政府信息公开工作年度报告", "青石县教育局", 2021],
    ["青石县教育局〔2021〕年度政府信息公开工作年度报告", "青石县教育局", 2021],
    ["青石县教育局2021年年度政府信息公开工作年度报告", "青石县教育局", 2021],
    ["青石县教育局政府信息公开2021年年度报告", "青石县教育局", 2021],
    ["青石县2008年5月1日至12月31日政府信息公开工作年度报告", "青石县", 2008],
    ["青石县教育局2010年1-12月政府信息公开工作报告", "青石县教育局", 2010],
    ["青石县人社局二○二一年政府信息公开年报", "青石县人社局", 2021],
    ["索引标题：青石县教育局2021年度政府信息公开工作年度报告", "青石县教育局", 2021],
    ["【年报】青石县教育局2021年度政府信息公开工作年度报告", "青石县教育局", 2021],
    ["市残联2021年信息公开工作年报", "市残联", 2021],
    ["县教体局2021年政府信息公开工作年度报告", "县教体局", 2021],
    ["青石县生态环境局2020年信息公开年度报告", "青石县生态环境局", 2020],
  ])("%s", (text, agency, year) => {
    expect(readTitle(text)).toMatchObject({ agency, year });
  });

  test("a covering letter without marks is the report", () => {
    for (const text of [
      "青石县教育局关于报送2021年政府信息公开工作年度报告的报告",
      "青石县教育局关于2021年度政府信息公开工作年度报告的报告",
    ]) {
      expect(readTitle(text)).toMatchObject({ title: text, agency: "青石县教育局", year: 2021 });
    }
  });

  test("of several years all are known and none is taken", () => {
    expect(readTitle("青石县教育局2019年、2020年政府信息公开工作年度报告")).toMatchObject({
      year: undefined,
      years: [2019, 2020],
    });
    expect(readTitle("青石县教育局2008-2010年政府信息公开工作年度报告")).toMatchObject({
      agency: "青石县教育局",
      years: [2008, 2009, 2010],
    });
  });
});

describe("other yearly papers of the same agencies", () => {
  test.each([
    "青石县2023年政府工作报告",
    "青石县2023年度法治政府建设年度报告",
    "青石县财政局2023年部门预算公开报告",
    "青石县财政局2023年部门决算信息公开报告",
    "青石县2023年财政预算执行情况和2024年预算草案的报告",
    "青石县环境信息公开年度报告",
    "青石县某某化工厂2021年企业环境信息公开报告",
    "青石县政府信息公开工作年度报告制度",
    "青石县政府信息公开工作年度报告编制指南",
    "青石县教育局2010年度上半年政府信息公开工作报告",
    "青石县教育局2010年第三季度政府信息公开工作报告",
    "青石县教育局2023年政务公开工作报告",
    "青石县教育局2023年依申请公开工作报告",
    "青石县发布2023年政府信息公开工作年度报告",
    "青石县2023年政府信息公开工作年度报告获上级好评",
    "青石县教育局2021年政府信息公开工作年度报告的公示",
  ])("%s is none", (text) => {
    expect(readTitle(text)).toBeUndefined();
    expect(isInterpretationTitle(text)).toBe(false);
  });

  test.each([
    "一图读懂青石县2023年政府信息公开工作年度报告",
    "长图速览|青石县2023年政府信息公开工作年度报告",
    "青石县教育局2023年政府信息公开工作年度报告（图文解读）",
  ])("%s explains one", (text) => {
    expect(readTitle(text)).toBeUndefined();
    expect(isInterpretationTitle(text)).toBe(true);
  });
});
