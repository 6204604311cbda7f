import { describe, expect, test } from "vitest";
import { LatencyWatch } from "../../src/crawl/latency-watch.ts";

const noteAll = (watch: LatencyWatch, latencyMs: number, answers: number) => {
  for (let answer = 0; answer < answers; answer += 1) watch.note(latencyMs);
};

/** A host that usually answers within 200 ms. */
function watchUsual(): LatencyWatch {
  const watch = new LatencyWatch();
  noteAll(watch, 200, 10);
  return watch;
}

describe("how long a host takes to answer", () => {
  test("changes nothing while it is as usual, or slow by nature", () => {
    expect(watchUsual().factor).toBe(1);
    const slow = new LatencyWatch();
    noteAll(slow, 9_000, 100);
    expect(slow.factor).toBe(1);
  });

  test("once or twice changes nothing", () => {
    const watch = watchUsual();
    for (let page = 0; page < 50; page += 1) {
      watch.note(page % 3 === 0 ? 30_000 : 210);
      expect(watch.factor).toBe(1);
    }
  });

  test("three times as long, but within a second of it, changes nothing", () => {
    const watch = watchUsual();
    noteAll(watch, 1_150, 50);
    expect(watch.factor).toBe(1);
  });

  test("for long doubles the interval again and again, up to sixteen times", () => {
    const watch = watchUsual();
    const factors = new Set<number>();
    for (let page = 0; page < 60; page += 1) {
      watch.note(5_000);
      factors.add(watch.factor);
    }
    expect([...factors]).toEqual([1, 2, 4, 8, 16]);
  });

  test("the doubling has time to show before the next", () => {
    const watch = watchUsual();
    let answers = 0;
    while (watch.factor < 2) {
      watch.note(5_000);
      answers += 1;
    }
    expect(answers).toBe(4);
    noteAll(watch, 5_000, 6);
    expect(watch.factor).toBe(2);
    noteAll(watch, 5_000, 1);
    expect(watch.factor).toBe(4);
  });

  test("recovers step by step with the host", () => {
    const watch = watchUsual();
    noteAll(watch, 5_000, 30);
    expect(watch.factor).toBe(16);
    noteAll(watch, 220, 4 * 7);
    expect(watch.factor).toBe(1);
  });

  test("becomes the measure where it stays so", () => {
    const watch = watchUsual();
    noteAll(watch, 3_000, 400);
    expect(watch.factor).toBe(1);
  });
});
