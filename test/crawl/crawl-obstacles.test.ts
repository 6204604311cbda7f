import { afterEach, describe, expect, test } from "vitest";
import { startPortal } from "../portal/server.ts";
import {
  createBench,
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

describe("a crawl that meets an obstacle", () => {
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

  test.each([
    ["UTF-8", Buffer.from("/政府/a.html"), "/%E6%94%BF%E5%BA%9C/a.html"],
    ["GBK", Buffer.from("/\xd5\xfe\xb8\xae/a.html", "latin1"), "/%D5%FE%B8%AE/a.html"],
  ])("a redirect written in %s as it is leads where it says", async (_, location, path) => {
    const { portal, bench } = await start({
      qingshi: {
        routes: {
          "/": { ...page(""), status: 302, headers: { location: location.toString("latin1") } },
        },
      },
    });
    await bench.crawl([toSource("qingshi", portal.url("qingshi", "/"))]);
    expect(paths(portal)).toContain(path);
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
    stage.keep(portal.close, redirecting.close, bench.close);
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
});
