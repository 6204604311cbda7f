import { afterEach, describe, expect, inject, test } from "vitest";
import { createRenderer, type Renderer } from "../../src/crawl/renderer.ts";
import { encodeHtml } from "../sample/print/encode.ts";
import { scriptedSite } from "../sample/scripted-site.ts";
import { createStage, paths, siteOfReports, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();
afterEach(stage.close);

const path = inject("browserPath");
const TIMEOUT_MS = 60_000;

/** The browser of this machine, and how often it was asked for. */
function openRenderer(limits: Parameters<typeof createRenderer>[0] = {}) {
  let opened = 0;
  const renderer = createRenderer(limits, {
    findBrowser: () => {
      opened += 1;
      return Promise.resolve(
        path === null
          ? { kind: "missing", advice: "install one" }
          : { kind: "found", path, by: "test" },
      );
    },
  });
  stage.keep(renderer.close);
  return { renderer, countOpened: () => opened };
}

function openStored(
  renderer: Renderer | undefined,
  more: Parameters<typeof createStoredBench>[0] = {},
) {
  const stored = createStoredBench({ renderer, ...more });
  stage.keep(stored.close);
  return stored;
}

const REPORTS = "select agency, year from reports order by agency, year";
const wanted = (site: ReturnType<typeof scriptedSite>) =>
  site.reports
    .map(({ report }) => [report.agency, report.year])
    .sort((one, other) => (`${one}` < `${other}` ? -1 : 1));

describe.skipIf(path === null)("in a real browser (skipped where there is none)", () => {
  test("a site whose list and reports come by script is read whole, without pictures and style", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const site = scriptedSite();
    const { portal } = await stage.start({ qingshi: site });
    const stored = openStored(openRenderer().renderer);
    const summary = await stored.crawl([toSource("qingshi", portal.url("qingshi", site.start))]);
    expect(stored.select(REPORTS)).toEqual(wanted(site));
    const asked = paths(portal);
    expect(asked.filter((asked) => /\.(?:css|png)$/.test(asked))).toEqual([]);
    expect(asked.filter((asked) => asked.endsWith(".js"))).toEqual([
      "/static/list.js",
      "/static/article.js",
    ]);
    expect(new Set(asked).size).toBe(asked.length);
    expect(summary.sources[0]?.notes).toEqual([
      expect.stringContaining("lists: 1 page was opened in a browser (an empty element"),
      expect.stringContaining(`reports: ${site.reports.length} pages were opened in a browser`),
    ]);
  });

  test("what scripts made is archived beside what came, is what is read again, and asked for anew while the page stands", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const site = scriptedSite();
    const { portal } = await stage.start({ qingshi: site });
    const stored = openStored(openRenderer().renderer);
    const source = toSource("qingshi", portal.url("qingshi", site.start));
    await stored.crawl([source]);
    const pages = 1 + site.reports.length;
    expect(
      stored.select(`select shown.http_status, json_extract(shown.headers, '$."x-nianbao-rendered"'),
            received.http_status, count(*)
          from rendering r join fetch shown on shown.fetch_id = r.fetch_id
          join fetch received on received.fetch_id = r.received_fetch_id
          where shown.document_id <> received.document_id and shown.address_id = received.address_id
          group by 1, 2, 3`),
    ).toEqual([[null, "1", 200, pages]]);
    const rows = stored.countRows();
    const readings = stored.select("select * from reading");
    await stored.reparse();
    expect(stored.countRows()).toEqual(rows);
    expect(stored.select("select * from reading")).toEqual(readings);
    const before = portal.entries.length;
    await stored.crawl([source]);
    const again = portal.entries.slice(before);
    const shells = again.filter((entry) => entry.path.startsWith("/zfxxgk/nb/"));
    expect(shells.map(({ status }) => status)).toEqual(shells.map(() => 304));
    expect(again.filter((entry) => entry.path.startsWith("/api/"))).toHaveLength(pages);
    const { run: _, fetch: __, run_source: ___, ...kept } = stored.countRows();
    expect(kept).toMatchObject(
      Object.fromEntries(Object.entries(rows).filter(([name]) => name in kept)),
    );
    expect(stored.select("select count(*) from versions")).toEqual([[site.reports.length]]);
  });
});

describe.skipIf(path === null)("a page in the browser (skipped where there is none)", () => {
  const title = "青石县民政局2024年政府信息公开工作年度报告";
  const fill = `<div id="app"></div><p>年报目录</p><script>fetch("/api").then(() => {
    document.getElementById("app").innerHTML = '<a href="/nb/2024.html">' + ${JSON.stringify(title)} + "</a>";
  })</script>`;
  const gbk = (text: string) => encodeHtml(text, "gb18030");

  test.each([
    ["UTF-8 that is called GBK", Buffer.from(fill), "text/html; charset=gbk"],
    ["GBK that is called UTF-8", gbk(fill), "text/html; charset=utf-8"],
    ["GBK", gbk(fill), "text/html; charset=gbk"],
  ])(
    "is read in the charset it is in: %s",
    { timeout: TIMEOUT_MS },
    async (_, body, contentType) => {
      const routes = {
        "/nb/": { body, contentType },
        "/api": { body: "{}", contentType: "text/json" },
      };
      const { portal } = await stage.start({ qingshi: { routes } });
      const stored = openStored(openRenderer().renderer);
      await stored.crawl([toSource("qingshi", portal.url("qingshi", "/nb/"))]);
      expect(stored.select("select label from address where role = 'report'")).toEqual([[title]]);
    },
  );

  test("is opened in a new browser once the old one is worn out", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { portal } = await stage.start({
      qingshi: { routes: { "/1": shellOf(""), "/2": shellOf(""), "/3": shellOf("") } },
    });
    const { renderer, countOpened } = openRenderer({ maxPagesOfBrowser: 2 });
    const stored = openStored(renderer);
    const start = ["/1", "/2", "/3"].map((page) => portal.url("qingshi", page));
    await stored.crawl([toSource("qingshi", "", { start, render: "browser" })]);
    expect(stored.select("select count(*) from rendering")).toEqual([[3]]);
    expect(countOpened()).toBe(2);
  });

  test("that leads on by script is read where it leads", { timeout: TIMEOUT_MS }, async () => {
    const routes = {
      "/nb/": shellOf(`setTimeout(() => { location.href = "/old/"; })`),
      "/old/": {
        status: 302,
        headers: { location: "/new/list/" },
        body: "",
        contentType: "text/html",
      },
      "/new/list/": shellOf(
        `document.getElementById("app").innerHTML = '<a href="2024.html">${title}</a>';`,
      ),
    };
    const { portal } = await stage.start({ qingshi: { routes } });
    const stored = openStored(openRenderer().renderer);
    await stored.crawl([toSource("qingshi", portal.url("qingshi", "/nb/"))]);
    expect(stored.select("select url from address where role = 'report'")).toEqual([
      [portal.url("qingshi", "/new/list/2024.html")],
    ]);
  });
});

const shellOf = (script: string) => ({
  body: `<title>年报</title><div id="app"></div><script>${script}</script>`,
  contentType: "text/html; charset=utf-8",
});

test("the browser is not opened for a site that needs none", async () => {
  const { portal } = await stage.start({ plain: { routes: siteOfReports(3) } });
  const { renderer, countOpened } = openRenderer();
  const stored = openStored(renderer);
  await stored.crawl([toSource("plain", portal.url("plain", "/zfxxgknb/"))]);
  expect(countOpened()).toBe(0);
});
