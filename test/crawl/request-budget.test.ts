import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgetPeriodMs, RequestBudget } from "../../src/crawl/request-budget.ts";

const hourMs = 3_600_000;
const nowMs = Date.parse("2025-01-20T00:00:00Z");

function budgetOf(limit: number, past: ConstructorParameters<typeof RequestBudget>[0] = []) {
  const budget = new RequestBudget(past);
  budget.tighten(limit);
  return budget;
}

describe("a daily budget", () => {
  test("lets so many requests through, and the next a day after the first", () => {
    const budget = budgetOf(3);
    for (let request = 0; request < 3; request += 1) {
      expect(budget.findWaitMs(nowMs + request * hourMs)).toBe(0);
      budget.spend(nowMs + request * hourMs);
    }
    expect(budget.findWaitMs(nowMs + 3 * hourMs)).toBe(21 * hourMs);
    expect(budget.findWaitMs(nowMs + 24 * hourMs)).toBe(0);
  });

  test("counts what earlier crawls asked, in whatever order the log has it", () => {
    const past = [
      { atMs: nowMs - 2 * hourMs, requests: 3 },
      { atMs: nowMs - 30 * hourMs, requests: 1_000 },
      { atMs: nowMs - 20 * hourMs, requests: 2 },
    ];
    expect(budgetOf(6, past).findWaitMs(nowMs)).toBe(0);
    expect(budgetOf(5, past).findWaitMs(nowMs)).toBe(4 * hourMs);
    expect(budgetOf(2, past).findWaitMs(nowMs)).toBe(22 * hourMs);
  });

  test("of several is the lowest, and none is none", () => {
    const budget = budgetOf(9);
    budget.tighten(undefined);
    budget.tighten(4);
    expect(budget.limit).toBe(4);
    const none = new RequestBudget([]);
    none.tighten(undefined);
    for (let request = 0; request < 1_000; request += 1) none.spend(nowMs);
    expect(none.findWaitMs(nowMs)).toBe(0);
  });

  test("is never passed within any 24 hours, and the wait it tells is the least", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 10 * hourMs }), { maxLength: 40 }),
        (limit, gaps) => {
          const budget = budgetOf(limit);
          const made: number[] = [];
          let at = nowMs;
          for (const gap of gaps) {
            at += gap;
            const waitMs = budget.findWaitMs(at);
            if (waitMs > 0) {
              expect(budgetOf(limit, made.map(toPast)).findWaitMs(at + waitMs - 1)).toBe(1);
              at += waitMs;
            }
            budget.spend(at);
            made.push(at);
            const within = made.filter((one) => one > at - budgetPeriodMs);
            expect(within.length).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});

const toPast = (atMs: number) => ({ atMs, requests: 1 });
