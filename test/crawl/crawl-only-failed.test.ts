import { afterEach, expect, test } from "vitest";
import { startPortal } from "../portal/server.ts";
import { createStage, list, paths, siteOfReports, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();
afterEach(stage.close);

const failing = "/zfxxgknb/2011.html";

/** A site of four reports, one of which cannot be had the first time, crawled once. */
async function crawlOnce() {
  const faults = { [failing]: { kind: "status", status: 500, times: 1 } } as const;
  const portal = await startPortal({ sites: { qingshi: { routes: siteOfReports(4), faults } } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const source = toSource("qingshi", portal.url("qingshi", list), { agency: "青石县民政局" });
  const crawl = (round: "whole" | "failed_only", maxPages = 100) =>
    bench.crawl([source], { round, maxPages, retry: { attempts: 1 } });
  return { portal, bench, source, crawl };
}

const asked = (portal: Parameters<typeof paths>[0], from: number) =>
  paths(portal)
    .slice(from)
    .filter((path) => path !== "/robots.txt");

test("what failed is asked for again, and nothing else", async () => {
  const { portal, bench, crawl } = await crawlOnce();
  await crawl("whole");
  expect(bench.select("select url from address where state = 'failed'")).toHaveLength(1);
  const from = portal.entries.length;
  const { sources } = await crawl("failed_only");
  expect(asked(portal, from)).toEqual([failing]);
  expect(sources).toMatchObject([{ pages: 1 }]);
  expect(bench.select("select state, count(*) from address group by state")).toEqual([["done", 5]]);
});

test("where nothing failed nothing is asked, and that is said", async () => {
  const { portal, crawl } = await crawlOnce();
  await crawl("whole");
  await crawl("failed_only");
  const from = portal.entries.length;
  const { sources } = await crawl("failed_only");
  expect(portal.entries).toHaveLength(from);
  expect(sources).toMatchObject([
    { state: "done", pages: 0, notes: ["nothing had failed or was left over"] },
  ]);
});

test("what a crawl left queued is asked for, too", async () => {
  const { portal, crawl } = await crawlOnce();
  await crawl("whole", 3);
  const from = portal.entries.length;
  await crawl("failed_only");
  expect(asked(portal, from).sort()).toEqual([
    failing,
    "/zfxxgknb/2012.html",
    "/zfxxgknb/2013.html",
  ]);
});

test("the whole round after it asks for everything again", async () => {
  const { portal, crawl } = await crawlOnce();
  await crawl("whole");
  await crawl("failed_only");
  const from = portal.entries.length;
  await crawl("whole");
  expect(asked(portal, from)).toHaveLength(5);
});
