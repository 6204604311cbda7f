import { Piscina } from "piscina";
import type { OriginalReader } from "../serve/original/original-reader.ts";

/** A page takes a second; what takes longer is hostile, and its thread is replaced. */
const MAX_OPEN_MS = 20_000;
const MAX_HEAP_MB = 640;
const WORKER = new URL("./original-worker.js", import.meta.url);

/** Opens originals in a worker thread, so that a large or hostile one never holds up the workbench. */
export function createOriginalReader(): OriginalReader {
  let pool: Piscina | undefined;
  const run = async (name: "open" | "drawPage", bytes: Uint8Array, task: object) => {
    pool ??= new Piscina({
      filename: WORKER.href,
      minThreads: 0,
      maxThreads: 1,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const signal = AbortSignal.timeout(MAX_OPEN_MS);
    return await pool.run({ ...task, bytes }, { name, signal });
  };
  return {
    open: (bytes, contentType) => run("open", bytes, { contentType }),
    drawPage: (bytes, page) => run("drawPage", bytes, { page }),
    close: async () => {
      await pool?.destroy();
    },
  };
}
