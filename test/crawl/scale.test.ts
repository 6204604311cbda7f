import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { crawlSources } from "../../src/crawl/crawl.ts";
import { toSource } from "./bench.ts";
import { createInstantEffects } from "./instant-effects.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const SOURCES = 10_000;
const FIFTH = SOURCES / 5;

test("the last of ten thousand sources cost what the first cost, and no memory", async () => {
  const sources = Array.from({ length: SOURCES }, (_, index) =>
    toSource(`s${index}`, `http://www.s${index}.gov.cn/a.html`),
  );
  const heapMb: number[] = [];
  const cpuMs: number[] = [];
  let before = process.cpuUsage();
  let done = 0;
  const effects = createInstantEffects(() => {
    done += 1;
    if (done % FIFTH !== 0) return;
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1_000);
    collectGarbage();
    heapMb.push(process.memoryUsage().heapUsed / 1e6);
    before = process.cpuUsage();
  });
  const summary = await crawlSources(sources, {}, effects);
  expect(summary.sources.reduce((sum, { pages }) => sum + pages, 0)).toBe(SOURCES);
  const [firstMs = 0, ...laterMs] = cpuMs;
  // Work that grew with the number of sources would cost nine times as much in the last fifth.
  expect(Math.min(...laterMs.slice(-2))).toBeLessThan(3 * firstMs);
  const [firstMb = 0, ...laterMb] = heapMb;
  expect(Math.max(...laterMb) - firstMb).toBeLessThan(10);
});
