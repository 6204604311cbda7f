import { describe, expect, test } from "vitest";
import { findBreadcrumb } from "../../src/interpret/breadcrumb.ts";
import { toLines } from "../../src/interpret/flow.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { findPageYear, findTitle } from "../../src/interpret/report-title.ts";
import type { DocumentContext } from "../../src/model/reading.ts";
import type { Transcript } from "../../src/model/transcript.ts";

const CONTEXT: DocumentContext = {
  contentType: "text/html",
  url: "http://127.0.0.1/a.html",
  agency: undefined,
  divisionCode: undefined,
  linkText: undefined,
};

interface Page {
  readonly title?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

function toTranscript(lines: readonly string[], { title, metadata = {} }: Page = {}): Transcript {
  return {
    title,
    metadata: new Map(Object.entries(metadata)),
    blocks: lines.map((text, at) => ({ kind: "paragraph", text, locator: { paragraph: at + 1 } })),
    links: [],
    scopes: [],
  };
}

function find(head: readonly string[], page: Page = {}, context: Partial<DocumentContext> = {}) {
  const transcript = toTranscript(head, page);
  return findTitle(toLines(transcript), head.length, transcript, { ...CONTEXT, ...context });
}

describe("a title above the text", () => {
  test.each([
    [["青汀县教育局", "2023年政府信息公开工作年度报告"]],
    [["青汀县教育局2023年政府", "信息公开工作年度报告"]],
    [["青汀县教育局2023年政府信", "息公开工作年", "度报告"]],
    [["青汀县", "教育局", "2023年政府信息公开", "工作年度报告"]],
    [
      [
        "首页 > 公开年报 > 教育局",
        "青汀县教育局2023年政府信息公开 工作年度报告",
        "时间：2024-01-10",
      ],
    ],
  ])("is read from %j", (head) => {
    expect(find(head)).toMatchObject({ agency: "青汀县教育局", year: 2023, from: "body" });
  });

  test("is taken before the page's; what it lacks comes from there", () => {
    const title = "青汀县教育局2022年度政府信息公开工作年度报告 - 青汀县人民政府";
    expect(find(["2023年政府信息公开工作年度报告"], { title })).toMatchObject({
      agency: "青汀县教育局",
      year: 2023,
    });
    expect(find(["县教育局2023年政府信息公开工作年度报告"], { title })).toMatchObject({
      agency: "县教育局",
      otherAgencies: ["青汀县教育局"],
    });
  });

  test("may be missing: then metadata, page and link are asked", () => {
    const linkText = "青汀县教育局2023年政府信息公开工作年度报告";
    expect(find(["一行"], {}, { linkText })).toMatchObject({
      agency: "青汀县教育局",
      from: "page",
    });
    expect(find(["一行"], { metadata: { articletitle: linkText } })?.year).toBe(2023);
    expect(find(["一行"])).toBeUndefined();
  });
});

describe("the year that the page gives", () => {
  const year = (context: Partial<DocumentContext>) =>
    findPageYear(toTranscript([]), { ...CONTEXT, ...context });

  test("may stand in its address or in the link to it", () => {
    expect(year({ url: "http://127.0.0.1/xxgkAnnualReport.jsp?area=1&fbtime=2018" })).toBe(2018);
    expect(year({ url: "http://127.0.0.1/artview/1.html?nbYear=2021&orgCode=A01" })).toBe(2021);
    expect(year({ url: "http://127.0.0.1/?fbtime=20181" })).toBeUndefined();
    expect(year({ linkText: "2019年度" })).toBe(2019);
    expect(year({ linkText: "2019年工作总结" })).toBeUndefined();
  });
});

describe("a breadcrumb", () => {
  test.each([
    [["您现在的位置：首页 > 公开年报 > 教育局", "标题"], "您现在的位置：首页 > 公开年报 > 教育局"],
    [["首页", ">", "公开年报", ">", "教育局", "标题很长"], "首页>公开年报>教育局"],
    [["首页", "新闻", "公开"], undefined],
    [["地理位置优越的青汀县"], undefined],
  ])("of %j", (head, breadcrumb) => {
    expect(findBreadcrumb(toLines(toTranscript(head)), head.length)).toBe(breadcrumb);
  });
});

describe("a whole report", () => {
  const sections = [
    "一、总体情况",
    "2023年，我局主动公开信息28条。",
    "二、主动公开政府信息情况",
    "无",
    "三、收到和处理政府信息公开申请情况",
    "无",
  ];
  const read = (head: readonly string[], page: Page, context: Partial<DocumentContext>) => {
    const reading = interpret(toTranscript([...head, ...sections], page), {
      ...CONTEXT,
      ...context,
    });
    if (reading.kind !== "report") throw new Error(`expected a report, got ${reading.page}`);
    const { agency, year } = reading.report;
    const findings = reading.findings.filter(({ code }) => code === "agency_unresolved");
    return [agency.name, agency.divisionCode, year, ...findings.map(({ severity }) => severity)];
  };
  const url = "http://www.tongbai.gov.cn/a.html";

  test("takes its place from the host, and says so", () => {
    const head = ["县教育局2023年政府信息公开工作年度报告"];
    expect(read(head, {}, { url })).toEqual(["桐柏县教育局", "411330", 2023, "info"]);
    expect(read(head, {}, {})).toEqual(["县教育局", null, 2023, "warning"]);
  });

  test("takes its place from the page's title, which needs no word", () => {
    const title = "桐柏县教育局2023年政府信息公开工作年度报告";
    const head = ["县教育局2023年政府信息公开工作年度报告"];
    expect(read(head, { title }, {})).toEqual(["桐柏县教育局", "411330", 2023]);
  });

  test("without a name in its title is its column's, with a doubt", () => {
    const head = ["首页 > 县直部门 > 教育局 > 年报", "2023年政府信息公开工作年度报告"];
    expect(read(head, {}, { url })).toEqual(["桐柏县教育局", "411330", 2023, "warning"]);
  });
});
