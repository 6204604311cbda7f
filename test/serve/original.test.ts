import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawPdfPage } from "../../src/commands/draw-pdf-page.ts";
import { open } from "../../src/commands/original-worker.ts";
import { cleanStyle } from "../../src/serve/original/clean-style.ts";
import { cleanMarkup } from "../../src/serve/original/markup-original.ts";
import { listMarks, Marks } from "../../src/serve/original/place.ts";
import { getReport } from "../../src/store/report.ts";
import { flattenedLayouts, htmlLayouts } from "../sample/print/layouts.ts";
import { sampleReport } from "../sample/report.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

const NOTHING = new Marks([], undefined, () => "");
const clean = (html: string): string => cleanMarkup([html], NOTHING, "left out");

describe("an archived page is written anew without", () => {
  test.each([
    ["a script", "<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"],
    ["handlers", '<p onclick="alert(1)" onmouseover=x>a</p>', "<p>a</p>"],
    ["links", '<a href="javascript:alert(1)">a</a>', "a"],
    [
      "remote pictures",
      '<img src="http://evil.example/a.png" alt="<b>">',
      '<span class="removed">[left out: &lt;b&gt;]</span>',
    ],
    [
      "pictures that hold markup",
      '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
      '<span class="removed">[left out]</span>',
    ],
    ["forms", '<form action="/x"><input name=a>a<button>b</button></form>', "<div>a</div>"],
    [
      "redirects",
      '<meta http-equiv="refresh" content="0;url=http://evil.example/"><base href="http://evil.example/">',
      "",
    ],
    [
      "frames and plug-ins",
      '<iframe srcdoc="<script>1</script>">x</iframe><object data=x>y</object><embed src=x>',
      "x",
    ],
    [
      "markup of other kinds",
      "<svg><script>alert(1)</script></svg><math><mtext>x</mtext></math>",
      "x",
    ],
    [
      "comments and declarations",
      "<!--[if IE]><script>alert(1)</script><![endif]--><?php x ?><p>a</p>",
      "<p>a</p>",
    ],
    ["ids and classes, which are ours", '<p id="here" class="here">a</p>', "<p>a</p>"],
    [
      "quotes that end an attribute",
      '<td align="left&quot; onclick=&quot;alert(1)">a</td>',
      "<td>a</td>",
    ],
    [
      "what a title or text field hides",
      "<title><script>x</script></title><textarea><script>y</script></textarea>a",
      "a",
    ],
  ])("%s", (_, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

test("text that looks like markup stays text", () => {
  expect(clean("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; \"a\" 'b'</p>")).toBe(
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;a&quot; &#39;b&#39;</p>",
  );
});

test.each([
  ["text-align: center; color: #333", "text-align: center; color: #333"],
  ["background: url(http://evil.example)", ""],
  ["color: red; background-color: url(x)", "color: red"],
  ["width: expression(alert(1))", ""],
  ["color: \\75 rl(x)", ""],
  ["position: fixed; top: 0; z-index: 9", ""],
  ['border: 1px solid windowtext; font-family: "x"', "border: 1px solid windowtext"],
  ["color: rgb(1, 2, 3)", "color: rgb(1, 2, 3)"],
  ["color: red } body { display: none", ""],
])("of the style %j is kept %j", (style, kept) => {
  expect(cleanStyle(style)).toBe(kept);
});

test("a page nested deeper than any report is given up, not followed", () => {
  expect(() => clean("<b>".repeat(30_000))).toThrow("deep");
});

/** What the marked element holds, tags left out. */
function textHere(html: string): string {
  const [, tag, rest = ""] = /<(\w+)[^>]* id="here"[^>]*>(.*)/s.exec(html) ?? [];
  return rest
    .slice(0, rest.indexOf(`</${tag}>`))
    .replace(/<[^>]*>/g, "")
    .trim();
}

describe("every cell is marked where it was read", () => {
  let shelf: Shelf;
  beforeAll(() => {
    shelf = openShelf();
  });
  afterAll(() => shelf?.close());

  const layouts = [...htmlLayouts, ...flattenedLayouts].map((layout, index) => ({
    ...layout,
    index,
  }));
  test.each(layouts)("$name", async ({ name, arrange, print, index }) => {
    const sample = sampleReport(40 + index, { spread: "distinct" });
    const { printPage } = await import("../sample/print/page.ts");
    const document = print(arrange(printPage(sample)));
    const reportId = await shelf.put({ ...document, ...sample });
    const stored = getReport(shelf.writer, { reportId });
    if (stored === undefined) throw new Error("not stored");
    const opened = await open(document);
    if (opened.kind !== "markup") throw new Error(`opened as ${opened.kind}`);
    for (const address of [
      "requests.new.total",
      "requests.granted.business",
      "proceedings.reconsideration.total",
    ]) {
      const marks = new Marks(listMarks(stored), address, (target) => `/${target}`);
      const html = cleanMarkup(opened.pages, marks, "");
      expect(textHere(html)).toBe(String(sample.values.get(address)));
      expect(html.match(/class="here"/g)).toHaveLength(1);
      const others = new Set([...html.matchAll(/href="\/([^"]+)"/g)].map(([, target]) => target));
      expect(others.size).toBeGreaterThan(2);
    }
    for (const { number, heading } of sample.sections) {
      const marks = new Marks(listMarks(stored), `section.${number}`, (target) => `/${target}`);
      const [, after = ""] = cleanMarkup(opened.pages, marks, "").split('id="here"');
      const shown = after.slice(after.indexOf(">") + 1).replace(/<[^>]*>/g, "");
      // In a page laid out by tables the place is the cell around the whole article.
      const near = name === "html-nested-tables" ? shown : shown.slice(0, 200);
      expect(near).toContain(heading);
    }
  });
});

describe("a page of a PDF", () => {
  const bytes = readFileSync("test/decode/pdf/produced/writer-a5.pdf");

  test("is drawn, the last one where a later one is asked for", async () => {
    const { page, pages, picture, texts } = await drawPdfPage(bytes, 99);
    expect(page).toBe(pages);
    expect([...(picture ?? []).slice(1, 4)]).toEqual(
      [..."PNG"].map((letter) => letter.charCodeAt(0)),
    );
    expect(texts).toEqual([]);
  });

  test("shows its texts where they stand, where it cannot be drawn", async () => {
    const { picture, texts, width, height } = await drawPdfPage(bytes, 1, async () => undefined);
    expect(picture).toBeUndefined();
    expect(texts.length).toBeGreaterThan(5);
    for (const { box } of texts) {
      expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
      expect(box[2]).toBeLessThanOrEqual(width);
      expect(box[3]).toBeLessThanOrEqual(height);
    }
  });
});
