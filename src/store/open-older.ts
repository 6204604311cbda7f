import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Form } from "../model/form.ts";
import { SCHEMA_VERSION } from "./migrate.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { explain } from "./store-error.ts";

/** A database opened for looking, and what closes it. */
export interface OpenedForReading {
  readonly store: Store;
  readonly close: () => void;
}

/**
 * Opens a database for reading, whatever earlier schema it has: an older one is copied into a temporary folder and
 * brought up to date there, and stays as it is itself. Throws StoreError as `openStore` does.
 */
export function openOfAnyAge(path: string, forms: readonly Form[]): OpenedForReading {
  if (!isOlder(path)) return readOnly(path, forms, () => undefined);
  const folder = mkdtempSync(join(tmpdir(), "nianbao-older-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, "copy.sqlite");
    copyFile(path, copy);
    openStore(copy, { mode: "write", forms }).close();
    return readOnly(copy, forms, remove);
  } catch (error) {
    remove();
    throw explain(error, path);
  }
}

function readOnly(path: string, forms: readonly Form[], remove: () => void): OpenedForReading {
  const store = openStore(path, { mode: "read", forms });
  return {
    store,
    close: () => {
      store.close();
      remove();
    },
  };
}

/** False of what is no database of ours at all: opening it says so. */
function isOlder(path: string): boolean {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const version = Number(database.pragma("user_version", { simple: true }));
      return version > 0 && version < SCHEMA_VERSION;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function copyFile(path: string, copy: string): void {
  const database = new Database(path, { readonly: true });
  try {
    database.prepare<[string]>("vacuum into ?").run(copy);
  } finally {
    database.close();
  }
}
