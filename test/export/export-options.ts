import { describeOrigin, type Origin } from "../../src/export/manifest.ts";
import type { ExportWatch } from "../../src/export/row-progress.ts";
import type { Store } from "../../src/store/store.ts";

/** Nobody looks on. */
export const UNWATCHED: ExportWatch = { onRows: () => undefined, signal: undefined };

export function originOf(store: Store): Origin {
  return describeOrigin(store, { version: "0.1.0", filter: [] });
}

/** What an export of relations is told if it is asked for everything, and nobody looks on. */
export function everything(store: Store) {
  return { origin: originOf(store), relations: undefined, watch: UNWATCHED };
}
