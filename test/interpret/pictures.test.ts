import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/model/reading.ts";
import { readNow } from "../pipeline/read-now.ts";

const TITLE = "青渚县水利局2024年政府信息公开工作年度报告";

function read(body: string, linkText?: string): Outcome {
  const page = `<!doctype html><title>${TITLE}</title><body>
    <div class="top"><ul>${"<li><a href='/x'>栏目</a></li>".repeat(12)}</ul><img src="/logo.png"></div>
    ${body}
    <div class="foot"><p>主办：青渚县人民政府</p><a href="/jc"><img src="/red.png"></a></div>`;
  return readNow(new TextEncoder().encode(page), {
    contentType: "text/html; charset=utf-8",
    url: "http://127.0.0.1/t20250110_1.html",
    agency: undefined,
    divisionCode: undefined,
    linkText,
  }).outcome;
}

const sourcesOf = (outcome: Outcome): readonly string[] =>
  outcome.kind === "failed" ? [] : (outcome.unread ?? []).map(({ source }) => source);

const codesOf = (outcome: Outcome): readonly string[] =>
  outcome.kind === "report" ? outcome.findings.map(({ code }) => code) : [];

describe("a page whose report is its title and pictures", () => {
  const article = `<div class="article"><h1>${TITLE}</h1><p>发布时间：2025-01-10</p>
    <div><img src="p1.jpg"></div><div><img src="p2.jpg"></div></div>`;

  test("is a report that says it is an image, and names its pictures but not those of the site", () => {
    const outcome = read(article);
    expect(outcome.kind).toBe("report");
    expect(codesOf(outcome)).toContain("document_is_image");
    expect(sourcesOf(outcome)).toEqual(["p1.jpg", "p2.jpg"]);
  });

  test("is none if it has a document attached: the picture beside the link is an ornament", () => {
    const attached = article.replace("<div><img", '<a href="/2024.pdf">附件</a><div><img');
    expect(read(attached)).toMatchObject({ kind: "other" });
  });
});

test("a titled page without pictures of its own is no report because of the pictures of the site", () => {
  const outcome = read(`<div class="article"><h1>${TITLE}</h1><p>正在加载</p></div>`);
  expect(outcome).toMatchObject({ kind: "other", page: "not_a_report" });
  expect(sourcesOf(outcome)).toEqual([]);
});

describe("a report in text", () => {
  const sections = (two: string): string => `<div class="article"><h1>${TITLE}</h1>
    <h2>一、总体情况</h2><p>全年主动公开信息12条。</p><h2>二、主动公开政府信息情况</h2>${two}
    <h2>三、收到和处理政府信息公开申请情况</h2><h2>四、政府信息公开行政复议、行政诉讼情况</h2>
    <h2>五、存在的主要问题及改进情况</h2><p>无。</p><h2>六、其他需要报告的事项</h2><p>无。</p></div>`;

  test("with a picture where its tables should be says so", () => {
    const outcome = read(sections('<p><img src="two.png"></p>'));
    expect(codesOf(outcome)).toContain("document_is_image");
    expect(sourcesOf(outcome)).toEqual(["two.png"]);
  });

  test("that lacks its tables and has no picture does not", () => {
    const outcome = read(sections(""));
    expect(codesOf(outcome)).toContain("table_missing");
    expect(codesOf(outcome)).not.toContain("document_is_image");
    expect(sourcesOf(outcome)).toEqual([]);
  });
});
