import { expect, test } from "vitest";
import { Recall } from "../../src/store/browse/recall.ts";

/** A clock that only moves when it is told to, and a look that takes so long. */
function lookThatTakes(ms: number) {
  const clock = { nowMs: 1_000 };
  const recall = new Recall<number>(() => clock.nowMs);
  let looks = 0;
  const ask = (key: string, state: number): number =>
    recall.take(key, state, () => {
      clock.nowMs += ms;
      looks += 1;
      return looks;
    });
  return { clock, recall, ask };
}

test("what has not changed is looked up once, for each question", () => {
  const { clock, ask } = lookThatTakes(5);
  expect(ask("a", 1)).toBe(1);
  clock.nowMs += 1_000_000;
  expect(ask("a", 1)).toBe(1);
  expect(ask("b", 1)).toBe(2);
});

test("while the data change, a look is kept for ten times as long as it took", () => {
  const { clock, ask } = lookThatTakes(5);
  expect(ask("a", 1)).toBe(1);
  clock.nowMs += 49;
  expect(ask("a", 2)).toBe(1);
  clock.nowMs += 1;
  expect(ask("a", 2)).toBe(2);
});

test("what is cleared is looked up anew", () => {
  const { recall, ask } = lookThatTakes(5);
  expect(ask("a", 1)).toBe(1);
  recall.clear();
  expect(ask("a", 1)).toBe(2);
});
