import { closeSync, fsync, openSync } from "node:fs";
import { promisify } from "node:util";

/** Waits, in another thread, until what an open file holds is on the disk. */
export const syncFile: (file: number) => Promise<void> = promisify(fsync);

/** Waits, in another thread, until what a file or folder holds is on the disk. */
export async function syncPath(path: string): Promise<void> {
  const file = openSync(path, "r");
  try {
    await syncFile(file);
  } finally {
    closeSync(file);
  }
}
