import { describe, expect, test } from "vitest";
import { findDisguise } from "../../src/crawl/disguise.ts";
import type { Outcome, PageReading } from "../../src/model/reading.ts";
import { readNow } from "../pipeline/read-now.ts";
import { encodeHtml } from "../sample/print/encode.ts";
import { wholeReport } from "./stored-pages.ts";

const context = {
  contentType: "text/html",
  url: "http://www.qingshi.example/nb/a.html",
  agency: undefined,
  divisionCode: undefined,
  linkText: "青石县民政局2023年政府信息公开工作年度报告",
};

function find(bytes: Uint8Array) {
  return findDisguise(bytes, readNow(bytes, context));
}

const findIn = (html: string) => find(Buffer.from(html));

const chrome = `<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>`;

describe("a page that says there is none", () => {
  test.each([
    "<title>404-页面不存在</title><body><p>对不起</p></body>",
    "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr>nginx</body></html>",
    `<title>青石县人民政府</title>${chrome}<h1>您访问的页面不存在或已被删除</h1><p>3秒后返回首页</p>`,
    `<title>页面不存在 - 青石县人民政府</title>${"<p>政务公开、解读回应、办事服务</p>".repeat(60)}`,
    "<!DOCTYPE html><html><body>抱歉，找不到您要的页面</body></html>",
    "<html><body>该文章不存在！</body></html>",
    "<html><title>404</title><body>Error</body></html>",
    '<meta http-equiv="refresh" content="3;url=/"><body>信息已下线</body>',
  ])("is gone: %s", (html) => {
    expect(findIn(html)).toMatchObject({ outcome: "gone", state: "gone" });
    expect(findIn(html)?.reason).toContain("the page says that there is none: ");
  });

  test("is gone in the encoding of old sites too", () => {
    const html = "<title>提示</title><body>您要访问的页面不存在</body>";
    expect(find(encodeHtml(html, "gb18030"))).toMatchObject({ outcome: "gone" });
  });
});

describe("a wall in front of a site", () => {
  test.each([
    "<title>安全验证</title><body><div id='slider'></div></body>",
    "<html><body>访问验证</body></html>",
    "<body><noscript>请开启JavaScript</noscript>请开启JavaScript并刷新该页</body>",
    "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>",
    "<script>var _$jsl=[];(function(){})()</script>",
    "<html><script src='/aliyun_waf_aa.js'></script><body></body></html>",
    "<html><head><meta id='a' content='x'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>",
    "<title>访问被拦截</title><body><h3>创宇盾</h3>您的请求被拦截</body>",
    "<html><script>eval(atob('dmFyIGE9MQ=='))</script></html>",
  ])("is refused: %s", (html) => {
    expect(findIn(html)).toMatchObject({ outcome: "refused", state: "refused" });
  });
});

describe("everything else is what it reads as", () => {
  test.each([
    [
      "a page of news",
      `<title>要闻</title>${chrome}<p>${"青石县召开会议。".repeat(60)}页面不存在</p>`,
    ],
    ["a page that is being built", "<title>青石县</title><p>栏目正在建设中，请稍后访问。</p>"],
    ["a page that only leads on by script", "<script>window.location.href='/zwgk/';</script>"],
    ["a page that is filled by script", "<div id='app'></div><script src='/js/app.js'></script>"],
    ["a page of frames", "<script>var a</script><frameset><frame src='a.html'></frameset>"],
    ["an empty page", "<html><body></body></html>"],
    ["a number in a text", "<p>共受理404件</p>"],
    ["what is no page", "%PDF-1.7 404 页面不存在"],
  ])("%s", (_, html) => {
    expect(findIn(html)).toBeUndefined();
  });

  test("a report, whatever words it holds", () => {
    const report = Buffer.from(wholeReport().body).toString();
    expect(findIn(report)).toBeUndefined();
    const title = "<title>404-页面不存在</title>";
    expect(findIn(title + report.replace(/<title>[^<]*<\/title>/, ""))).toBeUndefined();
  });

  test.each([
    { kind: "other", page: "list", reason: "" },
    { kind: "other", page: "interpretation", reason: "" },
    { kind: "other", page: "year_unknown", reason: "" },
    { kind: "failed", failure: "exhausted", reason: "" },
  ] satisfies Outcome[])("what was read as something: $kind $page", (outcome) => {
    const reading: PageReading = { outcome, title: undefined, links: [] };
    expect(findDisguise(Buffer.from("<title>404 Not Found</title>"), reading)).toBeUndefined();
  });
});

test.each([
  "<",
  "<title>",
  "<!--",
  "<script>",
  "</script ",
  "<a ",
  " &nbsp;",
  "location=",
  "404",
  "信息",
])("a page of nothing but %s is looked at in no time", (part) => {
  const bytes = Buffer.from(`<html>${part.repeat(250_000 / Buffer.byteLength(part))}`);
  const outcome = { kind: "other", page: "not_a_report", reason: "" } as const;
  const begun = performance.now();
  findDisguise(bytes, { outcome, title: undefined, links: [] });
  expect(performance.now() - begun).toBeLessThan(1_000);
});
