import { afterEach, expect, test } from "vitest";
import type { Renderer } from "../../src/crawl/renderer.ts";
import type { Source } from "../../src/model/source.ts";
import type { PortalSite } from "../portal/server.ts";
import { gkmlptFamilySite } from "../sample/family-guangdong-gkmlpt.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();
afterEach(stage.close);

const title = (year: number) => `青石县民政局${year}年政府信息公开工作年度报告`;
const years = [2018, 2019, 2020, 2021, 2022, 2023];
const shell = page(
  `<title>政府信息公开</title><div id="app"></div><script src="/app.js"></script>`,
);
const links = Object.fromEntries(years.map((year) => [`/nb/${year}.html`, title(year)]));

/** A renderer whose pages all show the same after their scripts, and the paths that it was asked for. */
function createCountingRenderer(html: string) {
  const asked: string[] = [];
  const renderer: Renderer = {
    render: (asking) => {
      asked.push(new URL(asking.url).pathname);
      return Promise.resolve({ kind: "rendered", html, url: asking.url, isCutShort: false });
    },
    close: () => Promise.resolve(),
  };
  return { renderer, asked };
}

async function crawl(site: PortalSite, html: string, start: string, wishes: Partial<Source> = {}) {
  const { portal } = await stage.start({ qingshi: site });
  const { renderer, asked } = createCountingRenderer(html);
  const stored = createStoredBench({ renderer });
  stage.keep(stored.close);
  const source = toSource("qingshi", portal.url("qingshi", start), wishes);
  const summary = await stored.crawl([source]);
  return { asked, stored, source, notes: summary.sources[0]?.notes ?? [] };
}

const shells = Object.fromEntries(years.map((year) => [`/nb/${year}.html`, shell]));

test("a browser that gives nothing is not asked for the other pages of the kind, and the run says so", async () => {
  const { asked, notes, stored } = await crawl(
    { routes: { "/nb/": listPage(links), ...shells } },
    "<html><body>x</body></html>",
    "/nb/",
  );
  expect(asked).toEqual(["/nb/2018.html", "/nb/2019.html"]);
  expect(notes.join()).toContain("2 pages were opened in a browser");
  expect(notes.join()).toContain("the rest was read as it came");
  expect(stored.select("select count(*) from rendering")).toEqual([[0]]);
});

const REPORT = `<html><head><title>${title(2023)}</title></head><body><h1>${title(2023)}</h1>
  <h2>一、总体情况</h2><p>全年主动公开信息12条。</p><h2>二、主动公开政府信息情况</h2><p>无。</p></body></html>`;

test("once two pages needed it, others of the kind that give nothing are opened without further evidence", async () => {
  // Nothing on it says that a script is to fill it.
  const silent = page(`<p>${"栏目导航与网站地图。".repeat(60)}</p>`);
  const routes = { "/nb/": listPage(links), ...shells, "/nb/2022.html": silent };
  const { asked } = await crawl({ routes }, REPORT, "/nb/");
  expect(asked.sort()).toEqual(Object.keys(links));
  const alone = await crawl(
    { routes: { "/nb/": listPage({ "/nb/2022.html": title(2022) }), "/nb/2022.html": silent } },
    REPORT,
    "/nb/",
  );
  expect(alone.asked).toEqual([]);
});

test("where every page is to be opened, documents and the pages of scripts are not", async () => {
  const pdf = { body: "%PDF-1.4 nothing", contentType: "application/pdf" };
  const { asked } = await crawl(
    { routes: { "/nb/": listPage({ "/nb/2023.pdf": title(2023) }), "/nb/2023.pdf": pdf } },
    `<html><body><a href="/nb/2023.pdf">${title(2023)}</a></body></html>`,
    "/nb/",
    { render: "browser" },
  );
  expect(asked).toEqual(["/nb/"]);
});

test("an empty page that a site family reads without its scripts is left to the family", async () => {
  const site = gkmlptFamilySite();
  const { asked } = await crawl(site, "<html></html>", site.start[0] ?? "");
  expect(asked).toEqual([]);
});

test("a rendering stands while the page does, even where no browser is there any more", async () => {
  const { stored, source } = await crawl(
    { routes: { "/nb/": listPage({ "/nb/2023.html": title(2023) }), "/nb/2023.html": shell } },
    REPORT,
    "/nb/",
  );
  const current = "select agency, year, document_sha256 from reports";
  const before = stored.select(current);
  expect(before).toHaveLength(1);
  await stored.crawl([{ ...source, render: "http" }]);
  expect(stored.select(current)).toEqual(before);
  expect(stored.select("select count(*) from versions")).toEqual([[1]]);
});

test("a channel that its family finds empty is opened in a browser, and told of where that gives nothing", async () => {
  const channel = "/gongkai/channel_6389a4073759918282638b5f/";
  const document = `${channel}doc_678758febd1cf9fc9b1d5256.html`;
  const routes = { [channel]: shell, [document]: page(REPORT) };
  const list = `<html><head><title>政府信息公开年报</title></head><body><ul><li><a href="${document}">${title(2023)}</a></li></ul></body></html>`;
  const filled = await crawl({ routes }, list, channel);
  expect(filled.asked).toEqual([channel]);
  expect(filled.stored.select("select count(*) from reports")).toEqual([[1]]);
  expect(filled.notes.join()).not.toContain("a script fills it");
  const empty = await crawl({ routes }, "<html><body>x</body></html>", channel);
  expect(empty.notes.join()).toContain("a script fills it");
});
