import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import type { Portal } from "../portal/server.ts";
import { createStage, list, siteOfReports, toSource } from "./bench.ts";

const stage = createStage();
const { start } = stage;

afterEach(stage.close);

// Arrivals are measured at the server: on a busy machine one may be noticed late, and the next looks early.
describe("the pace of a crawl", { retry: 2 }, () => {
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
    const routes = siteOfReports(10);
    const faults = Object.fromEntries(
      Object.keys(routes).map((path) => [path, { kind: "slow", delayMs: 15 } as const]),
    );
    const { portal, bench } = await start({ qingshi: { routes, faults } });
    const url = portal.url("qingshi", list);
    await bench.crawl([
      toSource("one", url, { concurrency: 8 }),
      toSource("two", `${url}?by=bureau`, { concurrency: 2 }),
    ]);
    expect(Math.max(...portal.entries.map(({ underWay }) => underWay))).toBe(2);
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
