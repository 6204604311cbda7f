import { describe, expect, test } from "vitest";
import { transcribeHtml } from "../../src/decode/html.ts";
import { findScriptArticle } from "../../src/decode/script-article.ts";
import { outlineOf } from "./outline.ts";

const content = `<p>一、总体情况</p><table><tr><td>行政许可</td><td>1266</td></tr></table>`;
const toPage = (detail: string, body = '<div id="app"></div>') =>
  `<html><head><title>信息公开</title><script>window._CONFIG = { SID: '7', DETAIL: ${detail}, X: 1 };</script></head><body>${body}</body></html>`;
const escaped = (value: unknown) =>
  JSON.stringify(value).replaceAll("<", "\\u003C").replaceAll('\\"', "\\u0022");

describe("an article that a page carries for its script", () => {
  test("is read after what the page shows, and its tables are counted on", () => {
    const page = toPage(
      escaped({ content }),
      "<p>青汀县</p><table><tr><td>索引号</td></tr></table>",
    );
    const shown = "<p>青汀县</p><table><tr><td>索引号</td></tr></table>";
    expect(outlineOf(transcribeHtml(page).blocks)).toEqual(
      outlineOf(transcribeHtml(`${shown}<div>${content}</div>`).blocks),
    );
    expect(JSON.stringify(transcribeHtml(page).blocks)).toContain('"table":2,"row":1,"column":2');
  });

  test("says its title, its publisher and the day in China", () => {
    const detail = {
      title: "青汀县水务局2024年政府信息公开工作年度报告",
      publisher: "青汀县水务局",
      // 2025-01-20 00:30 in China
      create_time: Date.UTC(2025, 0, 19, 16, 30) / 1000,
      content,
      attachment: [{ url: "/attachment/0/1.pdf", name: "年报.pdf" }, {}],
    };
    const { metadata, links } = transcribeHtml(toPage(escaped(detail)));
    expect(Object.fromEntries(metadata)).toEqual({
      articletitle: detail.title,
      contentsource: "青汀县水务局",
      pubdate: "2025-01-20",
    });
    expect(links.map(({ href, title }) => [href, title])).toEqual([
      ["/attachment/0/1.pdf", "年报.pdf"],
    ]);
  });

  test("is read once where the page shows it, too", () => {
    const page = toPage(escaped({ content }), content);
    const { blocks } = transcribeHtml(`<title>信息公开</title>${content}`);
    expect(transcribeHtml(page).blocks).toEqual(blocks);
  });

  test("is read where its data is a script's and no JSON", () => {
    const detail = `{"id":1,"note":it's broken,"content":"<p>年\\'报<\\/p>\t<p>二</p>","x":2}`;
    expect(outlineOf(transcribeHtml(toPage(detail)).blocks)).toEqual(["p1 年'报", "p2 二"]);
  });

  test.each([
    ["without HTML", escaped({ content: "摘要" })],
    ["without content", escaped({ title: "x", summary: content })],
    ["never closed", '{"content":"<p>x'],
    ["of another kind", "[]"],
    ["in a text", escaped(`DETAIL: {"content":"<p>x</p>"}`)],
  ])("%s is none", (_, detail) => {
    expect(findScriptArticle(toPage(detail))).toBeUndefined();
  });

  test("is searched for once, however often its marks stand there", () => {
    const begun = performance.now();
    for (const mark of [
      'DETAIL: {"content":"<',
      'DETAIL:{"',
      '"content"',
      "DETAIL : {{{{",
      '\\"',
    ]) {
      findScriptArticle(`DETAIL: {"content": ${mark.repeat(40_000)}`);
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
