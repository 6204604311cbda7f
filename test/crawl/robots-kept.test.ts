import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import { openStore } from "../../src/store/open-store.ts";
import { openRobotsShelf, type RobotsShelf } from "../../src/store/robots.ts";
import { type PortalSite, startPortal } from "../portal/server.ts";
import { createStage, listPage, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();
afterEach(stage.close);

const label = "青石县民政局2023年政府信息公开工作年度报告";
const routes = { "/nb/": listPage({ "/a.html": label }), "/a.html": wholeReport() };

/** Crawls as often as is wished, each time with what an earlier crawl has written and at another hour. */
async function prepare(site: PortalSite) {
  const portal = await startPortal({ sites: { qingshi: site } });
  let hour = 0;
  const now = () => new Date(Date.parse("2026-01-05T00:00:00Z") + hour * 3_600_000);
  const effects: Partial<CrawlEffects> & { robotsCache?: RobotsShelf } = {
    clock: { ...systemClock, now },
  };
  const bench = createStoredBench(effects);
  stage.keep(portal.close, bench.close);
  const crawlAt = async (later: number) => {
    hour = later;
    const before = portal.entries.length;
    effects.robotsCache = openRobotsShelf(bench.store, now().toISOString());
    const { sources } = await bench.crawl([toSource("qingshi", portal.url("qingshi", "/nb/"))]);
    effects.robotsCache.flush();
    return { source: sources[0], paths: portal.entries.slice(before).map(({ path }) => path) };
  };
  return { bench, crawlAt };
}

test("robots.txt is asked for once in 24 hours, however often a site is crawled", async () => {
  const { bench, crawlAt } = await prepare({
    routes,
    robots: "User-agent: *\nDisallow: /a",
  });
  const first = await crawlAt(0);
  expect(first.paths).toEqual(["/robots.txt", "/nb/"]);
  expect(first.source?.outcomes).toMatchObject({ fetched: 1, refused: 1 });
  const second = await crawlAt(23);
  expect(second.paths).toEqual(["/nb/"]);
  expect(second.source?.outcomes).toMatchObject({ refused: 1 });
  expect(bench.select("select http_status, rules from robots")).toEqual([
    [200, "User-agent: *\nDisallow: /a"],
  ]);
  expect((await crawlAt(24)).paths).toEqual(["/robots.txt", "/nb/"]);
});

test("what a crash kept from being written is asked for again, and nothing else is lost", async () => {
  const { bench, crawlAt } = await prepare({ routes });
  await crawlAt(0);
  bench.store.write(() => bench.store.database.exec("delete from robots"));
  expect((await crawlAt(1)).paths).toEqual(["/robots.txt", "/nb/", "/a.html"]);
});

test("what has expired is not kept", async () => {
  const { bench } = await prepare({ routes });
  const origin = "http://www.qingshi.example";
  const kept = { fetchedAt: "2026-01-05T00:00:00.000Z", status: 404, rules: undefined };
  const shelf = openRobotsShelf(bench.store, kept.fetchedAt);
  shelf.keep(origin, { ...kept, expiresAt: "2026-01-06T00:00:00.000Z" });
  shelf.flush();
  const read = openStore(bench.store.path, { mode: "read", forms: [] });
  stage.keep(async () => read.close());
  const rows = () => read.database.prepare("select origin from robots").pluck().all();
  expect(rows()).toEqual([origin]);
  openRobotsShelf(bench.store, "2026-01-06T00:00:00.000Z");
  expect(rows()).toEqual([]);
});
