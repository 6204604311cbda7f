import type { Settled, Visit } from "../model/visit.ts";
import { writeThenSync } from "./commit-log.ts";
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

/** Every commit costs a trip to the disk, so there are only so many a second; a visit that comes alone is written at once. */
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
  /** Whether a commit waits for its moment or for the disk. */
  let isCommitting = false;

  function commitSoon(): void {
    if (isCommitting || waiting.length === 0) return;
    isCommitting = true;
    setTimeout(commit, Math.max(0, lastCommitMs + MIN_INTERVAL_MS - performance.now()));
  }

  async function commit(): Promise<void> {
    const group = waiting;
    waiting = [];
    lastCommitMs = performance.now();
    try {
      const settled = await writeThenSync(store, () => write(group));
      settled.forEach((each, index) => {
        group[index]?.resolve(each);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    isCommitting = false;
    commitSoon();
  }

  function write(group: readonly Waiting[]): Settled[] {
    return writeInRun(store, run, () => {
      alongside();
      return group.map(({ visit }) => settle(store, run, visit, parserVersion));
    });
  }

  return {
    settle: (visit) =>
      new Promise((resolve, reject) => {
        waiting.push({ visit, resolve, reject });
        commitSoon();
      }),
  };
}
