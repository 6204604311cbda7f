import { afterEach, expect, test } from "vitest";
import { type PortalRoute, startPortal } from "../portal/server.ts";
import { createStage, list, listPage, reportPage, siteOfReports, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();

afterEach(stage.close);

const quick = { retry: { attempts: 2 } };
const states = "select state, count(*) from address group by state order by state";

/** A site that goes off the network when so many of its reports were asked for. */
async function open(count: number, offAfter: number) {
  const routes: Record<string, PortalRoute> = siteOfReports(count);
  let isOn = false;
  const cutting = Object.entries(routes).map(([path, route]): [string, PortalRoute] => [
    path,
    (request) => {
      if (!isOn && portal.entries.length > offAfter) void portal.unplug("qingshi");
      return typeof route === "function" ? route(request) : route;
    },
  ]);
  const portal = await startPortal({ sites: { qingshi: { routes: Object.fromEntries(cutting) } } });
  const stored = createStoredBench();
  stage.keep(portal.close, stored.close);
  const source = toSource("qingshi", portal.url("qingshi", list));
  return {
    portal,
    stored,
    crawl: async () => (await stored.crawl([source], quick)).sources[0],
    plugIn: async () => {
      isOn = true;
      await portal.plugIn("qingshi");
    },
  };
}

test("when the network is gone the rest stays queued, and what was lost by it is asked for again", async () => {
  const { portal, stored, crawl, plugIn } = await open(30, 6);
  const cut = await crawl();
  expect(cut).toMatchObject({ state: "failed" });
  expect(cut?.reason).toContain("10 addresses in a row gave nothing, so the rest waits");
  expect(cut?.reason).toMatch(/refused|cut|closed/);
  expect(stored.select(states)).toEqual([
    ["done", 5],
    ["failed", 10],
    ["queued", 16],
  ]);
  await plugIn();
  const before = portal.entries.length;
  expect(await crawl()).toMatchObject({ pages: 26, outcomes: { fetched: 26 } });
  expect(stored.select(states)).toEqual([["done", 31]]);
  // Robots.txt is asked for once a crawl here, and nothing that came before.
  expect(portal.entries.length - before).toBe(27);
});

test("when it is gone from the beginning the next crawl begins anew", async () => {
  const { portal, stored, crawl, plugIn } = await open(3, 100);
  await portal.unplug("qingshi");
  expect(await crawl()).toMatchObject({ state: "failed", pages: 1 });
  await plugIn();
  expect(await crawl()).toMatchObject({ pages: 4, outcomes: { fetched: 4 } });
  expect(stored.select(states)).toEqual([["done", 4]]);
});

test("what is broken for good is asked for twice in a round and holds up nothing behind it", async () => {
  const reports = Object.fromEntries(
    Array.from({ length: 24 }, (_, index) => [
      `/nb/${2001 + index}.html`,
      `青石县民政局${2001 + index}年政府信息公开工作年度报告`,
    ]),
  );
  const broken = Object.keys(reports).slice(0, 12);
  const faults = Object.fromEntries(
    broken.map((path) => [path, { kind: "status", status: 500 } as const]),
  );
  const pages = Object.entries(reports).map(([path, title]) => [path, reportPage(title)]);
  const portal = await startPortal({
    sites: {
      qingshi: { routes: { "/nb/": listPage(reports), ...Object.fromEntries(pages) }, faults },
    },
  });
  const stored = createStoredBench();
  stage.keep(portal.close, stored.close);
  const source = toSource("qingshi", portal.url("qingshi", "/nb/"));
  const once = { retry: { attempts: 1 } };
  for (const _ of [1, 2, 3]) await stored.crawl([source], once);
  expect(stored.select(states)).toEqual([
    ["done", 13],
    ["failed", 12],
  ]);
  const asked = (path: string) => portal.entries.filter((entry) => entry.path === path).length;
  expect(broken.map(asked)).toEqual([...Array(10).fill(2), 1, 1]);
});
