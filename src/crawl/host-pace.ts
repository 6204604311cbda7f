import PQueue from "p-queue";
import type { Clock } from "./clock.ts";

/** How gently a host is to be treated. */
export interface Pace {
  /** Least time between the starts of two requests. */
  readonly intervalMs: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

/** The host asked to be left alone for longer than a crawl waits; what is queued stays for the next one. */
export class HostResting extends Error {
  override readonly name = "HostResting";
}

/** A request under way: says when its first byte goes out, which is the moment the interval counts from. */
export type Begun = () => void;

/** Keeps the pace of one host for everyone who asks it. */
export class HostPace {
  readonly name: string;
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  readonly #queue: PQueue;
  #intervalMs: number;
  #lastStartMs = Number.NEGATIVE_INFINITY;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #restReason: string | undefined;
  /** Settles when the request before has begun: only then is it known when the next one may. */
  #turn: Promise<void> = Promise.resolve();
  #setbacks = 0;

  constructor(name: string, pace: Pace, maxWaitMs: number, clock: Clock) {
    this.name = name;
    this.#clock = clock;
    this.#maxWaitMs = maxWaitMs;
    this.#intervalMs = pace.intervalMs;
    this.#queue = new PQueue({ concurrency: pace.concurrency });
  }

  get pace(): Pace {
    return { intervalMs: this.#intervalMs, concurrency: this.#queue.concurrency };
  }

  /** Several sources may share a host: the gentlest wish counts. */
  tighten(pace: Pace): void {
    this.#intervalMs = Math.max(this.#intervalMs, pace.intervalMs);
    this.#queue.concurrency = Math.min(this.#queue.concurrency, pace.concurrency);
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
      if (restMs > this.#maxWaitMs) throw new HostResting(this.#describeRest(restMs));
      const waitMs = Math.max(restMs, this.#lastStartMs + this.#intervalMs - nowMs);
      if (waitMs <= 0) return;
      await this.#clock.sleep(waitMs, signal);
    }
  }

  #describeRest(restMs: number): string {
    const until = new Date(this.#clock.now().getTime() + restMs).toISOString();
    const reason = this.#restReason ?? "it asked for less";
    return `${this.name} is left alone until ${until} (${reason}); crawl again after that`;
  }
}
