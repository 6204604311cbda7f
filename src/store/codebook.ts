import type { Form } from "../model/form.ts";
import type { Store } from "./store.ts";

export function writeCodebook(_store: Store, _forms: readonly Form[]): void {}
