import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LinkedPage } from "../../src/crawl/discover.ts";
import { families } from "../../src/crawl/families/families.ts";
import { chooseStrategy } from "../../src/crawl/strategy.ts";
import { toSource } from "./bench.ts";

const marks = [
  "<datastore>",
  "<record><![CDATA[",
  "<nextgroup><![CDATA[<a href=",
  '<script src="unitbuild.js" queryData="',
  "createPageHTML",
  "createPageHTML(",
  "createPageHTML('a',",
  '"/searchList/',
  "_simple_list_gotopage_fun(",
  "SID: '1', TREE: [",
  '\\"',
  '"',
  "[",
  "xxgkAnnualReport.jsp?",
  "<option value='xxgkAnnualReport.jsp?area=1",
  "totalRecord:",
  "<li></li>",
  "<record><![CDATA[<li></li>]]></record>",
  "funclick('A',",
  "loadDynamic('/module/xxgk/search.jsp?",
  "共1",
  "var countPage = ",
  "a(",
  "<p>2024年</p><a href=/a.html>县教育局</a>",
  "<b>2024年",
  "createPage (",
  " ",
];
const addresses = [
  "/nb/index.html",
  "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=9&perpage=3",
  "/api-gateway/jpaas-publish-server/front/page/build/unit?a=1",
  "/searchList/9d3c1f0e52ab4d7c8e6f1a2b3c4d5e6f?_isJson=true",
  "/gkmlpt/api/all/7?page=1&sid=1",
  "/gkmlpt/index",
  "/module/xxgk/search.jsp?area=1#post=currpage%3D1",
  "/module/xxgk/tree.jsp?area=1",
  "/TrueCMS/messageController/getMessage.do?startrecord=1&endrecord=6&perpage=2",
  "/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2020",
  "/openness/OpennessAnnualReport/",
  "/gongkai/site_a/channel_b/",
  "/zfxxgknb/",
];

function toPage(path: string, source: string): LinkedPage {
  return {
    url: `http://www.qingshi.gov.cn${path}`,
    title: undefined,
    links: [],
    role: "start",
    depth: 0,
    wanted: "lists_too",
    source: () => source,
  };
}

const options = {
  sinceYear: undefined,
  reach: "wide",
  today: new Date(Date.UTC(2026, 0, 5)),
} as const;
const { strategy } = chooseStrategy(toSource("x", "http://www.qingshi.gov.cn/"));

function readEverywhere(text: string): void {
  for (const page of addresses.map((path) => toPage(path, text))) {
    for (const family of families.filter((each) => each.recognises(page))) {
      family.read(page, options);
    }
  }
}

describe("a page made to keep the reading of bare entries busy", () => {
  const link = { kind: "anchor", href: "a/1.html", text: "县教育局", title: undefined } as const;
  const links = Array.from({ length: 5_000 }, () => ({ ...link, beside: undefined }));

  test.each([">", "<p>2024年</p><a href=/a.html>县教育局</a>", "<b>2024年", "createPage ( "])(
    "of nothing but %j is done with at once",
    (mark) => {
      const source = mark.repeat(Math.ceil(400_000 / mark.length));
      const begun = performance.now();
      strategy.discover(
        { ...toPage("/zfxxgknb/", source), title: "政府信息公开年报", links },
        options,
      );
      expect(performance.now() - begun).toBeLessThan(4_000);
    },
  );
});

describe("a page made to keep a family busy", () => {
  test.each(marks)("of nothing but %j is done with at once", (mark) => {
    const source = mark.repeat(Math.ceil(400_000 / mark.length));
    const all = `${marks.join("")}${source}`;
    const begun = performance.now();
    for (const text of [source, all]) readEverywhere(text);
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  test("of any text, at any address, is survived", () => {
    const piece = fc.oneof(fc.constantFrom(...marks), fc.string(), fc.json());
    const source = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...addresses), source, (path, text) => {
        const { found, left } = strategy.discover(toPage(path, text), options);
        for (const { url } of [...found, ...left]) expect(URL.canParse(url)).toBe(true);
      }),
    );
  });
});
