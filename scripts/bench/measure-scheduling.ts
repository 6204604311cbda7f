import { crawlSources } from "../../src/crawl/crawl.ts";
import { toSource } from "../../test/crawl/bench.ts";
import { createInstantEffects } from "../../test/crawl/instant-effects.ts";
import type { Line } from "./line.ts";

const SOURCES = 10_000;
const GOAL_MS = 1;

/** What the crawl itself costs a page: every page of a host of its own, and everything else answers at once. */
export async function measureScheduling(): Promise<Line> {
  const sources = Array.from({ length: SOURCES }, (_, index) =>
    toSource(`s${index}`, `http://www.s${index}.gov.cn/a.html`),
  );
  const before = process.cpuUsage();
  await crawlSources(
    sources,
    {},
    createInstantEffects(() => undefined),
  );
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000 / SOURCES;
  return {
    what: `crawl ${SOURCES} sources of a page each: CPU of scheduling, ms a page`,
    ratio: milliseconds.toFixed(2),
    goal: `< ${GOAL_MS}`,
    isMet: milliseconds < GOAL_MS,
    smallPrint: "server, reading and storing answer at once, so that what is measured is the crawl",
  };
}
