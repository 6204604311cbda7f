import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import { findRestMs } from "../../src/crawl/host-rests.ts";
import { openHostRests } from "../../src/store/host-rests.ts";
import { temporaryStore } from "../store/temporary.ts";
import { createStage, list, siteOfReports, toSource } from "./bench.ts";

const stage = createStage();
afterEach(stage.close);

const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();

test("a host that asked a crawl for two hours is not asked by the next one, and by one after that", async () => {
  const { portal, bench } = await stage.start({
    qingshi: {
      routes: siteOfReports(3),
      faults: {
        "/zfxxgknb/2011.html": { kind: "status", status: 503, times: 1, retryAfter: "7200" },
      },
    },
  });
  const store = temporaryStore();
  const crawlAt = async (now: string) => {
    const hostRests = openHostRests(store, now);
    bench.effects = { ...bench.effects, hostRests };
    const asked = portal.entries.length;
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    hostRests.flush();
    return { ...summary.sources[0], requests: portal.entries.length - asked };
  };
  expect(await crawlAt(hours(0))).toMatchObject({ state: "failed", newReports: 1 });
  const next = await crawlAt(hours(1));
  expect(next).toMatchObject({ state: "failed", requests: 0 });
  expect(next.reason).toMatch(/is left alone until .* \(it answered 503 with Retry-After\)/);
  expect(await crawlAt(hours(3))).toMatchObject({ state: "done", newReports: 2 });
});

test("a wish is kept for a day at most, and not believed from a future beyond that", () => {
  const rest = (until: string) => ({ host: "qingshi.example", until, reason: "it answered 429" });
  expect(findRestMs(rest(hours(2)), systemClock)).toBeGreaterThan(7_100_000);
  expect(findRestMs(rest(hours(25)), systemClock)).toBe(0);
});
