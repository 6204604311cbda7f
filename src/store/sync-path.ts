import { closeSync, fsync, openSync } from "node:fs";
import { promisify } from "node:util";

const sync = promisify(fsync);

/** Waits, in another thread, until what a file or folder holds is on the disk. */
export async function syncPath(path: string): Promise<void> {
  const file = openSync(path, "r");
  try {
    await sync(file);
  } finally {
    closeSync(file);
  }
}
