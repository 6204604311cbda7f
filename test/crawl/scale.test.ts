import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import { crawlSources } from "../../src/crawl/crawl.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import type { ExchangeOptions } from "../../src/crawl/http.ts";
import { createMemoryFrontier } from "../../src/crawl/memory-frontier.ts";
import { toSource } from "./bench.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const robots = Buffer.from("User-agent: *\nDisallow: /search\n".repeat(100));
const body = Buffer.from("<title>青石县</title>");

/** Everything but the crawl itself answers at once, so that what is measured is the crawl. */
function createInstantEffects(onDone: () => void): CrawlEffects {
  return {
    frontier: createMemoryFrontier(),
    archive: { put: () => ({ sha256: "a" }), get: () => body },
    toText: () => "",
    read: () => {
      const outcome = { kind: "other", page: "not_a_report", reason: "" } as const;
      return Promise.resolve({ outcome, title: undefined, links: [] });
    },
    clock: systemClock,
    requester: {
      findRefusal: () => undefined,
      async exchange(url: URL, options?: ExchangeOptions) {
        await new Promise((resolve) => setImmediate(resolve));
        options?.onBegun?.();
        const isRobots = url.pathname === "/robots.txt";
        return { kind: "answer", status: 200, headers: {}, body: isRobots ? robots : body };
      },
      close: () => Promise.resolve(),
    },
    onEvent: ({ kind }) => {
      if (kind === "page_done") onDone();
    },
  };
}

test("ten thousand sources of one page each cost less than a millisecond a page and no memory", async () => {
  const sources = Array.from({ length: 10_000 }, (_, index) =>
    toSource(`s${index}`, `http://www.s${index}.gov.cn/a.html`),
  );
  const heapMb: number[] = [];
  let done = 0;
  const effects = createInstantEffects(() => {
    done += 1;
    if (done % 2_000 !== 0) return;
    collectGarbage();
    heapMb.push(process.memoryUsage().heapUsed / 1e6);
  });
  const before = process.cpuUsage();
  const summary = await crawlSources(sources, {}, effects);
  const { user, system } = process.cpuUsage(before);
  expect(summary.sources.reduce((sum, { pages }) => sum + pages, 0)).toBe(10_000);
  expect((user + system) / 1_000 / done).toBeLessThan(1);
  const [first = 0, ...rest] = heapMb;
  expect(Math.max(...rest) - first).toBeLessThan(10);
});
