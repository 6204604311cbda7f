import { afterEach, describe, expect, test } from "vitest";
import { findPageAddress } from "../../src/crawl/page-address.ts";
import { type PortalSite, startPortal } from "../portal/server.ts";
import { createStage, listPage, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

const label = "青石县民政局2023年政府信息公开工作年度报告";

async function crawlOnce(site: PortalSite, starts: readonly string[] = ["/nb/"]) {
  const portal = await startPortal({ sites: { qingshi: site } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const start = starts.map((path) => portal.url("qingshi", path));
  const source = toSource("qingshi", "", { start });
  const crawl = () => bench.crawl([source]);
  const summary = await crawl();
  const asked = (path: string) => portal.entries.filter((entry) => entry.path === path).length;
  const counts = () =>
    bench.select("select (select count(*) from report), (select count(*) from version)");
  return { portal, bench, crawl, summary, asked, counts };
}

describe("one report behind several addresses", () => {
  test.each([
    ["before", { "b.html": label, "a.html": label }],
    ["after", { "a.html": label, "b.html": label }],
  ])("is asked once where one redirects to the other, known %s it", async (_, links) => {
    const { summary, asked, counts, crawl, portal } = await crawlOnce({
      routes: { "/nb/": listPage(links), "/nb/b.html": wholeReport() },
      faults: { "/nb/a.html": { kind: "redirect", to: "/nb/b.html", status: 301 } },
    });
    expect(asked("/nb/b.html")).toBe(1);
    expect(counts()).toEqual([[1, 1]]);
    expect(summary.sources[0]).toMatchObject({ newReports: 1, unchangedReports: 1 });
    const before = portal.entries.length;
    await crawl();
    const again = portal.entries.slice(before);
    expect(again.filter(({ path }) => path === "/nb/b.html").map(({ status }) => status)).toEqual([
      304,
    ]);
    expect(counts()).toEqual([[1, 1]]);
  });

  test("has one version where both addresses answer", async () => {
    const { counts, bench } = await crawlOnce({
      routes: {
        "/nb/": listPage({ "a.html": label, "/old/a.html": label }),
        "/nb/a.html": wholeReport(),
        "/old/a.html": wholeReport(),
      },
    });
    expect(counts()).toEqual([[1, 1]]);
    expect(bench.select("select count(*) from reading where kind = 'report'")).toEqual([[2]]);
  });

  test("is one report where a list calls it a list and another a report", async () => {
    const { counts, asked } = await crawlOnce({
      routes: {
        "/nb/": listPage({ "a.html": "政府信息公开年报", "b.html": "政府信息公开年报" }),
        "/nb/b.html": listPage({ "a.html": label }),
        "/nb/a.html": wholeReport(),
      },
    });
    expect(counts()).toEqual([[1, 1]]);
    expect(asked("/nb/a.html")).toBe(1);
  });

  test("is stored once where its list answers as folder, as index.html and without its slash", async () => {
    const list = listPage({ "/nb/a.html": label });
    const { counts, asked, summary } = await crawlOnce(
      {
        routes: { "/nb/": list, "/nb/index.html": list, "/nb/a.html": wholeReport() },
        faults: { "/nb": { kind: "redirect", to: "/nb/", status: 301 } },
      },
      ["/nb", "/nb/", "/nb/index.html", "/nb/#top", "/nb/;jsessionid=0A1B2C"],
    );
    expect(counts()).toEqual([[1, 1]]);
    expect([asked("/nb/"), asked("/nb/a.html")]).toEqual([1, 1]);
    expect(summary.sources[0]?.pages).toBe(4);
  });

  test("is asked once where every redirect to it carries a session of its own", async () => {
    let sessions = 0;
    const { asked, counts, portal } = await crawlOnce({
      routes: {
        "/nb/": listPage({ "a.html": label, "b.html": label }),
        "/nb/a.html": () => redirect(++sessions),
        "/nb/b.html": () => redirect(++sessions),
        "/nb/c.html;jsessionid=1": wholeReport(),
        "/nb/c.html;jsessionid=2": wholeReport(),
      },
    });
    expect(sessions).toBe(2);
    expect(asked("/nb/c.html;jsessionid=1")).toBe(1);
    expect(portal.entries.map(({ path }) => path)).not.toContain("/nb/c.html;jsessionid=2");
    expect(counts()).toEqual([[1, 1]]);
  });
});

function redirect(session: number) {
  const location = `/nb/c.html;jsessionid=${session}`;
  return { status: 302, body: "", contentType: "text/html", headers: { location } };
}

test.each([
  "HTTP://WWW.QINGSHI.GOV.CN/nb/a.html",
  "http://www.qingshi.gov.cn:80/nb/a.html#top",
  "http://www.qingshi.gov.cn/nb/a.html;jsessionid=0A1B2C",
  "http://www.qingshi.gov.cn/nb/../nb/./a.html?JSESSIONID=9",
  "//www.qingshi.gov.cn/nb/a.html",
])("%s is known by one form", (href) => {
  const base = new URL("http://www.qingshi.gov.cn/nb/");
  expect(findPageAddress(href, base)?.href).toBe("http://www.qingshi.gov.cn/nb/a.html");
});
