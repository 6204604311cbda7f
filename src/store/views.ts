import type { Store } from "./store.ts";

export function writeViews(_store: Store): void {}
