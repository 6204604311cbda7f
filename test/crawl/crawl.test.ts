import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import { type Portal, type PortalSite, startPortal } from "../portal/server.ts";
import {
  type Bench,
  createBench,
  listPage,
  page,
  pagesDone,
  reportPage,
  siteOfReports,
  toSource,
} from "./bench.ts";

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function start(
  sites: Record<string, PortalSite>,
  ...bench: Parameters<typeof createBench>
): Promise<{ portal: Portal; bench: Bench }> {
  const portal = await startPortal({ sites });
  const made = createBench(...bench);
  open.push(portal.close, made.close);
  return { portal, bench: made };
}

const paths = (portal: Portal) => portal.entries.map(({ path }) => path);
const list = "/zfxxgknb/";

describe("a crawl", () => {
  test("brings every report of a list home, archived before it is read", async () => {
    const order: string[] = [];
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(5) } });
    const { archive, read } = bench.effects;
    bench.effects = {
      ...bench.effects,
      archive: {
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

  test("asks again with validators, and a 304 writes a fetch and nothing else", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(3) } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    await bench.crawl([source]);
    const archived = bench.archived.length;
    const before = portal.entries.length;
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({
      state: "done",
      outcomes: { fetched: 1, unchanged: 3 },
      newReports: 0,
    });
    const again = portal.entries.slice(before).filter(({ path }) => path.endsWith(".html"));
    expect(again.map(({ status }) => status)).toEqual([304, 304, 304]);
    expect(again.every(({ headers }) => headers["if-none-match"] !== undefined)).toBe(true);
    // The list is asked for whole and archived under the same name as before.
    expect(bench.archived.slice(archived)).toEqual([bench.archived[0]]);
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

  test("redirects are followed to their end, and a circle ends", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: {
          ...siteOfReports(2),
          "/new.html": reportPage("青石县2010年政府信息公开工作年度报告"),
        },
        faults: {
          "/zfxxgknb/2010.html": { kind: "redirect", to: "/new.html", status: 301 },
          "/zfxxgknb/2011.html": { kind: "redirect", to: "/round.html" },
          "/round.html": { kind: "redirect", to: "/zfxxgknb/2011.html" },
        },
      },
    });
    await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    const [, moved, circle] = pagesDone(bench.events).map(({ fetch }) => fetch);
    expect(moved).toMatchObject({
      outcome: "fetched",
      finalUrl: portal.url("qingshi", "/new.html"),
    });
    expect(circle).toMatchObject({ outcome: "unreachable" });
    expect(circle?.reason).toContain("circle");
  });

  test("a redirect to a private address is refused, hop by hop", async () => {
    const portal = await startPortal({
      sites: {
        inner: { routes: { "/secret": page("secret") } },
      },
    });
    const redirecting = await startPortal({
      sites: {
        outer: {
          routes: { [list]: listPage({ "/r.html": "2024年政府信息公开工作年度报告" }) },
          faults: { "/r.html": { kind: "redirect", to: portal.url("inner", "/secret") } },
        },
      },
    });
    // Only the first site counts as public here.
    const bench = createBench({}, (_, port) => port === redirecting.port("outer"));
    open.push(portal.close, redirecting.close, bench.close);
    await bench.crawl([toSource("outer", redirecting.url("outer", list))]);
    const [, report] = pagesDone(bench.events);
    expect(report?.fetch).toMatchObject({ outcome: "refused" });
    expect(report?.fetch.reason).toContain("not on the public Internet");
    expect(portal.entries).toEqual([]);
  });

  test("a private start is refused, and the source fails with the reason", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(1) } }, {}, "refused");
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]?.state).toBe("failed");
    expect(summary.sources[0]?.reason).toContain("--allow-private-network");
    expect(portal.entries).toEqual([]);
  });

  test("a source without a single report has failed", async () => {
    const { portal, bench } = await start({ empty: { routes: { "/": page("<p>欢迎</p>") } } });
    const summary = await bench.crawl([toSource("empty", portal.url("empty", "/"))]);
    expect(summary.sources[0]).toMatchObject({ state: "failed" });
    expect(summary.sources[0]?.reason).toContain("no report was found behind http://127.0.0.1");
  });

  test("a source that is down next year has failed, whatever is known of it", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(1),
        faults: { [list]: { kind: "status", status: 404, times: 0 } },
      },
    });
    const source = toSource("qingshi", portal.url("qingshi", list));
    expect((await bench.crawl([source])).sources[0]).toMatchObject({ state: "done" });
    await portal.close();
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({ state: "failed", outcomes: { unreachable: 2 } });
    expect(summary.sources[0]?.reason).toContain("nothing could be fetched");
  });

  test("a dead host is left after ten addresses in a row", async () => {
    const faults = Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [
        `/zfxxgknb/${2010 + index}.html`,
        { kind: "status", status: 500 } as const,
      ]),
    );
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(15), faults } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    const summary = await bench.crawl([source], { retry: { attempts: 1 } });
    expect(summary.sources[0]).toMatchObject({ state: "failed", pages: 11 });
    const queued = bench.frontier.list("qingshi").filter(({ state }) => state === "queued");
    expect(queued).toHaveLength(5);
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
          'render "browser" is not in this version: pages were fetched over plain HTTP',
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

describe("a crawl that is stopped", () => {
  test("finishes the page in hand, and the next one goes on from there", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(8) } });
    const source = toSource("qingshi", portal.url("qingshi", list), { intervalMs: 20 });
    const stop = new AbortController();
    const { onEvent } = bench.effects;
    bench.effects = {
      ...bench.effects,
      onEvent(event) {
        onEvent(event);
        if (pagesDone(bench.events).length === 3) stop.abort();
      },
    };
    const first = await bench.crawl([source], { signal: stop.signal });
    expect(first).toMatchObject({ interrupted: true, sources: [{ state: "interrupted" }] });
    const asked = portal.entries.filter(({ path }) => path.endsWith(".html")).length;
    expect(asked).toBe(2);

    const second = await bench.crawl([source]);
    expect(second).toMatchObject({ interrupted: false, sources: [{ state: "done" }] });
    const reports = paths(portal).filter((path) => path.endsWith(".html"));
    expect(reports).toHaveLength(8);
    expect(new Set(reports).size).toBe(8);
  });

  test("does not sit out the pause a server asked for", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(2),
        faults: { "/zfxxgknb/2010.html": { kind: "status", status: 503, retryAfter: "60" } },
      },
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const begunMs = performance.now();
    const source = toSource("qingshi", portal.url("qingshi", list));
    const summary = await bench.crawl([source], { signal: stop.signal });
    expect(performance.now() - begunMs).toBeLessThan(2_000);
    expect(summary.interrupted).toBe(true);
    const states = bench.frontier.list("qingshi").map(({ state }) => state);
    expect(states).toEqual(["done", "queued", "queued"]);
  });

  test.each(["settle", "put"] as const)(
    "by a store that fails on %s rejects, with what was stored kept",
    async (broken) => {
      const { portal, bench } = await start({
        qingshi: { routes: siteOfReports(20) },
        baishi: { routes: siteOfReports(20) },
      });
      let times = 0;
      const failThird = <T>(work: () => T): T => {
        times += 1;
        if (times > 3) throw new Error("no space left on device");
        return work();
      };
      const { frontier, archive } = bench.effects;
      bench.effects = {
        ...bench.effects,
        frontier:
          broken === "settle"
            ? { ...frontier, settle: (visit) => failThird(() => frontier.settle(visit)) }
            : frontier,
        archive:
          broken === "put" ? { put: (bytes) => failThird(() => archive.put(bytes)) } : archive,
      };
      const sources = ["qingshi", "baishi"].map((site) =>
        toSource(site, portal.url(site, list), { concurrency: 3, intervalMs: 5 }),
      );
      await expect(bench.crawl(sources)).rejects.toThrow("no space left on device");
      const done = [...bench.frontier.list("qingshi"), ...bench.frontier.list("baishi")].filter(
        ({ state }) => state === "done",
      );
      expect(done).toHaveLength(3);
      expect(portal.entries.length).toBeLessThan(20);
    },
  );
});

describe("the pace of a crawl", () => {
  /** Milliseconds between the arrivals of the requests. */
  const gaps = (portal: Portal) =>
    portal.entries.slice(1).map(({ atMs }, index) => atMs - (portal.entries[index]?.atMs ?? 0));

  test("keeps the interval within 5 ms, over all sources of a host", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(8) } });
    const url = portal.url("qingshi", list);
    const wishes = { intervalMs: 60, concurrency: 4 };
    await bench.crawl([
      toSource("one", url, wishes),
      toSource("two", `${url}?by=bureau`, { ...wishes, intervalMs: 30 }),
    ]);
    expect(portal.entries).toHaveLength(19);
    expect(Math.min(...gaps(portal))).toBeGreaterThan(55);
  });

  test("is not slower than it has to be", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(10) } });
    const source = toSource("qingshi", portal.url("qingshi", list), { intervalMs: 50 });
    await bench.crawl([source]);
    const sum = gaps(portal).reduce((total, gap) => total + gap, 0);
    expect(sum / (portal.entries.length - 1)).toBeLessThan(65);
  });

  test("never has more requests at a host than the gentlest source allows", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(10) } });
    const url = portal.url("qingshi", list);
    await bench.crawl([
      toSource("one", url, { concurrency: 8 }),
      toSource("two", `${url}?by=bureau`, { concurrency: 2 }),
    ]);
    const most = Math.max(...portal.entries.map(({ underWay }) => underWay));
    expect(most).toBeLessThanOrEqual(2);
  });

  test("lets hosts run side by side", async () => {
    const sites = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [name, { routes: siteOfReports(4) }]),
    );
    const { portal, bench } = await start(sites);
    const sources = Object.keys(sites).map((name) =>
      toSource(name, portal.url(name, list), { intervalMs: 100 }),
    );
    const begunMs = performance.now();
    await bench.crawl(sources);
    // One site alone takes five intervals.
    expect(performance.now() - begunMs).toBeLessThan(1_000);
  });

  test("heeds Retry-After for the whole host", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(4),
        faults: {
          "/zfxxgknb/2011.html": { kind: "status", status: 429, times: 1, retryAfter: "1" },
        },
      },
    });
    await bench.crawl([toSource("qingshi", portal.url("qingshi", list), { concurrency: 2 })]);
    const refused = portal.entries.find(({ status }) => status === 429);
    const next = portal.entries.filter(({ atMs }) => atMs > (refused?.endedMs ?? 0));
    expect(Math.min(...next.map(({ atMs }) => atMs)) - (refused?.endedMs ?? 0)).toBeGreaterThan(
      995,
    );
    expect(bench.events).toContainEqual(
      expect.objectContaining({
        kind: "host_slowed",
        host: `127.0.0.1:${portal.port("qingshi")}`,
        reason: "it answered 429 with Retry-After",
      }),
    );
  });

  test("leaves a host that wants an hour for the next crawl", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(4),
        faults: { "/zfxxgknb/2011.html": { kind: "status", status: 503, retryAfter: "3600" } },
      },
    });
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]).toMatchObject({ state: "failed", newReports: 1 });
    expect(summary.sources[0]?.reason).toContain("is left alone until");
    const states = bench.frontier.list("qingshi").map(({ state }) => state);
    expect(states).toEqual(["done", "done", "queued", "queued", "queued"]);
  });

  test("is slowed by Crawl-delay", async () => {
    const { portal, bench } = await start({
      qingshi: { routes: siteOfReports(3), robots: "User-agent: *\nCrawl-delay: 0.2" },
    });
    await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(Math.min(...gaps(portal))).toBeGreaterThan(195);
  });
});

test("many sources at once warn of nothing and leave no connection behind", async () => {
  const warnings: string[] = [];
  const onWarning = (warning: Error) => warnings.push(warning.message);
  process.on("warning", onWarning);
  const sites = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`s${index}`, { routes: siteOfReports(3) }]),
  );
  const { portal, bench } = await start(sites);
  const sources = Object.keys(sites).map((name) =>
    toSource(name, portal.url(name, list), { intervalMs: 10, concurrency: 2 }),
  );
  const stop = new AbortController();
  await bench.crawl(sources, { signal: stop.signal });
  await bench.requester.close();
  await systemClock.sleep(50);
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
  expect(portal.openSockets()).toBe(0);
});
