import { describe, expect, test } from "vitest";
import type { DocumentContext, Outcome } from "../../src/model/reading.ts";
import { readDocument } from "../../src/pipeline.ts";
import { readNow } from "../pipeline/read-now.ts";
import { printHtml } from "../sample/print/html.ts";
import { portalChrome } from "../sample/print/html-chrome.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";

function read(html: string, context: Partial<DocumentContext> = {}): Outcome {
  return readNow(new TextEncoder().encode(html), {
    contentType: "text/html; charset=utf-8",
    url: "http://127.0.0.1/",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
    ...context,
  }).outcome;
}

/** What a page is: "report", or the kind of page it is instead, or why it cannot be read. */
function kindOf(html: string, context: Partial<DocumentContext> = {}): string {
  const outcome = read(html, context);
  if (outcome.kind === "report") return "report";
  return outcome.kind === "failed" ? outcome.failure : outcome.page;
}

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

const report = sampleReport(3, { spread: "distinct" });
const reportHtml = printHtml(printPage(report), { chrome: portalChrome }).text;
const outline = report.sections
  .map(
    ({ heading, paragraphs }, at) =>
      `<p>${"一二三四五六"[at]}、${heading}</p><p>${paragraphs.join("</p><p>")}</p>`,
  )
  .join("");

describe("a report is", () => {
  test("a page with title, outline and tables", () => {
    expect(kindOf(reportHtml)).toBe("report");
  });

  test("a page with the outline but without tables, which are then missing", () => {
    const outcome = read(page(report.title, outline));
    expect(outcome.kind).toBe("report");
    if (outcome.kind !== "report") return;
    expect(outcome.report.template).toBe("none");
    expect(outcome.report.cells).toEqual([]);
    expect(outcome.findings.filter(({ code }) => code === "table_missing")).toHaveLength(3);
  });

  test("a page of 2015 with prose only, whose tables nobody asked for", () => {
    const body = outline.replaceAll(String(report.year), "2015");
    const outcome = read(page(report.title.replace(String(report.year), "2015"), body));
    expect(outcome.kind).toBe("report");
    if (outcome.kind !== "report") return;
    expect(outcome.findings.filter(({ code }) => code === "table_missing")).toEqual([]);
  });

  test("outline and tables under no title, whose year the link says", () => {
    const untitled = reportHtml.replaceAll(report.title, "信息公开");
    expect(kindOf(untitled, { linkText: report.title })).toBe("report");
  });

  test("one that a covering letter sends along", () => {
    const letter = `关于报送《${report.title}》的报告`;
    expect(kindOf(reportHtml.replaceAll(report.title, letter))).toBe("report");
  });
});

describe("no report is", () => {
  test.each([
    `${report.title}解读`,
    `文字解读:${report.title}`,
    `【文稿解读】${report.title}`,
    `图解：${report.title}`,
    `关于${report.title}的解读`,
  ])("an interpretation of one: %s", (title) => {
    const body = `<p>一、总体情况</p><p>报告指出，主动公开76条。</p><p>二、主动公开政府信息情况</p><p>略</p>`;
    expect(kindOf(page(title, body))).toBe("interpretation");
  });

  test("a list of reports", () => {
    const items = [2021, 2022, 2023, 2024]
      .map(
        (year) =>
          `<li><a href="/${year}.html">${report.agency}${year}年政府信息公开工作年度报告</a> <span>${year + 1}-01-20</span></li>`,
      )
      .join("");
    expect(kindOf(page("政府信息公开年报", `<ul>${items}</ul>`))).toBe("list");
  });

  test.each([
    ["政府信息公开指南", "<p>一、公开范围</p><p>二、公开形式</p><p>三、公开时限</p>"],
    ["政府信息公开制度", "<p>第一条 为了规范……</p>"],
    ["关于召开政府信息公开工作会议的通知", "<p>各科室：</p><p>请于1月5日参加。</p>"],
    [
      "2024年法治政府建设年度报告",
      "<p>一、主要举措和成效</p><p>二、存在的不足</p><p>三、下一步打算</p>",
    ],
    ["2024年度部门决算公开", "<table><tr><td>收入</td><td>12</td></tr></table>"],
    ["404 Not Found", "<h1>404</h1><p>您访问的页面不存在</p>"],
    ["系统提示", "<p>您的访问过于频繁，请稍后再试</p>"],
    ["首页", "<p>欢迎访问</p>"],
  ])("%s", (title, body) => {
    expect(kindOf(page(title, body))).toBe("not_a_report");
  });

  test("a page with the title of one and nothing else, such as a viewer of an attachment", () => {
    const body = `<p><a href="/a.pdf">${report.title}.pdf</a></p>`;
    expect(kindOf(page(report.title, body))).toBe("not_a_report");
    expect(kindOf(page(report.title, '<iframe src="/viewer?file=a.pdf"></iframe>'))).toBe(
      "not_a_report",
    );
  });

  test("a blank application form for requests, which lists kinds of applicants", () => {
    const body =
      "<table><tr><td>自然人</td><td>姓名</td><td></td></tr><tr><td>法人或其他组织</td><td>名称</td><td></td></tr></table>";
    expect(kindOf(page("政府信息公开申请表", body))).toBe("not_a_report");
  });
});

describe("cannot be read at all:", () => {
  const failureOf = async (text: string): Promise<string> => {
    const { outcome } = await readDocument(new TextEncoder().encode(text), {
      contentType: "text/html; charset=utf-8",
      url: "http://127.0.0.1/",
      agency: undefined,
      divisionCode: undefined,
      linkText: undefined,
    });
    return outcome.kind === "failed" ? outcome.failure : outcome.kind;
  };

  test("an empty document", async () => {
    expect(await failureOf("")).toBe("empty");
    expect(await failureOf("<html><body><script>location='/'</script></body></html>")).toBe(
      "empty",
    );
    expect(await failureOf("   \n\t ")).toBe("empty");
  });

  test("a PDF that is none, whatever the server calls it", async () => {
    expect(await failureOf("%PDF-1.7 …")).toBe("undecodable");
  });
});

test("a report without any year is set aside, not guessed", () => {
  const untold = printHtml(printPage(report))
    .text.replaceAll(/20\d\d年度?/g, "")
    .replaceAll(/发布时间：[\d-]+/g, "");
  expect(kindOf(untold)).toBe("year_unknown");
});
