/** An answer that took long is given again for so many times as long, though the data go on changing. */
const KEPT_TIMES = 10;
const MOST_HELD = 200;

interface Held<T> {
  readonly value: T;
  readonly state: number;
  readonly untilMs: number;
}

/** Answers to questions that are asked again and again, by their keys. */
export class Recall<T> {
  readonly #nowMs: () => number;
  readonly #held = new Map<string, Held<T>>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @param state a number that changes with the data */
  take(key: string, state: number, find: () => T): T {
    const begunMs = this.#nowMs();
    const held = this.#findHeld(key, state);
    if (held !== undefined) return held.value;
    const value = find();
    const endMs = this.#nowMs();
    if (this.#held.size >= MOST_HELD) this.#held.clear();
    this.#held.set(key, { value, state, untilMs: endMs + KEPT_TIMES * (endMs - begunMs) });
    return value;
  }

  /** Whether an answer is there that `take` would give. */
  has(key: string, state: number): boolean {
    return this.#findHeld(key, state) !== undefined;
  }

  #findHeld(key: string, state: number): Held<T> | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    return held.state === state || this.#nowMs() < held.untilMs ? held : undefined;
  }

  clear(): void {
    this.#held.clear();
  }
}
