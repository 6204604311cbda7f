/** Requests that were made together, at or after a moment. */
export interface PastRequests {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly requests: number;
}

/** What a daily budget is for. */
export const budgetPeriodMs = 24 * 60 * 60 * 1000;

/** How many requests a host was given in the last 24 hours, and how many it may be given. */
export class RequestBudget {
  /** Oldest first. */
  readonly #past: PastRequests[];
  #spent: number;
  #limit = Number.POSITIVE_INFINITY;

  /** @param past what the fetch log holds of it, in any order */
  constructor(past: readonly PastRequests[]) {
    this.#past = [...past].sort((one, other) => one.atMs - other.atMs);
    this.#spent = past.reduce((sum, { requests }) => sum + requests, 0);
  }

  /** Infinity if there is none. */
  get limit(): number {
    return this.#limit;
  }

  /** Of several limits the lowest counts. */
  tighten(limit: number | undefined): void {
    this.#limit = Math.min(this.#limit, limit ?? Number.POSITIVE_INFINITY);
  }

  /** Counts one request. Without a limit nothing is kept. */
  spend(nowMs: number): void {
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    this.#past.push({ atMs: nowMs, requests: 1 });
    this.#spent += 1;
  }

  /** Milliseconds until there is room for one more request: none if there is now. */
  findWaitMs(nowMs: number): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return 0;
    this.#forget(nowMs - budgetPeriodMs);
    let over = this.#spent - this.#limit;
    if (over < 0) return 0;
    for (const { atMs, requests } of this.#past) {
      over -= requests;
      if (over < 0) return Math.max(0, atMs + budgetPeriodMs - nowMs);
    }
    return budgetPeriodMs;
  }

  #forget(beforeMs: number): void {
    const kept = this.#past.findIndex(({ atMs }) => atMs > beforeMs);
    const gone = this.#past.splice(0, kept === -1 ? this.#past.length : kept);
    this.#spent -= gone.reduce((sum, { requests }) => sum + requests, 0);
  }
}
