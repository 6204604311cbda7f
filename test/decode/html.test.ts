import { describe, expect, test } from "vitest";
import { transcribeHtml } from "../../src/decode/html.ts";
import { outlineOf } from "./outline.ts";

const read = (html: string): string[] => outlineOf(transcribeHtml(html).blocks);

describe("text", () => {
  test("makes a paragraph for each line that a browser would show", () => {
    expect(
      read("<h1>标题</h1><p>一<br>二</p><div>三<div>四</div>五</div><ul><li>六<li>七</ul>"),
    ).toEqual(["p1 h1 标题", "p2 一", "p3 二", "p4 三", "p5 四", "p6 五", "p7 六", "p8 七"]);
  });

  test("is joined over the spans of an editor and folded", () => {
    expect(read("<p><span>2</span><span>0</span>2<b>4</b>年&nbsp;&nbsp; 度\n报告</p>")).toEqual([
      "p1 2024年 度 报告",
    ]);
  });

  test("has its entities told, named, decimal and hexadecimal", () => {
    expect(read("<p>&#25919;&#x5e9c;&lt;1&gt;&amp;&quot;&middot;&mdash;</p>")).toEqual([
      'p1 政府<1>&"·—',
    ]);
  });

  test("keeps no character of no width", () => {
    expect(read("<p>12\u200b\u200b66\ufeff</p>")).toEqual(["p1 1266"]);
  });

  test("that no person sees is not there", () => {
    const hidden = [
      "<script>var a='<p>x</p>'</script>",
      "<style>p{}</style>",
      "<!-- <p>x</p> -->",
      '<div style="display:none">x<p>y</p></div>',
      '<p style="color:red;DISPLAY : none">x</p>',
      "<textarea>x</textarea>",
      "<select><option>x</option></select>",
      "<template><p>x</p></template>",
      "<noscript>x</noscript>",
      "<svg><text>x</text></svg>",
    ];
    expect(read(`<p>前</p>${hidden.join("")}<p>后</p>`)).toEqual(["p1 前", "p2 后"]);
  });

  test("styled otherwise is there", () => {
    expect(read('<p style="text-decoration:none">一</p><p style="display:block">二</p>')).toEqual([
      "p1 一",
      "p2 二",
    ]);
  });
});

describe("a table", () => {
  test("has cells with their spans, numbered by table, row and cell as written", () => {
    expect(
      read(
        "<table><tr><th colspan=2>甲</th></tr><tr><td rowspan='2'>乙</td><td>1</td></tr><tr><td>2</td></tr></table><table><tr><td>3</td></tr></table>",
      ),
    ).toEqual(["t [甲@1.1.1 2x1]", "t [乙@1.2.1 1x2] [1@1.2.2]", "t [2@1.3.1]", "t [3@2.1.1]"]);
  });

  test("may lack every end tag", () => {
    expect(read("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>")).toEqual([
      "t [甲@1.1.1] [1@1.1.2]",
      "t [乙@1.2.1] [2@1.2.2]",
    ]);
    expect(read("<table><tr><td>甲<td>1")).toEqual(["t [甲@1.1.1] [1@1.1.2]"]);
  });

  test("may have paragraphs left open in its cells", () => {
    expect(read("<table><tr><td><p>甲<td><p>1<tr><td><p>乙<td><p>2</table>")).toEqual([
      "t [甲@1.1.1] [1@1.1.2]",
      "t [乙@1.2.1] [2@1.2.2]",
    ]);
  });

  test("may lack its rows", () => {
    expect(read("<table><td>甲</td><td>1</td></table>")).toEqual(["t [甲@1.1.1] [1@1.1.2]"]);
  });

  test("keeps empty cells and lines within a cell", () => {
    expect(
      read("<table><tr><td></td><td>&nbsp;</td><td><p>商业</p><p>企业</p></td></tr></table>"),
    ).toEqual(["t [@1.1.1] [@1.1.2] [商业⏎企业@1.1.3]"]);
  });

  test.each(["0", "-1", "x", "", "99999", "1.5e3"])(
    "with a colspan of %j is taken as it comes",
    (span) => {
      expect(read(`<table><tr><td colspan="${span}">甲</td><td>1</td></tr></table>`)[0]).toContain(
        "甲",
      );
    },
  );

  test("nested in another is read in its place, and the outer one is layout", () => {
    expect(
      read("<table><tr><td>前<table><tr><td>甲</td><td>1</td></tr></table>后</td></tr></table>"),
    ).toEqual(["p1.1.1 前", "t [甲@2.1.1] [1@2.1.2]", "p1.1.1 后"]);
  });

  test("three deep is still found", () => {
    const deep = "<table><tr><td>".repeat(3);
    expect(
      read(`${deep}<table><tr><td>甲</td><td>1</td></tr></table>${"</td></tr></table>".repeat(3)}`),
    ).toEqual(["t [甲@4.1.1] [1@4.1.2]"]);
  });

  test("that is hidden counts as a table all the same, as in the document itself", () => {
    const hidden = '<div style="display:none"><table><tr><td>x</td></tr></table></div>';
    expect(read(`${hidden}<table><tr><td>甲</td><td>1</td></tr></table>`)).toEqual([
      "t [甲@2.1.1] [1@2.1.2]",
    ]);
  });

  test("with a hidden row or cell keeps the numbers of the others", () => {
    expect(
      read(
        '<table><tr style="display:none"><td>x</td></tr><tr><td style="display:none">x</td><td>甲</td></tr></table>',
      ),
    ).toEqual(["t [甲@1.2.2]"]);
  });

  test("has its caption and stray text before it", () => {
    expect(
      read("<table><caption>表一</caption><tr><td>甲</td></tr>漂</table>").join(" "),
    ).toContain("表一");
  });

  test("with a picture in it gives the picture", () => {
    expect(read('<table><tr><td><img src="/a.png"></td></tr></table>')).toEqual(["i /a.png"]);
  });
});

describe("links", () => {
  const links = (html: string) => transcribeHtml(html).links;

  test("have their text, title and what stands beside them in the line", () => {
    expect(
      links(
        '<li><a href=" /1.html " title="某局2024年年报">某局2024…</a> <span>2025-01-20</span></li>',
      ),
    ).toEqual([
      {
        kind: "anchor",
        href: "/1.html",
        text: "某局2024…",
        title: "某局2024年年报",
        beside: "2025-01-20",
      },
    ]);
  });

  test("in a table have what stands beside them in their row", () => {
    expect(
      links(
        '<table><tr><td><a href="/1">一</a></td><td>2025-01-20</td></tr><tr><td><a href="/2">二</a></td><td>2024-01-20</td></tr></table>',
      ).map(({ text, beside }) => `${text} ${beside}`),
    ).toEqual(["一 2025-01-20", "二 2024-01-20"]);
  });

  test("of frames are links too", () => {
    expect(
      links('<frameset><frame src="/main.htm"></frameset><iframe src="/v?f=a.pdf"></iframe>').map(
        ({ kind, href }) => `${kind} ${href}`,
      ),
    ).toEqual(["frame /main.htm", "frame /v?f=a.pdf"]);
  });

  test("without an address are none", () => {
    expect(links('<a>一</a><a href="">二</a><a name="x">三</a><iframe></iframe>')).toEqual([]);
  });
});

test("the page's name and metadata are kept, in lower case and the first of each name", () => {
  const transcript = transcribeHtml(
    '<head><title> 某局\n报告 </title><meta name="PubDate" content="2025-01-20"><META NAME=pubdate CONTENT=x><meta name="empty" content=""></head><p>一</p>',
  );
  expect(transcript.title).toBe("某局 报告");
  expect([...transcript.metadata]).toEqual([["pubdate", "2025-01-20"]]);
});

test("scopes hold together what stands in one container", () => {
  const { scopes, blocks } = transcribeHtml(
    "<div class=nav><p>首页</p></div><div class=article><p>一</p><p>二</p></div><div><p>页脚</p></div>",
  );
  expect(blocks).toHaveLength(4);
  expect(scopes).toContainEqual({ first: 1, last: 2 });
});

test("a cell whose tag the end of the document cuts off is none, and not a blank one", () => {
  const begun = "<table><tr><td>规章</td><td>3</td>";
  const whole = transcribeHtml(begun).blocks;
  for (const cut of [
    "<td",
    "<td ",
    "<td width=",
    "<td width=60",
    '<td title="a>b',
    '<td title="a"',
  ]) {
    expect(transcribeHtml(begun + cut).blocks).toEqual(whole);
  }
  for (const end of ["<td>", "<td width=60>", '<td title="a">', '<td title="a>b">']) {
    const [table] = transcribeHtml(begun + end).blocks;
    expect(table?.kind === "table" && table.rows[0]?.cells).toHaveLength(3);
  }
});
