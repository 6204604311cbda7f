import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { DocumentContext, PageReading } from "./model/reading.ts";

/** Reads documents in worker threads, so that a large or hostile one never holds up anything else. */
export interface Reader {
  read(bytes: Uint8Array, context: DocumentContext): Promise<PageReading>;
  /** How many documents it reads at once. */
  readonly threads: number;
  close(): Promise<void>;
}

/** A page takes milliseconds; one that takes this long is hostile, and its thread is replaced. */
const MAX_READ_MS = 20_000;
const MAX_HEAP_MB = 512;
const WORKER = new URL("./reader-worker.js", import.meta.url);

/**
 * Starts worker threads for reading. A document that takes too long or too much memory is that document's failure.
 * @param threads one less than the machine has cores, if not given, since fetching and storing need one too
 */
export function createReader(threads = Math.max(1, availableParallelism() - 1)): Reader {
  const pool = new Piscina({
    filename: WORKER.href,
    name: "read",
    minThreads: 1,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  return {
    threads,
    read: (bytes, context) => readInPool(pool, bytes, context),
    close: () => pool.destroy(),
  };
}

async function readInPool(
  pool: Piscina,
  bytes: Uint8Array,
  context: DocumentContext,
): Promise<PageReading> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), MAX_READ_MS);
  try {
    return await pool.run({ bytes, context }, { name: "read", signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) return failed(`reading took longer than ${MAX_READ_MS / 1000} s`);
    if (isOutOfMemory(error)) return failed(`reading took more than ${MAX_HEAP_MB} MB of memory`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function failed(reason: string): PageReading {
  const outcome = { kind: "failed", failure: "exhausted", reason } as const;
  return { outcome, title: undefined, links: [] };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
