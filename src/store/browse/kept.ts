import type { Store } from "../store.ts";
import { Recall } from "./recall.ts";

/** Slow answers about databases, each kept until another program writes to its database. */
export class KeptAnswers<Value> {
  readonly #byStore = new WeakMap<Store, Recall<Value>>();

  /** @param key of the question */
  find(store: Store, key: string, ask: () => Value): Value {
    const kept = this.#byStore.get(store) ?? new Recall<Value>(() => performance.now());
    this.#byStore.set(store, kept);
    return kept.take(key, Number(store.database.pragma("data_version", { simple: true })), ask);
  }
}
