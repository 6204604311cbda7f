import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Discovery,
  type DiscoveryOptions,
  discover,
  type LinkedPage,
} from "../../src/crawl/discover.ts";
import { findPageAddress } from "../../src/crawl/page-address.ts";
import type { Link } from "../../src/model/transcript.ts";

const column = "http://www.qingshi.gov.cn/zfxxgk/zfxxgknb/index.html";

function link(href: string, text: string, more: Partial<Link> = {}): Link {
  return { kind: "anchor", href, text, title: undefined, beside: undefined, ...more };
}

function look(
  links: readonly Link[],
  page: Partial<LinkedPage> = {},
  options: Partial<DiscoveryOptions> = {},
): Discovery {
  return discover(
    { url: column, title: undefined, links, role: "list", depth: 1, wanted: "lists_too", ...page },
    { sinceYear: undefined, reach: "wide", ...options },
  );
}

const urls = ({ found }: Discovery) => found.map(({ url }) => url);

describe("a list page", () => {
  test("leads to its reports, and not to what is about them", () => {
    const discovery = look([
      link("./2024.html", "青石县民政局2024年政府信息公开工作年度报告"),
      link("/jd/1.html", "2024年政府信息公开工作年度报告解读"),
      link("/", "首页"),
      link("javascript:void(0)", "2023年政府信息公开工作年度报告"),
      link("#top", "2023年政府信息公开工作年度报告"),
    ]);
    expect(discovery.found).toEqual([
      {
        url: "http://www.qingshi.gov.cn/zfxxgk/zfxxgknb/2024.html",
        role: "report",
        label: "青石县民政局2024年政府信息公开工作年度报告",
        depth: 2,
      },
    ]);
  });

  test("takes the title where the text is cut short", () => {
    const title = "青石县民政局2024年政府信息公开工作年度报告";
    const discovery = look([link("a.html", "青石县民政局2024年政府信息公…", { title })]);
    expect(discovery.found[0]?.label).toBe(title);
  });

  test("leads to a report once, under the link that says most", () => {
    const discovery = look([
      link("a.html", "2024年政府信息公开年报"),
      link("a.html#x", "青石县民政局2024年政府信息公开工作年度报告"),
    ]);
    expect(discovery.found.map(({ label }) => label)).toEqual([
      "青石县民政局2024年政府信息公开工作年度报告",
    ]);
  });

  test("says of each report whose it is and when it came, where that stands beside the link", () => {
    const beside = (text: string) => ({ beside: text });
    const { found } = look([
      link("a.html", "2024年政府信息公开工作年度报告", beside("1. 青石县民政局 2025-01-20")),
      link("b.html", "政府信息公开2023年度报告", beside("发布机构：白石镇人民政府 [2024/1/5]")),
      link("c.html", "青石县教育局2024年政府信息公开年报", beside("青石县民政局 2025年1月9日")),
      link("d.html", "2022年政府信息公开工作年度报告", beside("点击量 20")),
    ]);
    expect(found.map(({ label, linkDate }) => [label, linkDate])).toEqual([
      ["青石县民政局2024年政府信息公开工作年度报告", "2025-01-20"],
      ["白石镇人民政府政府信息公开2023年度报告", "2024-01-05"],
      ["青石县教育局2024年政府信息公开年报", "2025-01-09"],
      ["2022年政府信息公开工作年度报告", undefined],
    ]);
  });

  test("never leads off its site", () => {
    const text = "2024年政府信息公开工作年度报告";
    expect(
      urls(
        look([
          link("http://www.baishi.gov.cn/a.html", text),
          link("https://mzj.qingshi.gov.cn/b.html", text),
        ]),
      ),
    ).toEqual(["https://mzj.qingshi.gov.cn/b.html"]);
  });

  test("of attachments leads to those that are reports", () => {
    const discovery = look([
      link("a.pdf", "2024年政府信息公开工作年度报告"),
      link("/download/7", "青石县2023年政府信息公开工作年度报告.docx"),
      link("b.pdf", "申请表"),
      link("/web/viewer.html?file=%2Fup%2Fc.pdf", "2022年政府信息公开工作年度报告"),
    ]);
    expect(discovery.found.map(({ url, role }) => [url.slice(25), role])).toEqual([
      ["/zfxxgk/zfxxgknb/a.pdf", "attachment"],
      ["/download/7", "attachment"],
      ["/up/c.pdf", "attachment"],
    ]);
  });

  test("leaves reports of years before the one asked for", () => {
    const discovery = look(
      [
        link("a.html", "2024年政府信息公开工作年度报告"),
        link("b.html", "2021年政府信息公开工作年度报告"),
        link("c.html", "政府信息公开工作年度报告"),
      ],
      {},
      { sinceYear: 2022 },
    );
    expect(urls(discovery).map((url) => url.at(-6))).toEqual(["a", "c"]);
    expect(discovery.left).toEqual([
      {
        url: "http://www.qingshi.gov.cn/zfxxgk/zfxxgknb/b.html",
        reason: "of 2021, before 2022",
      },
    ]);
  });

  test("of one agency does not follow the site's menu to everybody's lists", () => {
    const links = [
      link("a.html", "2024年政府信息公开工作年度报告"),
      link("/zwgk/zfxxgknb/", "政府信息公开年报"),
      link("2023/", "2023年"),
    ];
    expect(urls(look(links, {}, { reach: "narrow" }))).toHaveLength(2);
    expect(urls(look(links, {}, { reach: "wide" }))).toHaveLength(3);
  });
});

describe("a pager", () => {
  test.each([
    ["index.html", "index_2.html", "2"],
    ["index.html", "index_1.html", "下一页"],
    ["index_2.html", "index_3.html", "下页"],
    ["list.htm", "list/2.htm", "2"],
    ["list.jsp?id=5", "list.jsp?id=5&page=2", "›"],
    ["list.jsp?id=5&page=2", "list.jsp?id=5&page=3", "[3]"],
    ["list.jsp?id=5", "list.jsp?id=5&pageNo=2", "Next"],
  ])("on %s leads to %s by %s, no deeper", (from, to, text) => {
    const page = new URL(from, column).href;
    const discovery = look([link(to, text)], { url: page });
    expect(discovery.found).toEqual([
      { url: new URL(to, page).href, role: "list", label: undefined, depth: 1 },
    ]);
  });

  test.each([
    ["/other/index_2.html", "2"],
    ["list.jsp?id=6&page=2", "2"],
    ["/more.html", ">"],
    ["2024/01/20/t123.html", "20"],
    ["next.html", "下一篇"],
  ])("is not made by %s under %s", (to, text) => {
    const page = new URL("list.jsp?id=5", column).href;
    expect(urls(look([link(to, text)], { url: page }))).toEqual([]);
  });

  test("without an end is left at the limit, with the reason", () => {
    const discovery = look([link("index_301.html", "下一页")]);
    expect(discovery.found).toEqual([]);
    expect(discovery.left[0]?.reason).toContain("page 301 of a list");
  });

  test("of a calendar is not followed", () => {
    const url = "http://www.qingshi.gov.cn/nb/list.jsp?month=5";
    const discovery = look([link("list.jsp?month=6", "下一页")], { url });
    expect(discovery.left[0]?.reason).toContain("calendar");
  });
});

describe("a site without an end", () => {
  const text = "2024年政府信息公开工作年度报告";

  test.each([
    ["a/b/a/b/a/b/x.html", "again and again"],
    [`x.html?${"a=1&".repeat(9)}`, "again and again"],
    [`x.html?q=${"z".repeat(1_600)}`, "longer than"],
  ])("is noticed at %s", (href, reason) => {
    const discovery = look([link(href, text)]);
    expect(discovery.found).toEqual([]);
    expect(discovery.left[0]?.reason).toContain(reason);
  });

  test("is followed no deeper than six links", () => {
    expect(look([link("x.html", text)], { depth: 6 }).left[0]?.reason).toContain("6 links");
  });
});

describe("a report's own page", () => {
  const report = { role: "report", wanted: "documents" } as const;

  test("leads to what is attached to it and to nothing else", () => {
    const discovery = look(
      [
        link("a.html", "2023年政府信息公开工作年度报告"),
        link("/zfxxgknb/", "政府信息公开年报"),
        link("b.docx", "附件1"),
        link("c.pdf", "办事指南"),
      ],
      report,
    );
    expect(urls(discovery)).toEqual(["http://www.qingshi.gov.cn/zfxxgk/zfxxgknb/b.docx"]);
  });

  test.each([
    ["/up/2023.PDF", "附件1"],
    ["/up/r.pd\nf", "附件1"],
    ["/down?id=7", "附件：统计表.xls"],
    ["/view?file=%2Fup%2F2023%2Epdf", "附件1"],
  ])("leads to an attachment written as %j with the text %s", (href, text) => {
    expect(look([link(href, text)], report).found).toHaveLength(1);
  });

  test("leads to the document in its frame", () => {
    const frame = link("/pdfjs/viewer.html?file=/up/r.pdf", "", { kind: "frame" });
    expect(look([frame], report).found).toEqual([
      {
        url: "http://www.qingshi.gov.cn/up/r.pdf",
        role: "attachment",
        label: undefined,
        depth: 2,
      },
    ]);
  });
});

describe("an address", () => {
  const base = new URL(column);

  test.each([
    ["/a.html#part", "http://www.qingshi.gov.cn/a.html"],
    ["/a.jsp;jsessionid=0A1B?id=7", "http://www.qingshi.gov.cn/a.jsp?id=7"],
    ["/a?id=7&_=1700000000000", "http://www.qingshi.gov.cn/a?id=7"],
    ["/a?t=5", "http://www.qingshi.gov.cn/a?t=5"],
    ["/a?b=%B9%AB", "http://www.qingshi.gov.cn/a?b=%B9%AB"],
    [" /a\n.html ", "http://www.qingshi.gov.cn/a.html"],
    ["http://www.qingshi.gov.cn:80/a?", "http://www.qingshi.gov.cn/a?"],
  ])("written %j is known as %s", (href, known) => {
    expect(findPageAddress(href, base)?.href.replace(/\?$/, "")).toBe(known.replace(/\?$/, ""));
  });

  test("is known by the same form however often it is normalised, and any text is survived", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (href) => {
        const once = findPageAddress(href, base);
        if (once !== undefined) expect(findPageAddress(once.href, base)?.href).toBe(once.href);
      }),
    );
  });
});
