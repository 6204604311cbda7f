import PQueue from "p-queue";
import type { Clock } from "./clock.ts";
import { LatencyWatch } from "./latency-watch.ts";
import { type PastRequests, RequestBudget } from "./request-budget.ts";

/** How gently a host is to be treated. */
export interface Pace {
  /** Least time between the starts of two requests. */
  readonly intervalMs: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Most requests within 24 hours; no limit if left out. */
  readonly dailyBudget?: number | undefined;
  /** Hours in Asia/Shanghai at which this one may ask, such as `22:00-06:00`; always if left out. */
  readonly hours?: string | undefined;
}

/** A host is to be left alone for longer than a crawl waits; what is queued stays for the next one. */
export class HostResting extends Error {
  override readonly name = "HostResting";
  /** `server`: it asked for it. `operator`: its budget is used up, or its hours are over. */
  readonly wishOf: "server" | "operator";

  constructor(message: string, wishOf: HostResting["wishOf"]) {
    super(message);
    this.wishOf = wishOf;
  }
}

/** A request under way: says when its first byte goes out, which is the moment the interval counts from. */
export type Begun = () => void;

/** What a host is slowed to when its answers take long, if nothing else sets an interval. */
const leastSlowedMs = 250;
const mostSlowedMs = 60_000;

/** Keeps the pace of one host for everyone who asks it. */
export class HostPace {
  readonly name: string;
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  readonly #queue: PQueue;
  readonly #latency = new LatencyWatch();
  readonly #budget: RequestBudget;
  #intervalMs: number;
  #lastStartMs = Number.NEGATIVE_INFINITY;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #restReason: string | undefined;
  /** Settles when the request before has begun: only then is it known when the next one may. */
  #turn: Promise<void> = Promise.resolve();
  #setbacks = 0;
  #walls = 0;

  /** @param past requests to the host in the last 24 hours */
  constructor(
    name: string,
    pace: Pace,
    {
      maxWaitMs,
      past = [],
    }: { readonly maxWaitMs: number; readonly past?: readonly PastRequests[] },
    clock: Clock,
  ) {
    this.name = name;
    this.#clock = clock;
    this.#maxWaitMs = maxWaitMs;
    this.#intervalMs = pace.intervalMs;
    this.#queue = new PQueue({ concurrency: pace.concurrency });
    this.#budget = new RequestBudget(past);
    this.#budget.tighten(pace.dailyBudget);
  }

  get pace(): Pace {
    return { intervalMs: this.#intervalMs, concurrency: this.#queue.concurrency };
  }

  /** Several sources may share a host: the gentlest wish counts. */
  tighten(pace: Pace): void {
    this.#intervalMs = Math.max(this.#intervalMs, pace.intervalMs);
    this.#queue.concurrency = Math.min(this.#queue.concurrency, pace.concurrency);
    this.#budget.tighten(pace.dailyBudget);
  }

  /** Least time between two requests as it is now: longer than was wished while the host is slow. */
  get intervalMs(): number {
    const { factor } = this.#latency;
    if (factor === 1) return this.#intervalMs;
    const slowedMs = Math.max(this.#intervalMs, leastSlowedMs) * factor;
    return Math.max(this.#intervalMs, Math.min(slowedMs, mostSlowedMs));
  }

  /**
   * Takes in how long an answer took. If the whole host is asked more slowly or more quickly from now on, says why.
   */
  noteLatency(latencyMs: number): string | undefined {
    const before = this.#latency.factor;
    const medianMs = this.#latency.note(latencyMs);
    if (medianMs === undefined) return undefined;
    const now = `its answers take ${toSeconds(medianMs)}`;
    const usual = `usually ${toSeconds(this.#latency.usualMs ?? medianMs)}`;
    return this.#latency.factor > before ? `${now}, ${usual}` : `${now} again`;
  }

  /**
   * Runs a request when it is its turn. Rejects with the signal's reason if that comes first; a request under way is
   * not touched by it.
   */
  run<T>(request: (begun: Begun) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#queue.add(async () => {
      const begun = await this.#awaitTurn(signal);
      try {
        return await request(begun);
      } finally {
        begun();
      }
    });
  }

  /** Leaves the whole host alone for a while. Returns the wait that is now in force. */
  rest(delayMs: number, reason: string): number {
    const untilMs = this.#clock.monotonicMs() + delayMs;
    if (untilMs > this.#notBeforeMs) {
      this.#notBeforeMs = untilMs;
      this.#restReason = reason;
    }
    return this.#notBeforeMs - this.#clock.monotonicMs();
  }

  /** Counts an answer that asks for less, such as 503; returns how many came in a row. */
  countSetback(): number {
    this.#setbacks += 1;
    return this.#setbacks;
  }

  clearSetbacks(): void {
    this.#setbacks = 0;
  }

  /** Counts a login, captcha or challenge in the place of a page; returns how many came in a row. */
  countWall(): number {
    this.#walls += 1;
    return this.#walls;
  }

  clearWalls(): void {
    this.#walls = 0;
  }

  async #awaitTurn(signal: AbortSignal): Promise<Begun> {
    const before = this.#turn;
    let passOn: () => void = () => undefined;
    this.#turn = new Promise((resolve) => {
      passOn = resolve;
    });
    try {
      await before;
      await this.#awaitInterval(signal);
    } catch (error) {
      passOn();
      throw error;
    }
    this.#budget.spend(this.#clock.now().getTime());
    let hasBegun = false;
    return () => {
      if (hasBegun) return;
      hasBegun = true;
      this.#lastStartMs = this.#clock.monotonicMs();
      passOn();
    };
  }

  /** Looks again after every sleep: a timer may fire early, and the host may have been put to rest meanwhile. */
  async #awaitInterval(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const nowMs = this.#clock.monotonicMs();
      const restMs = this.#notBeforeMs - nowMs;
      if (restMs > this.#maxWaitMs) {
        const reason = this.#restReason ?? "it asked for less";
        throw new HostResting(describeRest(this.name, restMs, reason, this.#clock), "server");
      }
      const budgetMs = this.#budget.findWaitMs(this.#clock.now().getTime());
      if (budgetMs > this.#maxWaitMs) {
        const reason = `its daily budget of ${this.#budget.limit} requests is used up`;
        throw new HostResting(describeRest(this.name, budgetMs, reason, this.#clock), "operator");
      }
      const waitMs = Math.max(restMs, budgetMs, this.#lastStartMs + this.intervalMs - nowMs);
      if (waitMs <= 0) return;
      await this.#clock.sleep(waitMs, signal);
    }
  }
}

/** `qingshi.gov.cn is left alone until 2026-01-20T22:00:00.000Z (it answered 503); crawl again after that` */
export function describeRest(name: string, restMs: number, reason: string, clock: Clock): string {
  const until = new Date(clock.now().getTime() + restMs).toISOString();
  return `${name} is left alone until ${until} (${reason}); crawl again after that`;
}

const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
