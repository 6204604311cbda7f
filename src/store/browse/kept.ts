import type { Store } from "../store.ts";

interface Kept {
  readonly version: number;
  /** Milliseconds of this process. */
  readonly at: number;
  readonly took: number;
}

/** While a crawl goes on writing, an answer is given for so many times as long as it took to find. */
const KEPT_TIMES = 10;
const MOST_KEPT = 100;

/** Slow answers about one database, kept until another program writes to it. */
export class KeptAnswers<Value> {
  readonly #byStore = new WeakMap<Store, Map<string, Kept & { readonly value: Value }>>();

  /** @param key of the question */
  find(store: Store, key: string, ask: () => Value): Value {
    const kept = this.#byStore.get(store) ?? new Map();
    this.#byStore.set(store, kept);
    const version = Number(store.database.pragma("data_version", { simple: true }));
    const held = kept.get(key);
    const at = performance.now();
    if (held !== undefined && isFresh(held, version, at)) return held.value;
    const value = ask();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { version, at, took: performance.now() - at, value });
    return value;
  }
}

function isFresh(held: Kept, version: number, now: number): boolean {
  return held.version === version || now - held.at < KEPT_TIMES * held.took;
}
