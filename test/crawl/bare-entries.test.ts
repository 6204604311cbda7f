import { describe, expect, test } from "vitest";
import { isAgencyName } from "../../src/crawl/agency-label.ts";
import { discover, type LinkedPage } from "../../src/crawl/discover.ts";
import { findOwner } from "../../src/crawl/list-topic.ts";
import type { Link } from "../../src/model/transcript.ts";

const site = "http://www.qingting.gov.cn";
const words = "政府信息公开年报";

function link(href: string, text: string, beside?: string): Link {
  return { kind: "anchor", href, text, title: undefined, beside };
}

interface Seen extends Partial<LinkedPage> {
  readonly path?: string;
  readonly html?: string;
  readonly reach?: "narrow" | "wide";
  readonly agency?: string;
  readonly sinceYear?: number;
}

function look(
  links: readonly Link[],
  { path, html, reach, agency, sinceYear, ...more }: Seen = {},
) {
  const page: LinkedPage = {
    url: `${site}${path ?? "/zfxxgknb/2024.html"}`,
    title: "2024年度政府信息公开年报_青汀县人民政府",
    links,
    role: "list",
    depth: 1,
    wanted: "lists_too",
    source: () => html ?? "",
    ...more,
  };
  const { found, left } = discover(page, { sinceYear, agency, reach: reach ?? "wide" });
  const told = found.map(({ url, role, label }) => [role, url.slice(site.length), label]);
  return { told, left: left.map(({ reason }) => reason) };
}

const entries = [link("/info/1951/36539.htm", "县教育局"), link("/info/1951/36540.htm", "城关镇")];
const told = [
  ["report", "/info/1951/36539.htm", `县教育局2024年${words}`],
  ["report", "/info/1951/36540.htm", `城关镇2024年${words}`],
];

describe("a list of one year, whose entries are names of agencies", () => {
  test.each<[string, Seen]>([
    ["its title", {}],
    ["the link to it", { title: "部门年报", label: "2024年" }],
    ["its heading", { title: words, html: "<a>2023年</a><h2>2024年度</h2><a href='x'>2022年</a>" }],
    [
      "its breadcrumb",
      { title: words, html: "<a>首页</a>&gt;<span>县直部门2024年政府信息公开年报</span>" },
    ],
    ["its address", { title: words, path: "/zfxxgknb/2024n/index.html" }],
  ])("gives each with its agency and the year that %s says", (_, seen) => {
    expect(look(entries, seen)).toEqual({ told, left: [] });
  });

  test("gives those that say their year themselves under it", () => {
    const links = [
      link("/info/1951/1.htm", "县教育局（2023年）", "2024-01-20"),
      link("/info/1951/36541.htm", "2022年县水务局"),
      link("/info/1951/36542.htm", "县审计局"),
    ];
    expect(look(links, { title: words, path: "/gknb/index.html" }).told).toEqual([
      ["report", "/info/1951/36541.htm", `县水务局2022年${words}`],
    ]);
    expect(look(links).told).toEqual([
      ["report", "/info/1951/36541.htm", `县水务局2022年${words}`],
      ["report", "/info/1951/36542.htm", `县审计局2024年${words}`],
    ]);
  });

  test("gives the source of one agency its own", () => {
    const own = { reach: "narrow", agency: "青汀县教育局" } as const;
    expect(look(entries, own)).toEqual({ told: told.slice(0, 1), left: [] });
    expect(look(entries, { ...own, agency: "青汀县水务局" }).told).toEqual([]);
  });

  test("gives groups of agencies as lists", () => {
    const links = [link("/info/1951/1001.htm", "各乡镇"), link("/info/1951/1002.htm", "县教育局")];
    expect(look(links).told.map(([role]) => role)).toEqual(["list", "report"]);
  });

  test("gives documents as such, and folders as lists", () => {
    const links = [
      link("/upload/jyj2024.pdf", "县教育局"),
      link("/upload/swj2024.pdf", "县水务局"),
      link("jyj/", "县民政局"),
    ];
    expect(look(links, { path: "/zfxxgknb/2024/" }).told).toEqual([
      ["attachment", "/upload/jyj2024.pdf", `县教育局2024年${words}`],
      ["attachment", "/upload/swj2024.pdf", `县水务局2024年${words}`],
      ["list", "/zfxxgknb/2024/jyj/", `县民政局2024年${words}`],
    ]);
  });

  test("leaves those of years before the wish", () => {
    const { told: kept, left } = look(entries, { sinceYear: 2025 });
    expect(kept).toEqual([]);
    expect(left).toEqual(["of 2024, before 2025", "of 2024, before 2025"]);
  });

  test("leads on as the same list", () => {
    const next = look([...entries, link("2024_2.html", "下一页")], { title: "", label: "2024年" });
    expect(next.told.at(-1)).toEqual(["list", "/zfxxgknb/2024_2.html", "2024年"]);
  });
});

describe("menus that name agencies are not followed", () => {
  test.each([
    ["to front pages", [link("/jyj/", "县教育局"), link("/swj/index.html", "县水务局")]],
    ["to columns", [link("/col/col12/index.html", "教育局"), link("/list.aspx?id=123", "水务局")]],
    ["to other hosts", [link("http://jyj.qingting.gov.cn/1234.html", "县教育局")]],
    ["alone of its shape", [link("/bm/1234.html", "县教育局"), link("/b/2.html", "县水务局")]],
    [
      "news",
      [link("/a/1234.html", "县教育局召开年度工作会"), link("/a/1235.html", "县水务局开展培训会")],
    ],
    ["parts of the site", [link("/a/1234.html", "办事大厅"), link("/a/1235.html", "新闻中心")]],
  ])("%s", (_, links) => {
    expect(look(links)).toEqual({ told: [], left: [] });
  });

  test("of another shape than the reports that the page titles", () => {
    const titled = link("/info/1/36539.htm", "青汀县水务局2024年政府信息公开工作年度报告");
    const menu = [link("/bm/1234.html", "县教育局"), link("/bm/1235.html", "县水务局")];
    expect(look([titled, ...menu]).told).toHaveLength(1);
    expect(look([titled, ...entries]).told).toHaveLength(3);
  });

  test("where others have dates", () => {
    const menu = [link("/bm/1234.html", "县教育局"), link("/bm/1235.html", "县水务局")];
    const [one, other] = entries;
    const dated = [link(one?.href ?? "", "县教育局", "2025-01-20"), ...(other ? [other] : [])];
    expect(look([...menu, ...dated])).toEqual({ told, left: [] });
    const inPath = link("/jyj/202501/t20250121_4056262.html", "县教育局");
    expect(look([...menu, inPath]).told).toHaveLength(1);
    const unclear = look([...menu, ...entries]);
    expect(unclear.told).toEqual([]);
    expect(unclear.left.join()).toContain("some of them a menu's");
  });

  test.each<[string, Seen]>([
    ["of a list of something else", { title: "2024年工作要点", path: "/gzyd/2024.html" }],
    ["of a notice about reports", { title: "2024年政府信息公开年报的通知", path: "/tz/1.html" }],
    ["of a report", { wanted: "documents" }],
    ["of a list of one agency's source", { reach: "narrow" }],
  ])("%s", (_, seen) => {
    expect(look(entries, { role: "start", ...seen })).toEqual({ told: [], left: [] });
  });
});

describe("a list of agencies that does not say of which year", () => {
  test("is told of", () => {
    for (const seen of [
      { title: words },
      { title: words, html: "<b>2024年</b><b>2023年</b>" },
      { title: "2023年年报_2024年年报" },
    ]) {
      const { told: kept, left } = look(entries, { path: "/zfxxgknb/index.html", ...seen });
      expect(kept).toEqual([]);
      expect(left.join()).toContain("2 links on a list of reports are names of agencies alone");
    }
  });

  test("leads to those of the agencies, where they stand below it", () => {
    const links = [link("jyj/index.html", "县教育局"), link("/bm/swj/", "县水务局")];
    const { told: kept } = look(links, { title: words, path: "/zfxxgknb/index.html" });
    expect(kept).toEqual([["list", "/zfxxgknb/jyj/index.html", "县教育局"]]);
  });
});

describe("a list with a heading for each year", () => {
  const anchor = (id: number, agency: string) => `<li><a href="/info/${id}.htm">${agency}</a></li>`;
  const both = (id: number) => `<ul>${anchor(id, "县教育局")}${anchor(id + 1, "城关镇")}</ul>`;
  const all = [36539, 36540, 36541, 36542].map((id, index) =>
    link(`/info/${id}.htm`, index % 2 === 0 ? "县教育局" : "城关镇"),
  );
  const seen = { title: words, path: "/zfxxgknb/index.html" };

  test("gives each entry the year above it", () => {
    const html = `<h3>2024年</h3>${both(36539)}<p><b>2023</b>年度</p>${both(36541)}`;
    expect(look(all, { ...seen, html }).told.map(([, , label]) => label)).toEqual([
      `县教育局2024年${words}`,
      `城关镇2024年${words}`,
      `县教育局2023年${words}`,
      `城关镇2023年${words}`,
    ]);
  });

  test("takes what stands under several for the agency's own list", () => {
    const html = `<h3>2024年</h3>${both(36539)}<h3>2023年</h3>${anchor(36539, "县教育局")}${both(36541)}`;
    const { told: kept } = look(all, { ...seen, html });
    expect(kept.map(([role, , label]) => [role, label])).toEqual([
      ["list", "县教育局"],
      ["report", `城关镇2024年${words}`],
      ["report", `县教育局2023年${words}`],
      ["report", `城关镇2023年${words}`],
    ]);
  });

  test("is told of where the headings stand together, as those of tabs do", () => {
    const html = `<i>2024年</i><p>2023年</p>${both(36539)}${both(36541)}`;
    const { told: kept, left } = look(all, { ...seen, html });
    expect(kept).toEqual([]);
    expect(left.join()).toContain("4 links on a list of reports are names of agencies alone");
  });

  test("is one of one year where all headings name it", () => {
    const html = `<p>2024年</p>${both(36539)}<p>2024年</p>${both(36541)}`;
    const labels = look(all, { ...seen, html }).told.map(([, , label]) => label);
    expect(new Set(labels)).toEqual(new Set([`县教育局2024年${words}`, `城关镇2024年${words}`]));
  });
});

describe("the name of an agency", () => {
  test.each([
    ..."县教育局 城关镇 县政府办 县残联 县工商联 县科协 经济开发区 东风农场 县第一中学校 好力保苏木".split(
      " ",
    ),
  ])("may be %s", (name) => {
    expect(isAgencyName(name)).toBe(true);
  });

  test.each([
    ..."政务公开 领导之窗 我要办 网上督办 政策解读 青汀县 首页 联系我们 办事指南".split(" "),
  ])("is not %s", (text) => {
    expect(isAgencyName(text)).toBe(false);
  });
});

describe("a list of one agency", () => {
  test("gives its years the agency's name", () => {
    const links = [link("/a/1.html", "2023年"), link("/a/2.html", "2022年度")];
    const { told: kept } = look(links, { title: words, label: "县教育局" });
    expect(kept).toEqual([
      ["list", "/a/1.html", `县教育局2023年${words}`],
      ["list", "/a/2.html", `县教育局2022年${words}`],
    ]);
    const nobodys = look(links, { title: words, label: "2024年" });
    expect(nobodys.told.map(([, , label]) => label)).toEqual(["2023年", "2022年度"]);
  });

  test("gives titles without an agency its name", () => {
    const links = [link("/a/1.html", "2023年政府信息公开工作年度报告")];
    const { told: kept } = look(links, { title: words, label: `县教育局2023年${words}` });
    expect(kept[0]?.[2]).toBe("县教育局2023年政府信息公开工作年度报告");
  });

  test.each([
    ["县教育局", "县教育局"],
    ["县教育局2023年政府信息公开年报", "县教育局"],
    ["青汀县水务局政府信息公开年报", "青汀县水务局"],
    ["2023年", undefined],
    ["政府信息公开年报", undefined],
    ["各乡镇", undefined],
    ["乡镇街道2023年政府信息公开年报", undefined],
    ["县直各局", undefined],
    ["县直属机关工委", "县直属机关工委"],
    ["市直机关工委", "市直机关工委"],
    [undefined, undefined],
  ])("is told by the link %j", (label, owner) => {
    expect(findOwner(label)).toBe(owner);
  });
});
