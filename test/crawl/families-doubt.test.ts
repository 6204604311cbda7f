import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type { LinkedPage } from "../../src/crawl/discover.ts";
import { findForm } from "../../src/crawl/posted-address.ts";
import { adapterNames, chooseStrategy } from "../../src/crawl/strategy.ts";
import type { Link } from "../../src/model/transcript.ts";
import { anhuiFamilySite } from "../sample/family-anhui-openness.ts";
import { createStage, toSource } from "./bench.ts";

const stage = createStage();

afterEach(stage.close);

const site = "http://www.qingshi.gov.cn";
const report = "青石县民政局2024年政府信息公开工作年度报告";

function link(href: string, text: string): Link {
  return { kind: "anchor", href, text, title: undefined, beside: undefined };
}

function look(path: string, source: string, more: Partial<LinkedPage> = {}, adapter = "auto") {
  const { strategy } = chooseStrategy(toSource("x", site, { adapter }));
  const seen: LinkedPage = {
    url: `${site}${path}`,
    title: "政府信息公开年报",
    links: [],
    role: "start",
    depth: 0,
    wanted: "lists_too",
    source: () => source,
    ...more,
  };
  const today = new Date(Date.UTC(2026, 10, 22));
  return strategy.discover(seen, { sinceYear: undefined, reach: "wide", today });
}

const jpage = (records: number, script: string) =>
  `<script type="text/xml"><datastore><recordset>${"<record><![CDATA[<li><a href='/a.html'>x</a></li>]]></record>".repeat(records)}</recordset></datastore></script><script>${script}</script>`;
const proxy = "/module/web/jpage/dataproxy.jsp?startrecord=10&endrecord=18&perpage=3";
const unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?tagId=list";
const kaipuJson = "/searchList/9d3c1f0e52ab4d7c8e6f1a2b3c4d5e6f?_isJson=true&page=1&_pageSize=10";

describe("a list that may be longer than what was read is told of", () => {
  test.each([
    ["/col/1.html", jpage(3, ""), "does not say how many it has"],
    ["/col/1.html", jpage(3, "totalRecord:9,perPage:3"), "how to ask for the others"],
    ["/col/1.html", jpage(0, "totalRecord:9,perPage:3"), "9 records in a script that holds none"],
    [proxy, "<datastore><totalrecord>99</totalrecord></datastore>", "0 of the 9 records"],
    [unit, '{"success":false,"message":"栏目不存在"}', "栏目不存在"],
    [
      unit,
      JSON.stringify({ data: { html: `<a href="/a">${report}</a>` } }),
      "does not say how many",
    ],
    [kaipuJson, '{"data":{"total":30,"rows":10,"results":[]}}', "gave 0 of the 10 entries"],
    [kaipuJson, "<html>", "JSON without results"],
    [
      "/gkmlpt/index",
      'SID: \'7\', TREE: [{"id":1,"name":"指南"}]',
      "without a column of annual reports",
    ],
    ["/gkmlpt/index", "SID: '7'", "could not be read"],
    [
      "/gkmlpt/api/all/7?page=1&sid=7",
      '{"total":3,"articles":[],"classify":{"post_count":8}}',
      "counts 8 entries and lists 3",
    ],
    ["/gongkai/site_a/channel_b/", "", "a script fills it"],
    [proxy, `<datastore><totalrecord>10</totalrecord>${jpage(3, "")}`, "it may have begun again"],
    [proxy, `<datastore><totalrecord>9</totalrecord>${jpage(3, "")}`, "it may have begun again"],
    ["/module/xxgk/tree.jsp?area=1", "funclick('A01','x')\">机构概况<", "1 topics without one"],
    [
      `${unit}&paramJson=${encodeURIComponent('{"pageNo":3,"pageSize":2}')}`,
      JSON.stringify({
        data: { html: '<a href="/a">a</a><a href="/b">b</a><div rows="2" count="5"></div>' },
      }),
      "may be the first page again",
    ],
    ["/nb/index_2.html", 'createPageHTML(5, 3, "index", "html")', "page 3 of 5"],
    [
      kaipuJson,
      '{"data":{"total":2,"rows":10,"results":[{"title":"x"},{"url":"/a"}]}}',
      "gave 0 of",
    ],
    ["/nb/", "var u = '/searchList/' + id + '?_isJson=true';", "the page's script puts together"],
    [
      "/gkmlpt/api/all/7?page=1&sid=7",
      '{"total":2,"articles":[{"title":"x"},{"url":"/a"}]}',
      "gave 0 of 2",
    ],
    [
      "/TrueCMS/messageController/getMessage.do?startrecord=1&endrecord=6&perpage=2",
      '{"code":500}',
      "something else than records",
    ],
    ["/openness/OpennessAnnualReport/", "", "without entries or agencies"],
    ["/module/xxgk/search.jsp?area=1#post=currpage%3D1", "<p>出错了</p>", "how many pages it has"],
    ["/module/xxgk/xxgkAnnualReport.jsp?area=001008&fbtime=2023", "", "names no agency beside"],
  ])("at %s with %j", (path, source, expected) => {
    expect(
      look(path, source)
        .left.map(({ reason }) => reason)
        .join("\n"),
    ).toContain(expected);
  });

  test("where a server may begin again: the last stretch of records reaches past the end", () => {
    const group = `<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?columnid=7&unitid=8">]]></nextgroup>`;
    const stretches = (total: number) =>
      look(
        "/col/1.html",
        jpage(3, `totalRecord:${total},perPage:1`).replace("<datastore>", `<datastore>${group}`),
      ).found.map(({ url }) => new URL(url).searchParams.get("startrecord"));
    expect(stretches(8)).toEqual(["4", "7"]);
    expect(stretches(9)).toEqual(["4", "7", "10"]);
    const last = look(proxy, "<datastore><totalrecord>9</totalrecord></datastore>");
    expect(last).toMatchObject({ found: [], left: [] });
  });

  test("where only a script knows the next page", () => {
    const links = [link("/a.html", report), link("javascript:goPage(2)", "下一页")];
    expect(look("/nb/", "", { links }).left).toEqual([
      {
        url: `${site}/nb/`,
        reason: "the list goes on behind a script that is not understood: goPage",
      },
    ]);
    const end = [link("/a.html", report), link("javascript:void(0)", "下一页")];
    expect(look("/nb/", "", { links: end }).left).toEqual([]);
    const clicked = '<a href="#" onclick="return toPage(2)">下一页</a>';
    const withHash = [link("/a.html", report), link("#", "下一页")];
    expect(look("/nb/", clicked, { links: withHash }).left[0]?.reason).toContain("toPage");
  });

  test.each([
    ["共3页", 1],
    ["共 <b>12</b> 页", 1],
    ["页次：1/2", 1],
    ["共1页", 0],
    ["共3条", 1],
    ["共1条", 0],
    ['laypage({cont: "pager", pages: 12})', 1],
    ['var totalPage = "3";', 1],
    ["pageCount: 1", 0],
    ['createPageHTML(total, 0, "index", "html")', 1],
    ["function createPageHTML(total, current) {}", 0],
  ])("where it prints %s and leads nowhere", (printed, notes) => {
    const links = [link("/a.html", report)];
    expect(look("/nb/list.asp", printed, { links }).left).toHaveLength(notes);
    const next = [...links, link("list.asp?page=2", "下一页")];
    expect(look("/nb/list.asp", printed, { links: next }).left).toEqual([]);
    expect(look("/nb/list.asp?page=3", printed, { links }).left).toEqual([]);
  });

  test("where a form sent back has no number", () => {
    const links = [link("/a.html", report), link("javascript:__doPostBack('lbNext','')", "下一页")];
    expect(look("/nb.aspx", "", { links }).left[0]?.reason).toContain("without a number");
  });

  test.each([
    [`var currentPage = 0; var countPage = 3; document.write("<a href='index_" + n + ".html'>")`],
    [`var countPage = 3; var currentPage = 0; s += "index" + "_" + nextPage + ".html";`],
    [`createPageHTML(3, 0, "index", "html")`],
  ])("unless its pager is written like %s", (source) => {
    const { found, left, family } = look("/nb/", source);
    expect({ left, family }).toEqual({ left: [], family: "trs-wcm" });
    expect(found.map(({ url }) => url)).toEqual([
      `${site}/nb/index_1.html`,
      `${site}/nb/index_2.html`,
    ]);
  });

  test.each([
    ["/nb/index_2.html", 'createPageHTML(5, 2, "index", "html")'],
    ["/nb/3.htm", '_simple_list_gotopage_fun(5, "u1_goto", 2)'],
    ["/nb/list.asp?page=2", ""],
  ])("where a page in the middle is empty, as %s", (path, source) => {
    const menu = [link("/", "首页"), link("/ldzc/", "领导之窗")];
    const told = (links: readonly Link[]) => look(path, source, { links, role: "list" }).left;
    expect(told(menu)).toEqual([
      {
        url: `${site}${path}`,
        reason: "a further page of a list that shows no entries: some may be missing",
      },
    ]);
    expect(told([...menu, link("/a.html", report)])).toEqual([]);
    expect(told([...menu, { ...link("/b.html", "指南"), beside: "2024-01-02" }])).toEqual([]);
  });

  test("where a countdown leads past its end", () => {
    const links = [link("/a.html", report), link("nb/7.htm", "下页")];
    const { left } = look("/nb.htm", '_simple_list_gotopage_fun(5, "u1_goto", 2)', { links });
    expect(left[0]?.reason).toBe("the list says that it has 5 pages, and links to page number 7");
  });

  test("where its pages are more than are followed", () => {
    const { found, left } = look("/nb/index.html", 'createPageHTML(310, 0, "index", "html")');
    expect(found).toHaveLength(300);
    expect(left).toHaveLength(9);
    expect(left[0]?.reason).toContain("at most 300");
  });
});

describe("an adapter", () => {
  test("that is named is the only family asked, and a page without its marks is told of", () => {
    const source = 'createPageHTML(3, 0, "index", "html")';
    expect(look("/nb/index.html", source, {}, "trs-wcm")).toMatchObject({
      left: [],
      family: "trs-wcm",
    });
    const other = look("/nb/index.html", source, {}, "boda-vsb");
    expect(other.found).toEqual([]);
    expect(other.left[0]?.reason).toBe(
      "no list of the family boda-vsb: it was read the general way",
    );
    expect(look("/nb/index.html", source, {}, "general")).toEqual({ found: [], left: [] });
  });

  test("that is not known is told of", () => {
    const { notes, strategy } = chooseStrategy(toSource("x", site, { adapter: "trs" }));
    expect(notes.join()).toContain('"trs" is not in this version');
    expect(strategy.name).toBe("general");
  });
});

describe("a list of news", () => {
  const news = (count: number) =>
    `<datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?columnid=7&unitid=8"></a>]]></nextgroup><record><![CDATA[<li><a href="/n.html">青石县召开会议</a></li>]]></record></datastore><script>x.jpage({totalRecord:${count},perPage:15})</script>`;

  test("is not read to its end, and told of", () => {
    const discovery = look("/zwgk/index.html", news(4895), { title: "政务公开" });
    expect(discovery.found).toEqual([]);
    expect(discovery.left[0]?.reason).toContain("shows no report on this one");
    const trs = look("/xw/", 'createPageHTML(200, 0, "index", "html")', { title: "新闻" });
    expect(trs).toMatchObject({ found: [], left: [{ url: `${site}/xw/` }] });
  });

  test("beside one of reports is left alone", () => {
    const reports = news(20).replace("青石县召开会议", report).replace("unitid=8", "unitid=9");
    const { found, left } = look("/zwgk/", `${news(4895)}${reports}`, { title: "政务公开" });
    expect(left).toEqual([]);
    const forms = found.flatMap(({ url }) => findForm(new URL(url)) ?? []);
    expect(forms).toHaveLength(1);
    expect(new URLSearchParams(forms[0]).get("unitid")).toBe("9");
  });
});

describe("a source of one agency", () => {
  test("on a site that chooses agencies by branch is not led to everybody's lists", async () => {
    const family = anhuiFamilySite();
    const { portal, bench } = await stage.start({ site: { routes: family.routes } });
    const [own] = family.reports;
    const agency = own?.report.agency ?? "";
    const paths = Object.keys(family.routes).filter((path) => path.includes("branch_id"));
    const start = portal.url("site", paths[0] ?? "");
    await bench.crawl([toSource("site", start, { agency })]);
    const asked = portal.entries.map(({ path }) => path).filter((path) => path.includes("branch"));
    expect(asked).toEqual(paths.slice(0, 2));
    expect(portal.entries.filter(({ path }) => path.includes("/show/"))).toHaveLength(3);
  });
});

describe("a Boda list", () => {
  const goto = (count: number) => `_simple_list_gotopage_fun(${count}, "u1_goto", 2)`;
  const paths = (path: string, source: string) =>
    look(path, source).found.map(({ url }) => url.slice(site.length));

  test("named by its year is not a further page of another", () => {
    expect(paths("/nb/2024.htm", goto(3))).toEqual(["/nb/2024/2.htm", "/nb/2024/1.htm"]);
    expect(paths("/nb/2024/2.htm", goto(3))).toEqual(["/nb/2024/1.htm", "/nb/2024.htm"]);
  });

  test("that is made when asked for is read by its links", () => {
    expect(look("/list.jsp?wbtreeid=7", goto(3)).family).toBeUndefined();
  });
});

describe("years of the report module", () => {
  const module = "/module/xxgk/xxgkAnnualReport.jsp?area=001008&fbtime=2023";
  const years = (source: string) =>
    look(module, source, { wanted: "documents" }).found.map(({ url }) =>
      Number(new URL(url).searchParams.get("fbtime")),
    );

  test("are those of the page, and else all from 2008 to the present, never beyond", () => {
    const option = (year: number) => `<option value="${year}">${year}年</option>`;
    const printed = [2021, 2022, 2023, 2031, 1999].map(option).join("");
    expect(years(`<select name="fbtime">${printed}</select>`)).toEqual([2021, 2022]);
    const all = years("");
    expect([Math.min(...all), Math.max(...all), all.length]).toEqual([2008, 2026, 18]);
  });

  test("of one agency's source are asked for that agency alone", () => {
    const { strategy } = chooseStrategy(toSource("x", site));
    const source = '<select name="area"><option value="001009">青石县教育局</option></select>';
    const { found } = strategy.discover(
      {
        url: `${site}${module}`,
        title: "",
        links: [],
        role: "start",
        depth: 0,
        wanted: "documents",
        source: () => source,
      },
      { sinceYear: 2024, reach: "narrow", today: new Date(Date.UTC(2026, 0, 1)) },
    );
    expect(found.map(({ url }) => url.slice(url.indexOf("?")))).toEqual([
      "?area=001008&fbtime=2024",
      "?area=001008&fbtime=2025",
      "?area=001008&fbtime=2026",
    ]);
  });
});

test("docs/operations.md names every adapter", () => {
  const text = readFileSync("docs/operations.md", "utf8");
  expect(adapterNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
