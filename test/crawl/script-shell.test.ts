import { describe, expect, test } from "vitest";
import { findShell } from "../../src/crawl/script-shell.ts";

const script = '<script src="/app.js"></script>';
const menu = "<ul>".concat("<li><a href='/a'>政务公开</a></li>".repeat(60), "</ul>");
const foot = `<p>主办单位：青石县人民政府办公室　承办单位：青石县大数据中心　地址：青石县人民路1号　网站标识码：0000000000
  违法和不良信息举报电话　建议使用主流浏览器浏览本网站</p>`;
const prose = `<p>${"根据有关规定，现将本年度工作情况公布如下。".repeat(30)}</p>`;

describe("a page is a shell for its scripts", () => {
  test.each([
    ["an empty root element", `<div id="app"></div>${script}`, "an empty element: <div id="],
    [
      "an empty list in the dress of its site",
      `${menu}<ul class="news-list"> </ul>${foot}${script}`,
      "an empty element",
    ],
    [
      "an empty table body",
      `<table><thead><tr><th>标题</th></tr></thead><tbody id="rows"></tbody></table>${script}`,
      "an empty element",
    ],
    [
      "a pattern",
      `${foot}<li v-for="x in list">{{x.title}}</li>${script}`,
      "a pattern that scripts fill in: {{x.title}}",
    ],
    [
      "a word to wait",
      `${foot}<div class="box">正在加载…</div>${script}`,
      "it asks to wait: 正在加载",
    ],
    ["no text at all", `<div><p>青石县</p></div>${script}`, "scripts and no text"],
  ])("by %s", (_, html, sign) => {
    expect(findShell(html, "nothing")).toContain(sign);
  });

  test.each([
    ["has no script", `<div id="app"></div>`],
    ["has text of its own", `<div id="list"></div>${prose}${script}`],
    ["has only clearing lines empty", `${menu}${foot}<div class="clear"></div>${script}`],
    ["has its pattern in a script", `${foot}<script>const row = "{{title}}";</script>`],
  ])("but not if it %s", (_, html) => {
    expect(findShell(html, "nothing")).toBeUndefined();
  });

  test("but not for want of text alone, where it may be all there in pictures", () => {
    expect(findShell(`<p><img src="1.png"></p>${script}`, "pictures")).toBeUndefined();
    expect(findShell(`<div id="app"></div>${script}`, "pictures")).toContain("an empty element");
  });

  test("within a second, however much of it is unfinished", () => {
    const begunMs = performance.now();
    for (const part of [
      "<div ",
      "<a ",
      "<!--",
      "<ul id=a>",
      "{{",
      "<script>",
      "<div id='list'>  ",
    ]) {
      findShell(`${script}${part.repeat(40_000)}`, "nothing");
    }
    expect(performance.now() - begunMs).toBeLessThan(7_000);
  });
});
