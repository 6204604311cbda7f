import { describe, expect, test } from "vitest";
import { chooseStrategy } from "../../src/crawl/strategy.ts";
import { transcribeHtml } from "../../src/decode/html.ts";
import { toSource } from "./bench.ts";

/** Kinds of sites that need no family of their own: a list, its entries and its second page, as they are addressed. */
const kinds = [
  {
    kind: "sc-gongkai-show",
    list: "/gongkai/list/zfxxgknb.html",
    entries: [
      "/gongkai/show/1d4f2cdda192404cbe3b072cb7b24818.html",
      "/new/show/20240117192758988.html",
    ],
    second: "/gongkai/list/zfxxgknb.html?page=2",
  },
  {
    kind: "dazhou-xxgk-show",
    list: "/xxgk-list-zfxxgknb.html",
    entries: ["/xxgk-show-191233.html", "/xxgk-show-43894.html"],
    second: "/xxgk-list-zfxxgknb-2.html",
  },
  {
    kind: "public-id",
    list: "/public/column/6601941?type=4&catId=6721221&action=list",
    entries: ["/public/6601941/13605741.html", "/zwgk/public/6616339/1866194191.html"],
    second: "/public/column/6601941?type=4&catId=6721221&action=list&pageIndex=2",
  },
  {
    kind: "sn-snowflake-id",
    list: "/zfxxgk/zfxxgknb/bm/2023n/index.html",
    entries: ["/zfxxgk/zfxxgknb/bm/2023n/1750322265599270913.html"],
    second: "/zfxxgk/zfxxgknb/bm/2023n/index_2.html",
  },
  {
    kind: "ln-html",
    list: "/html/KZXZF/zfxxgknb/",
    entries: ["/html/KZXZF/202601/0176869810066763.html"],
    second: "/html/KZXZF/zfxxgknb/list_2.html",
  },
  {
    kind: "ak-content",
    list: "/Node-65234.html",
    entries: ["/Content-2221577.html", "/Content-2220123.html"],
    second: "/Node-65234-2.html",
  },
  {
    kind: "sjz-columns",
    list: "/columns/bad1076f-2ae9-4523-89c8-24da0a0c344c/index.html",
    entries: [
      "/columns/bad1076f-2ae9-4523-89c8-24da0a0c344c/202301/30/1679499a-c94e-4010-9085-37f2a3fc315d.html",
    ],
    second: "/columns/bad1076f-2ae9-4523-89c8-24da0a0c344c/index_2.html",
  },
  {
    kind: "hlj",
    list: "/hebwcs/c111341/zfxxgk.shtml",
    entries: ["/hebwcs/c111341/202301/c01_592213.shtml"],
    second: "/hebwcs/c111341/zfxxgk_2.shtml",
  },
  {
    kind: "trs without dates",
    list: "/xxgk_12036/zfxxgkndbg_12042/index.shtml",
    entries: ["/xxgk_12036/zfxxgkndbg_12042/t11189380.shtml"],
    second: "/xxgk_12036/zfxxgkndbg_12042/index_1.shtml",
  },
  {
    kind: "content-id",
    list: "/gk/zfxxgknb/bmxxgknb",
    entries: ["/gk/zfxxgknb/bmxxgknb/content_198972", "/gk/zfxxgknb/content_2021096.html"],
    second: "/gk/zfxxgknb/bmxxgknb_2",
  },
  {
    kind: "jeecms",
    list: "/xzfgzbm2021/index.jhtml",
    entries: ["/xzfgzbm2021/24908839.jhtml", "/jdbsc/24971296.jhtml"],
    second: "/xzfgzbm2021/index_2.jhtml",
  },
  {
    kind: "dynamic-query",
    list: "/web/shk/information/list?cid=12",
    entries: [
      "/web/shk/information/detail?id=54d59011a2d041628dfce958081fc6fb",
      "/zwinfo.jsp?id=15652",
    ],
    second: "/web/shk/information/list?cid=12&pageNo=2",
  },
  {
    kind: "dynamic-query, all in one script",
    list: "/subsiteIndex/toPage?subsiteFlag=sjpc&subsiteId=1&newsClassId=693&pageType=list",
    entries: [
      "/subsiteIndex/toPage?subsiteFlag=sjpc&subsiteId=1&newsClassId=693&pageType=view&objectId=27650",
    ],
    second:
      "/subsiteIndex/toPage?subsiteFlag=sjpc&subsiteId=1&newsClassId=693&pageType=list&currentPage=2",
  },
  {
    kind: "fj-cms",
    list: "/cms/html/npszf/zfxxgknb/index.html",
    entries: ["/cms/html/npszf/2013-01-25/1779102018.html"],
    second: "/cms/html/npszf/zfxxgknb/index_2.html",
  },
  {
    kind: "yn-artview",
    list: "/zfxxgk_ydx_zfcxjsj/artlist/195.html?orgCode=A01A05A03A12",
    entries: ["/zfxxgk_ydx_zfcxjsj/artview/195/169312.html?nbYear=2021&orgCode=A01A05A03A12"],
    second: "/zfxxgk_ydx_zfcxjsj/artlist/195.html?orgCode=A01A05A03A12&pageNum=2",
  },
  {
    kind: "nm-article",
    list: "/tq/zfxxgknb/index.html",
    entries: ["/tq/2022-01/21/article_2024041403392185515.html"],
    second: "/tq/zfxxgknb/index_2.html",
  },
  {
    kind: "wx-doc-date",
    list: "/zfxxgk/gknb/index.shtml",
    entries: ["/doc/2022/12/13/3847735.shtml"],
    second: "/zfxxgk/gknb/index_2.shtml",
  },
  {
    kind: "hb-zwgkcontent",
    list: "/zwgklist-888888040.html",
    entries: ["/zwgkcontent-888888040-56207.html"],
    second: "/zwgklist-888888040-2.html",
  },
  {
    kind: "empire-cms",
    list: "/e/action/ListInfo/?classid=174",
    entries: ["/e/action/ShowInfo.php?classid=174&id=7841&tempid=14"],
    second: "/e/action/ListInfo/index.php?page=1&classid=174&totalnum=26",
  },
  {
    kind: "ucap",
    list: "/zwgk/bmxxgkml/xsjj/xxgknb/index.html",
    entries: ["/zwgk/bmxxgkml/xsjj/xxgknb/20200206/i774347.html"],
    second: "/zwgk/bmxxgkml/xsjj/xxgknb/index_1.html",
  },
  {
    kind: "numbered folders",
    list: "/25074/25162/37354/39633/index.htm",
    entries: ["/25074/25162/37354/39633/content_988048.html", "/8422/616040352/988048.html"],
    second: "/25074/25162/37354/39633/index_2.htm",
  },
  {
    kind: "boda, made when asked for",
    list: "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1017",
    entries: ["/xxgk_content.jsp?urltype=news.NewsContentUrl&wbtreeid=1017&wbnewsid=1143514"],
    second: "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1017&PAGENUM=2",
  },
] as const;

const site = "http://www.qingting.gov.cn";
const titles = ["青汀县水务局2023年政府信息公开工作年度报告", "2022年城关镇政府信息公开年报"];
const menus = `<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/zfxxgkzn/">政府信息公开指南</a><a href="/list/4.html">新闻中心</a></div>`;

function look(path: string, body: string) {
  const html = `<title>政府信息公开年报_青汀县人民政府</title>${menus}${body}`;
  const { links, title } = transcribeHtml(html);
  const { strategy } = chooseStrategy(toSource("x", site));
  const url = `${site}${path}`;
  const seen = { url, title, links, role: "list", depth: 1, wanted: "lists_too" } as const;
  const { found, left } = strategy.discover(
    { ...seen, source: () => html },
    { sinceYear: undefined, reach: "wide" },
  );
  return { found: found.map(({ url: to, role }) => [role, to.slice(site.length)]), left };
}

describe.each(kinds)("a list of the kind $kind", ({ list, entries, second }) => {
  const items = entries.map(
    (path, index) =>
      `<li><a href="${path}">${titles[index]}</a><span>2024-01-2${index}</span></li>`,
  );
  const interpretation = `<li><a href="/jd/1.html">《${titles[0]}》解读</a></li>`;
  const body = `<ul>${items.join("")}${interpretation}</ul>`;
  const reports = entries.map((path) => ["report", path]);

  test.each([
    ["its number", `<b>1</b> <a href="${second}">2</a>`],
    ["a word", `<a href="${second}">下一页</a>`],
  ])("gives its entries and leads on by %s", (_, pager) => {
    expect(look(list, `${body}${pager}`)).toEqual({
      found: [...reports, ["list", second]],
      left: [],
    });
  });

  test("leads on from its second page, and does not from a menu", () => {
    if (second.includes("totalnum")) return;
    const third = second.replace(/\d+(?!.*\d)/, (number) => `${Number(number) + 1}`);
    const { found } = look(second, `${body}<a href="${third}">3</a><a href="/list/5.html">5</a>`);
    expect(found).toEqual([...reports, ["list", third]]);
  });
});

describe("a list whose entries are years", () => {
  test("of one agency leads to each", () => {
    const path = "/zfxxgk_ydx_zfcxjsj/artview/195/169312.html?nbYear=2021&orgCode=A01";
    expect(look("/zfxxgk_ydx_zfcxjsj/nb.html", `<a href="${path}">2021年</a>`).found).toEqual([
      ["list", path],
    ]);
  });
});
