import { afterEach, describe, expect, test } from "vitest";
import {
  createStage,
  list,
  listPage,
  page,
  pagesDone,
  paths,
  reportPage,
  siteOfReports,
  toSource,
} from "./bench.ts";

const stage = createStage();
const { start } = stage;

afterEach(stage.close);

describe("a crawl", () => {
  test("brings every report of a list home, archived before it is read", async () => {
    const order: string[] = [];
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(5) } });
    const { archive, read } = bench.effects;
    bench.effects = {
      ...bench.effects,
      archive: {
        ...archive,
        put(bytes) {
          order.push("put");
          return archive.put(bytes);
        },
      },
      read(bytes, context) {
        order.push("read");
        return read(bytes, context);
      },
    };
    const source = toSource("qingshi", portal.url("qingshi", list), { agency: "青石县民政局" });
    const summary = await bench.crawl([source]);
    expect(summary).toMatchObject({
      interrupted: false,
      sources: [{ sourceId: "qingshi", state: "done", pages: 6, newReports: 5, notes: [] }],
    });
    expect(paths(portal)[0]).toBe("/robots.txt");
    expect(order).toEqual(Array.from({ length: 6 }, () => ["put", "read"]).flat());
    expect(pagesDone(bench.events).map(({ role }) => role)).toEqual([
      "start",
      ...Array.from({ length: 5 }, () => "report"),
    ]);
  });

  test("follows the pages of a list and its columns", async () => {
    const routes = {
      "/": page(
        '<title>青石县</title><a href="/zfxxgknb/">政府信息公开年报</a><a href="/x">动态</a>',
      ),
      "/zfxxgknb/": listPage({
        "a.html": "2024年政府信息公开工作年度报告",
        "index_1.html": "下一页",
      }),
      "/zfxxgknb/index_1.html": listPage({ "b.html": "2023年政府信息公开工作年度报告" }),
      "/zfxxgknb/a.html": reportPage("青石县2024年政府信息公开工作年度报告"),
      "/zfxxgknb/b.html": reportPage("青石县2023年政府信息公开工作年度报告"),
    };
    const { portal, bench } = await start({ qingshi: { routes } });
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", "/"))]);
    expect(summary.sources[0]).toMatchObject({ newReports: 2, pages: 5 });
    expect(paths(portal)).not.toContain("/x");
  });

  test("never asks for what robots.txt closes, not even behind a redirect", async () => {
    const routes = {
      [list]: listPage({
        "/closed/2024.html": "2024年政府信息公开工作年度报告",
        "/moved.html": "2023年政府信息公开工作年度报告",
        "/open.html": "2022年政府信息公开工作年度报告",
      }),
      "/open.html": reportPage("青石县2022年政府信息公开工作年度报告"),
    };
    const { portal, bench } = await start({
      qingshi: {
        routes,
        robots: "User-agent: *\nDisallow: /closed/",
        faults: { "/moved.html": { kind: "redirect", to: "/closed/2023.html" } },
      },
    });
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]).toMatchObject({
      state: "done",
      newReports: 1,
      outcomes: { refused: 2 },
    });
    expect(paths(portal).filter((path) => path.startsWith("/closed/"))).toEqual([]);
    expect(bench.frontier.list("qingshi").map(({ state }) => state)).toEqual([
      "done",
      "refused",
      "refused",
      "done",
    ]);
  });

  test("of a site whose robots.txt fails asks for nothing, and tries again next time", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(2),
        faults: { "/robots.txt": { kind: "status", status: 500, times: 3 } },
      },
    });
    const source = toSource("qingshi", portal.url("qingshi", list));
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({ state: "failed", outcomes: { refused: 1 } });
    expect(new Set(paths(portal))).toEqual(new Set(["/robots.txt"]));
    expect((await bench.crawl([source])).sources[0]).toMatchObject({
      state: "done",
      newReports: 2,
    });
  });

  test("a page that heals is fetched, one that does not fails alone", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(6),
        faults: {
          "/zfxxgknb/2010.html": { kind: "status", status: 503, times: 2 },
          "/zfxxgknb/2011.html": { kind: "status", status: 500 },
          "/zfxxgknb/2012.html": { kind: "status", status: 404 },
          "/zfxxgknb/2013.html": { kind: "status", status: 403 },
          "/zfxxgknb/2014.html": { kind: "reset", times: 1 },
        },
      },
    });
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]).toMatchObject({
      state: "done",
      newReports: 3,
      outcomes: { fetched: 4, server_error: 1, gone: 1, refused: 1 },
    });
    const times = (path: string) => paths(portal).filter((asked) => asked === path).length;
    expect(times("/zfxxgknb/2010.html")).toBe(3);
    expect(times("/zfxxgknb/2011.html")).toBe(3);
    expect(times("/zfxxgknb/2012.html")).toBe(1);
    expect(times("/zfxxgknb/2013.html")).toBe(1);
    expect(times("/zfxxgknb/2014.html")).toBe(2);
  });

  test("serves what it cannot serve by the general way, and says so", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(1) } });
    const url = portal.url("qingshi", list);
    const summary = await bench.crawl([
      toSource("a", url, { adapter: "hanweb", render: "browser" }),
      toSource("b", url, { enabled: false }),
    ]);
    expect(summary.sources).toMatchObject([
      {
        state: "done",
        notes: [
          'adapter "hanweb" is not in this version: the general strategy was used',
          "2 pages were read as received over plain HTTP, though a browser is needed: this crawl was given none",
        ],
      },
      { state: "skipped", pages: 0 },
    ]);
  });

  test("a page limit leaves the rest queued, and the smaller limit counts", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(9) } });
    const source = toSource("qingshi", portal.url("qingshi", list), { maxPages: 4 });
    const first = await bench.crawl([source], { maxPages: 100 });
    expect(first.sources[0]).toMatchObject({ state: "done", pages: 4, newReports: 3 });
    expect(first.sources[0]?.notes[0]).toContain("limit of 4 pages");
    const second = await bench.crawl([source], { maxPages: 2 });
    expect(second.sources[0]).toMatchObject({ pages: 2, newReports: 2 });
  });

  test("a dry run fetches lists only, lists the reports and stores nothing", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(4) } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    const summary = await bench.crawl([source], { dryRun: "lists_only", sinceYear: 2012 });
    expect(paths(portal)).toEqual(["/robots.txt", list]);
    expect(summary.sources[0]).toMatchObject({ state: "done", listedReports: 2, newReports: 0 });
    expect(bench.events.filter(({ kind }) => kind === "report_listed")).toHaveLength(2);
    expect(bench.archived).toEqual([]);
    expect(bench.frontier.list("qingshi")).toEqual([]);
  });

  test("reports left out with --since come in once it is gone", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(4) } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    const first = await bench.crawl([source], { sinceYear: 2012 });
    expect(first.sources[0]).toMatchObject({
      newReports: 2,
      notes: ["1 links left: of 2010, before 2012", "1 links left: of 2011, before 2012"],
    });
    expect((await bench.crawl([source])).sources[0]).toMatchObject({ newReports: 2 });
  });

  test("a document that breaks its reader fails alone and is in the archive", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(3) } });
    const { read } = bench.effects;
    bench.effects = {
      ...bench.effects,
      read: (bytes, context) =>
        context.url.endsWith("2011.html")
          ? Promise.reject(new Error("the worker died"))
          : read(bytes, context),
    };
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]).toMatchObject({ state: "done", newReports: 2, unreadable: 1 });
    expect(bench.archived).toHaveLength(4);
  });
});
