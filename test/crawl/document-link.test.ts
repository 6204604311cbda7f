import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutMenuLinks } from "../../src/crawl/document-link.ts";
import { chooseStrategy } from "../../src/crawl/strategy.ts";
import type { PageReading } from "../../src/model/reading.ts";
import type { Link } from "../../src/model/transcript.ts";
import { sampleReport, sampleSource } from "../store/sample-data.ts";

const hrefs = [
  "/",
  "/zwgk/nb/index.html",
  "./2023.pdf",
  "2023%2Epdf",
  "/view.html?file=/upload/2023.doc",
  "/download.jsp?id=7",
  "javascript:__doPostBack('AspNetPager1','2')",
  "/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2019",
  "index_2.html",
];
const texts = [
  "首页",
  "附件1",
  "青石县民政局2023年政府信息公开工作年度报告",
  "统计表.xls",
  "下一页",
  "",
];
const links: fc.Arbitrary<Link> = fc.record({
  kind: fc.constantFrom("anchor", "frame", "refresh"),
  href: fc.constantFrom(...hrefs),
  text: fc.constantFrom(...texts),
  title: fc.option(fc.constantFrom(...texts), { nil: undefined }),
  beside: fc.constantFrom(undefined, "2024-01-20"),
});

const addresses = [
  "http://www.qingshi.gov.cn/zwgk/nb/1.html",
  "http://www.qingshi.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2024",
];

function readAsReport(found: readonly Link[]): PageReading {
  const outcome = { kind: "report", report: sampleReport({}), findings: [] } as const;
  return { outcome, title: "青石县民政局2024年政府信息公开工作年度报告", links: found };
}

test("where a report's page leads is the same without the links that are left out", () => {
  const { strategy } = chooseStrategy({ ...sampleSource(), adapter: "auto" });
  const discover = (url: string, { links: found, title }: PageReading) =>
    strategy.discover(
      { url, title, links: found, role: "list", depth: 1, wanted: "documents", isReport: true },
      { sinceYear: 2020, reach: "wide" },
    );
  fc.assert(
    fc.property(fc.array(links), fc.constantFrom(...addresses), (found, url) => {
      const page = readAsReport(found);
      expect(discover(url, withoutMenuLinks(page))).toEqual(discover(url, page));
    }),
  );
});

test("of a report's page the menus are left out, of a list nothing is", () => {
  const menu: Link = {
    kind: "anchor",
    href: "/",
    text: "首页",
    title: undefined,
    beside: undefined,
  };
  const file: Link = { ...menu, href: "1.pdf" };
  const outcome = { kind: "other", page: "list", reason: "leads to reports" } as const;
  expect(withoutMenuLinks(readAsReport([menu, file])).links).toEqual([file]);
  expect(withoutMenuLinks({ outcome, title: undefined, links: [menu] }).links).toEqual([menu]);
});

test("of a report's page with more links than are looked at none is left out, since that is told", () => {
  const menu: Link = {
    kind: "anchor",
    href: "/",
    text: "首页",
    title: undefined,
    beside: undefined,
  };
  const page = readAsReport(Array.from({ length: 5_001 }, () => menu));
  expect(withoutMenuLinks(page)).toEqual(page);
});
