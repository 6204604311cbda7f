import { closeSync, openSync, writeSync } from "node:fs";

/** Bytes gathered before they are written. */
const CHUNK = 1 << 20;

/** A new file that is filled from its beginning to its end; it must not be there yet. */
export class SyncFile {
  /** Bytes so far. */
  byteSize = 0;
  readonly #file: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, "wx");
  }

  write(bytes: Uint8Array): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.byteSize += bytes.length;
    if (this.#pendingBytes >= CHUNK) this.#flush();
  }

  writeText(text: string): void {
    this.write(Buffer.from(text, "utf8"));
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#file, bytes, written);
  }
}

/** Opens a new file for the time of some work. */
export async function withFile<Result>(
  path: string,
  work: (file: SyncFile) => Promise<Result>,
): Promise<Result> {
  const file = new SyncFile(path);
  let isDone = false;
  try {
    const result = await work(file);
    isDone = true;
    return result;
  } finally {
    closeFile(file, isDone ? "report" : "ignore");
  }
}

/** What went wrong first is what counts, and not that the rest could not be written either. */
function closeFile(file: SyncFile, failures: "report" | "ignore"): void {
  try {
    file.close();
  } catch (error) {
    if (failures === "report") throw error;
  }
}
