import { afterEach, describe, expect, test } from "vitest";
import { type Clock, systemClock } from "../../src/crawl/clock.ts";
import { createStage, createTestRequester, list, paths, siteOfReports, toSource } from "./bench.ts";

const stage = createStage();
afterEach(stage.close);

/** The machine's clock with another time of day. */
const clockAt = (now: () => string): Clock => ({ ...systemClock, now: () => new Date(now()) });
const noon = "2025-01-20T04:00:00Z";
const night = "2025-01-20T15:00:00Z";

describe("a source with opening hours", () => {
  const hours = "22:00-06:00";

  test("rests outside them, says until when, and asks nothing at all", async () => {
    const { portal, bench } = await stage.start(
      { qingshi: { routes: siteOfReports(3) } },
      { clock: clockAt(() => noon) },
    );
    const source = toSource("qingshi", portal.url("qingshi", list), { hours });
    const { sources } = await bench.crawl([source]);
    expect(sources).toMatchObject([{ state: "resting", pages: 0 }]);
    expect(sources[0]?.reason).toMatch(
      /left alone until 2025-01-20T14:00:00.000Z \(its hours are 22:00-06:00 in Asia\/Shanghai\)/,
    );
    expect(portal.entries).toEqual([]);
    bench.effects = { ...bench.effects, clock: clockAt(() => night) };
    expect(await bench.crawl([source])).toMatchObject({ sources: [{ state: "done", pages: 4 }] });
  });

  test("rests as soon as they end, and goes on with what is queued", async () => {
    const now = () => (portal.entries.length < 3 ? night : noon);
    const { portal, bench } = await stage.start(
      { qingshi: { routes: siteOfReports(3) } },
      { clock: clockAt(() => now()) },
    );
    const source = toSource("qingshi", portal.url("qingshi", list), { hours });
    const { sources } = await bench.crawl([source]);
    expect(sources).toMatchObject([{ state: "resting", pages: 2, newReports: 1 }]);
    expect(portal.entries).toHaveLength(3);
    bench.effects = { ...bench.effects, clock: clockAt(() => night) };
    const later = await bench.crawl([source]);
    expect(later).toMatchObject({ sources: [{ state: "done", newReports: 2 }] });
    // robots.txt is asked for in each crawl.
    expect(paths(portal).filter((path) => path !== "/robots.txt")).toHaveLength(4);
  });

  test("does not hold back another source of the same host", async () => {
    const { portal, bench } = await stage.start(
      { qingshi: { routes: siteOfReports(1) } },
      { clock: clockAt(() => noon) },
    );
    const start = portal.url("qingshi", list);
    const { sources } = await bench.crawl([
      toSource("at-night", start, { hours }),
      toSource("always", start),
    ]);
    expect(sources.map(({ state }) => state)).toEqual(["resting", "done"]);
  });
});

describe("a host with a daily budget", () => {
  test("is asked so often and no more, robots.txt included", async () => {
    const { portal, bench } = await stage.start({ qingshi: { routes: siteOfReports(9) } });
    const start = portal.url("qingshi", list);
    const { sources } = await bench.crawl([
      toSource("one", start, { dailyBudget: 5, concurrency: 3 }),
      toSource("other", portal.url("qingshi", "/zfxxgknb/2012.html"), { dailyBudget: 50 }),
    ]);
    expect(portal.entries).toHaveLength(5);
    expect(sources.map(({ state }) => state)).toContain("resting");
    expect(sources[0]?.reason).toMatch(/its daily budget of 5 requests is used up/);
  });

  test("is asked less where the log says that it was asked today", async () => {
    const { portal, bench } = await stage.start({ qingshi: { routes: siteOfReports(9) } });
    const url = portal.url("qingshi", "/old.html");
    const requestedAt = new Date(Date.now() - 3_600_000).toISOString();
    const listRequests = () => [
      { url, requestedAt, requests: 3 },
      { url: "http://www.baishi.example/", requestedAt, requests: 100 },
    ];
    bench.effects = { ...bench.effects, listRequests };
    const source = toSource("one", portal.url("qingshi", list), { dailyBudget: 5 });
    expect(await bench.crawl([source])).toMatchObject({ sources: [{ state: "resting" }] });
    expect(portal.entries).toHaveLength(2);
  });
});

test("a host whose answers come slower and slower is asked more slowly", {
  timeout: 60_000,
}, async () => {
  const routes = siteOfReports(17);
  const slowPaths = Object.keys(routes).slice(8);
  const faults = Object.fromEntries(
    slowPaths.map((path) => [path, { kind: "slow", delayMs: 1_300 } as const]),
  );
  const { portal, bench } = await stage.start({ qingshi: { routes, faults } });
  const requester = createTestRequester("allowed", {});
  stage.keep(() => requester.close());
  bench.effects = { ...bench.effects, requester };
  const source = toSource("qingshi", portal.url("qingshi", list), { intervalMs: 1 });
  expect(await bench.crawl([source])).toMatchObject({ sources: [{ state: "done" }] });
  const paced = bench.events.filter((event) => event.kind === "host_paced");
  expect(paced.map(({ intervalMs }) => intervalMs)).toEqual([500]);
  expect(paced[0]?.reason).toMatch(/^its answers take 1\.[34] s, usually 0\.0 s$/);
});
