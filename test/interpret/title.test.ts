import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInterpretationTitle, readTitle } from "../../src/interpret/title.ts";

const PAGES = "../shared/real/pages.jsonl";

describe("titles of reports", () => {
  test.each([
    ["青石县卫健委2024年政府信息公开工作年度报告", "青石县卫健委", 2024],
    ["青石县卫生局2012年度政府信息公开工作年度报告", "青石县卫生局", 2012],
    ["2019年县教育和科学技术局政府信息公开工作年度报告", "县教育和科学技术局", 2019],
    ["2024年度双桥乡政府信息公开年度报告", "双桥乡", 2024],
    ["青石县审计局2017年度政府信息公开工作报告", "青石县审计局", 2017],
    ["东河乡2010年政府信息公开报告", "东河乡", 2010],
    ["东河乡2020年信息公开年报", "东河乡", 2020],
    ["青石县退役军人事务局2020年政府信息公开工作年报", "青石县退役军人事务局", 2020],
    ["青石县民政局2021年信息公开工作年度报告", "青石县民政局", 2021],
    ["2023年度江北路街道信息公开工作报告", "江北路街道", 2023],
    ["青石市农业农村局政府信息公开工作2022年度报告", "青石市农业农村局", 2022],
    ["青石县政府信息公开工作2023年度报告", "青石县", 2023],
    ["东河乡人民政府2019年度政府信息公开年度工作报告", "东河乡人民政府", 2019],
    ["青石省审计厅2025年政务信息公开工作开展年度报告", "青石省审计厅", 2025],
    ["青石县教育局2020年政府信息公开重点工作年度报告", "青石县教育局", 2020],
    ["退役军人事务局政府信息公开工作年度报告(2019年度)", "退役军人事务局", 2019],
    ["退役军人事务局政府信息公开工作年度报告（2019年度）", "退役军人事务局", 2019],
    ["二〇二四年青石县卫健委政府信息公开工作年度报告", "青石县卫健委", 2024],
    ["青石县教育局二O一八年度政府信息公开工作年度报告", "青石县教育局", 2018],
    ["青石县教育局二○一八年政府信息公开工作年度报告", "青石县教育局", 2018],
    ["青石县教育局２０２４年政府信息公开工作年度报告", "青石县教育局", 2024],
    ["青石县政府办公室关于2020年政府信息公开工作情况的报告", "青石县政府办公室", 2020],
    [
      "青石市农业农村局(市茶叶局)2020年政府信息公开工作年度报告",
      "青石市农业农村局(市茶叶局)",
      2020,
    ],
    ["青石县住房和城乡建设局 2021 年 政府信息公开 工作年度报告", "青石县住房和城乡建设局", 2021],
    ["2021年政府信息公开工作年度报告（青石县教育局）", "青石县教育局", 2021],
    ["青石县文化广电新闻出版局2013年政府信息公开工作年度报告", "青石县文化广电新闻出版局", 2013],
    [
      "青石县委机构编制委员会办公室2021年政府信息公开工作年度报告",
      "青石县委机构编制委员会办公室",
      2021,
    ],
    ["附件1：青石县财政局2021年政府信息公开工作年度报告.pdf", "青石县财政局", 2021],
  ])("%s names its agency and year", (text, agency, year) => {
    expect(readTitle(text)).toMatchObject({ agency, year });
  });

  test.each([
    ["市残联政府信息公开工作年度报告", "市残联", undefined],
    ["2025年政府信息公开工作年度报告", undefined, 2025],
    ["关于2019年政府信息公开工作年度报告", undefined, 2019],
    ["政府信息公开工作年度报告", undefined, undefined],
  ])("%s leaves something open", (text, agency, year) => {
    const title = readTitle(text);
    expect(title).toBeDefined();
    expect([title?.agency, title?.year]).toEqual([agency, year]);
  });

  test("two different years leave the year open", () => {
    const title = readTitle("青石县教育局2020年政府信息公开工作年度报告(2019年度)");
    expect(title).toBeDefined();
    expect(title?.year).toBeUndefined();
  });

  test("a covering letter has the title inside", () => {
    const inner = "青石县市场监督管理局2021年政府信息公开工作年度报告";
    expect(readTitle(`关于报送《${inner}》的报告`)).toEqual({
      title: inner,
      agency: "青石县市场监督管理局",
      year: 2021,
    });
  });

  test("what a site adds to a title is left out, what was printed stays as it was", () => {
    const title = "青石县财政局２０２１年政府信息公开工作年度报告（全文）";
    expect(readTitle(`${title} - 政府信息公开年报 - 青石县人民政府`)?.title).toBe(title);
  });
});

describe("texts that are no title of a report", () => {
  test.each([
    "文字解读:关于青石区市场监督管理局2023年政府信息公开工作年度报告的解读",
    "文字解读:青石区教育和体育局2023年政府信息公开工作年度报告",
    "【文稿解读】青石区教育和体育局2023年政府信息公开工作年度报告",
    "图解：青石县2023年政府信息公开工作年度报告",
  ])("%s explains one", (text) => {
    expect(readTitle(text)).toBeUndefined();
    expect(isInterpretationTitle(text)).toBe(true);
  });

  test.each([
    "青石县水利局信息公开指南",
    "青石县政府信息公开制度",
    "青石县政府信息公开目录",
    "关于做好2023年政府信息公开工作年度报告编制工作的通知",
    "国务院办公厅关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
    "关于印发《青石县2021年政府信息公开工作年度报告》的通知",
    "青石县召开2023年政府信息公开工作年度报告编制培训会",
    "政法和应急管理局信息公开年度工作报告说明",
    "县卫健委2023年工作总结及2024年工作安排",
    "青石县2024年政务公开工作要点",
    "青石县2023年法治政府建设工作年度报告",
    "青石县林业局开展“政务公开主题日”活动",
    "2023年，我局按照要求公开信息，现将政府信息公开工作年度报告",
    "",
  ])("%s is something else", (text) => {
    expect(readTitle(text)).toBeUndefined();
    expect(isInterpretationTitle(text)).toBe(false);
  });
});

describe("hostile titles", () => {
  const hostile = [
    "政府信息公开".repeat(5000),
    "政府信息公开工作情况的".repeat(13),
    "《".repeat(149),
    `关于报送${"《".repeat(70)}${"》".repeat(70)}`,
    "二〇".repeat(70),
    "2020年".repeat(29),
    "-".repeat(149),
    " ".repeat(599),
    `${"(".repeat(70)}${")".repeat(70)}`,
  ];

  // A pattern that backtracks without end would not come back before the test's own limit.
  test("are read to the end, and are none", () => {
    expect(hostile.map(readTitle)).toEqual(hostile.map(() => undefined));
  });

  test("whatever is read, the title is a part of the text and the year is plausible", () => {
    const words = fc.constantFrom(
      ..."青石县 2020年 二〇一八年度 政府 信息公开 工作 年度 报告 年报 的 《 》 ( ) 关于 - 情况".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        const title = readTitle(text);
        if (title === undefined) return;
        expect(text).toContain(title.title);
        expect(title.year ?? 2020).toBeGreaterThan(2000);
        expect(title.agency).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });
});

interface Page {
  readonly kind: string;
  readonly title?: string;
  readonly year?: number;
}

test.skipIf(!existsSync(PAGES))("titles of real pages (skipped without ../shared)", () => {
  const pages = readFileSync(PAGES, "utf8")
    .trim()
    .split("\n")
    .map((line): Page => JSON.parse(line));
  const misread = pages.filter(({ kind, title, year }) => {
    if (title === undefined || title === null) return false;
    const read = readTitle(title);
    if (kind !== "report") return read !== undefined;
    return read === undefined || (read.year !== undefined && read.year !== year);
  });
  expect(misread.map(({ title }) => title)).toEqual([]);
});
