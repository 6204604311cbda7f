import { setTimeout as delay } from "node:timers/promises";

/** Time as the crawl sees it. */
export interface Clock {
  /** Wall time, for records. */
  now(): Date;
  /** Milliseconds that only ever grow, for intervals: a corrected wall clock must not speed us up. */
  monotonicMs(): number;
  /** Rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  async sleep(milliseconds, signal) {
    signal?.throwIfAborted();
    try {
      await delay(Math.ceil(milliseconds), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
