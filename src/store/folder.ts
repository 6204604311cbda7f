import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "./store-error.ts";

/** Makes the folder of a database and those above it. */
export function makeFolder(folder: string): void {
  try {
    makeMissing(folder);
  } catch (error) {
    throw new StoreError(
      `cannot make the folder ${folder}: check that the disk may be written, or give another path with --db`,
      { cause: error },
    );
  }
}

/**
 * Makes a folder and those above it that are missing; gives those that it made, the outermost first. One step at a time:
 * Node's own recursive way never ends where nothing can be made, as below /proc.
 */
export function makeMissing(folder: string): string[] {
  const known = statSync(folder, { throwIfNoEntry: false });
  if (known?.isDirectory()) return [];
  if (known !== undefined) throw new Error(`${folder} is not a folder`);
  const above = makeMissing(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
  return [...above, folder];
}
