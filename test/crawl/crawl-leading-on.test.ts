import { afterEach, describe, expect, test } from "vitest";
import { type PortalSite, startPortal } from "../portal/server.ts";
import { createStage, listPage, page, pagesDone, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { namelessReport, wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

async function crawlFrom(start: string, routes: PortalSite["routes"]) {
  const portal = await startPortal({ sites: { qingshi: { routes } } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const source = toSource("qingshi", portal.url("qingshi", start));
  const crawl = () => bench.crawl([source]);
  const summary = await crawl();
  const paths = () => portal.entries.slice(1).map(({ path }) => path);
  const years = () => bench.select("select year from reports order by year").flat();
  return { portal, bench, crawl, summary, paths, years };
}

const refresh = (content: string, rest = "") =>
  page(`<meta http-equiv="refresh" content="${content}">${rest}`);
const label = "青石县民政局2023年政府信息公开工作年度报告";

describe("a page that sends its reader on at once", () => {
  test("is a redirect to where it sends", async () => {
    const { bench, paths, years, crawl, portal } = await crawlFrom("/", {
      "/": refresh("0;url=/home/", "<p>如果没有跳转，请点击<a href='/home/'>这里</a></p>"),
      "/home/": listPage({ "/a.html": label }),
      "/a.html": refresh("0; URL='b.html'"),
      "/b.html": wholeReport(),
    });
    expect(paths()).toEqual(["/", "/home/", "/a.html", "/b.html"]);
    expect(years()).toEqual([2023]);
    const fetches = "select requested_url, final_url from fetches order by fetch_id";
    const url = (path: string) => portal.url("qingshi", path);
    expect(bench.select(fetches)).toEqual([
      [url("/"), url("/home/")],
      [url("/a.html"), url("/b.html")],
    ]);
    const before = portal.entries.length;
    await crawl();
    const again = portal.entries.slice(before + 1).map((entry) => [entry.path, entry.status]);
    expect(again).toEqual([
      ["/", 200],
      ["/home/", 304],
      ["/a.html", 200],
      ["/b.html", 304],
    ]);
  });

  test("is asked for at the cost of what led to it, so that a daily budget counts every request", async () => {
    const { bench, portal, crawl } = await crawlFrom("/", {
      "/": refresh("0;url=/home/"),
      "/home/": listPage({ "/a.html": label }),
      "/a.html": refresh("0; URL='b.html'"),
      "/b.html": refresh("0; URL='c.html'"),
      "/c.html": wholeReport(),
    });
    const logged = () => bench.select("select sum(requests) from fetches").flat();
    expect(logged()).toEqual([portal.entries.length]);
    await crawl();
    expect(logged()).toEqual([portal.entries.length]);
  });

  test("is what it is where it sends to another site, to itself, in a circle or only after a while", async () => {
    const { paths, summary } = await crawlFrom("/nb/", {
      "/nb/": listPage({ "1": label, "2": label, "3": label, "4": label }),
      "/nb/1": refresh("0;url=http://www.baishi.example/"),
      "/nb/2": refresh("0;url=2"),
      "/nb/3": refresh("0;url=5"),
      "/nb/4": refresh("300;url=/later.html"),
      "/nb/5": refresh("0;url=3"),
    });
    expect(paths()).toEqual(["/nb/", "/nb/1", "/nb/2", "/nb/3", "/nb/5", "/nb/4"]);
    expect(summary.sources[0]).toMatchObject({ outcomes: { fetched: 5 } });
  });

  test("ends after a few pages that each send on to a new one", async () => {
    const endless = ({ url }: { readonly url: URL }) =>
      refresh(`0;url=/go?n=${Number(url.searchParams.get("n") ?? 0) + 1}`);
    const { paths } = await crawlFrom("/go", { "/go": endless });
    expect(paths()).toHaveLength(6);
  });

  test("that is a report is not left for it", async () => {
    const { years, paths } = await crawlFrom("/nb/", {
      "/nb/": listPage({ "a.html": label }),
      "/nb/a.html": {
        ...wholeReport(),
        body: `<meta http-equiv="refresh" content="0;url=/">${Buffer.from(wholeReport().body)}`,
      },
    });
    expect(years()).toEqual([2023]);
    expect(paths()).not.toContain("/");
  });
});

describe("a page of frames", () => {
  test("leads through the frames of a site to its lists and reports", async () => {
    const { years, bench } = await crawlFrom("/", {
      "/": page(
        '<frameset cols="20%,80%"><frame src="menu.html"><frame src="main.html"></frameset>',
      ),
      "/menu.html": page('<a href="/nb/">政府信息公开年报</a><a href="/x/">办事指南</a>'),
      "/main.html": page("<p>欢迎</p>"),
      "/nb/": listPage({ "a.html": label }),
      "/nb/a.html": page('<iframe src="/text/a.html" width="100%"></iframe>'),
      "/text/a.html": namelessReport(),
    });
    expect(years()).toEqual([2023]);
    // What the link said of the page is said of its frame.
    expect(bench.select("select title, published_from from reports")).toEqual([[label, null]]);
    expect(
      pagesDone(bench.events).filter(({ outcome }) => outcome?.kind === "report"),
    ).toHaveLength(1);
  });

  test("does not lead away from a report, nor to another site", async () => {
    const { paths, years } = await crawlFrom("/nb/", {
      "/nb/": listPage({ "a.html": label, "b.html": label }),
      "/nb/a.html": {
        ...wholeReport(),
        body: `${Buffer.from(wholeReport().body)}<iframe src="/foot.html"></iframe>`,
      },
      "/nb/b.html": page('<iframe src="http://www.baishi.example/"></iframe>'),
    });
    expect(years()).toEqual([2023]);
    expect(paths()).toEqual(["/nb/", "/nb/a.html", "/nb/b.html"]);
  });
});

test.each(["/nb/", "../../nb/", "//127.0.0.1:PORT/nb/", "http://127.0.0.1:PORT/nb/index.html"])(
  "links are relative to the base a page names: %s",
  async (base) => {
    const { years } = await crawlFrom("/deep/down/list.html", {
      "/deep/down/list.html": ({ headers }) =>
        page(
          `<base target="_blank"><base href="${base.replace("127.0.0.1:PORT", headers.host ?? "")}">
           <title>政府信息公开年报</title><a href="a.html">${label}</a>`,
        ),
      "/nb/a.html": wholeReport(),
    });
    expect(years()).toEqual([2023]);
  },
);
