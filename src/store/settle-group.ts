import type { Settled, Visit } from "../model/visit.ts";
import { type Run, writeInRun } from "./run.ts";
import { settle } from "./settle.ts";
import type { Store } from "./store.ts";

/** Settles visits as `settle` does, those that come in quick succession in one transaction. */
export interface SettleGroup {
  /** Resolves once the visit is on the disk; rejects, like all that wait with it, if nothing of them could be written. */
  settle(visit: Visit): Promise<Settled>;
}

interface Waiting {
  readonly visit: Visit;
  resolve(settled: Settled): void;
  reject(error: unknown): void;
}

/**
 * A commit waits for the disk, and while it does nothing else is done. So there are only so many commits a second,
 * however many visits there are; a visit that comes alone is written at once.
 */
const MIN_INTERVAL_MS = 50;

/**
 * A group for the visits of one run. Whoever began a visit waits for it, so that none is left behind at the end.
 * `alongside` is done in each of its transactions.
 */
export function createSettleGroup(
  store: Store,
  run: Run,
  parserVersion: string,
  alongside: () => void = () => undefined,
): SettleGroup {
  let waiting: Waiting[] = [];
  let lastCommitMs = Number.NEGATIVE_INFINITY;

  function commit(): void {
    const group = waiting;
    waiting = [];
    try {
      const settled = writeInRun(store, run, () => {
        alongside();
        return group.map(({ visit }) => settle(store, run, visit, parserVersion));
      });
      settled.forEach((each, index) => {
        group[index]?.resolve(each);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    lastCommitMs = performance.now();
  }

  return {
    settle: (visit) =>
      new Promise((resolve, reject) => {
        waiting.push({ visit, resolve, reject });
        if (waiting.length > 1) return;
        setTimeout(commit, Math.max(0, lastCommitMs + MIN_INTERVAL_MS - performance.now()));
      }),
  };
}
