import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { rulesBetween } from "../../src/reconcile/reconcile.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { FORMS } from "./sample-data.ts";

const folders: string[] = [];
const stores: Store[] = [];

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-store-"));
  folders.push(folder);
  return folder;
}

/** A database that is closed and gone after the test. */
export function temporaryStore(path = join(temporaryFolder(), "nianbao.sqlite")): Store {
  const store = openStore(path, { mode: "write", forms: FORMS, rulesBetween });
  stores.push(store);
  return store;
}
