import { systemClock } from "../../src/crawl/clock.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import type { ExchangeOptions } from "../../src/crawl/http.ts";
import { createMemoryFrontier } from "../../src/crawl/memory-frontier.ts";

const robots = Buffer.from("User-agent: *\nDisallow: /search\n".repeat(100));
const body = Buffer.from("<title>青石县</title>");

/** Everything but the crawl itself answers at once, so that what is measured is the crawl. */
export function createInstantEffects(onDone: () => void): CrawlEffects {
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
