import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { MemoryWatch } from "./memory-watch.ts";
import type { DocumentContext, PageReading } from "./model/reading.ts";
import type { ReadPicturesTask, ReadTask } from "./reader-worker.ts";
import { unpackReading } from "./reading-message.ts";

/** Bytes of a page's pictures by their addresses as written. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>;

/** Reads documents in worker threads, so that a large or hostile one never holds up anything else. */
export interface Reader {
  /** Of a report's page it gives only the links that may lead to documents. */
  read(bytes: Uint8Array, context: DocumentContext): Promise<PageReading>;
  /**
   * Reads a document whose text stands in pictures, by OCR: seconds a page. Of a page, its pictures are handed along.
   * Undefined if OCR was not asked for.
   */
  readonly readPictures:
    | ((
        bytes: Uint8Array,
        context: DocumentContext,
        pictures: PictureBytes,
      ) => Promise<PageReading>)
    | undefined;
  /** How many documents it reads at once. */
  readonly threads: number;
  close(): Promise<void>;
}

/** What reading one document may take; one that takes more is hostile, and its thread is replaced. */
interface Limits {
  readonly milliseconds: number;
  readonly threads: number;
}

/** A page takes milliseconds. */
const MAX_READ_MS = 20_000;
/** A scanned page takes some five seconds, and a long report has forty. */
const MAX_OCR_MS = 400_000;
const MAX_MEMORY_MB = 512;
/** The watch stops a thread before; this is what the system's own guard is told, which may end the process. */
const MAX_HEAP_MB = MAX_MEMORY_MB + 128;
/** For what a page needs for a moment only; V8's usual 48 are never given back. */
const YOUNG_HEAP_MB = 16;
const IDLE_MS = 30_000;
const TOO_MUCH_MEMORY = `reading took more than ${MAX_MEMORY_MB} MB of memory`;
const pools = new Set<Piscina>();
/** Threads hold on to memory between documents, so each has its share whether it is at work or not. */
const memory = new MemoryWatch(() => countThreads() * MAX_MEMORY_MB * 1024 * 1024);
const WORKER = new URL("./reader-worker.js", import.meta.url);

export interface ReaderOptions {
  /** If not given: one less than the machine has cores, since fetching and storing need one too. */
  readonly threads?: number | undefined;
  /** With OCR. */
  readonly ocr?: true | undefined;
  /** Told why a document could not be read by OCR; what is read of it without then stands. */
  readonly onOcrFailure?: (url: string, reason: string) => void;
}

/** Starts worker threads for reading. A document that takes too long or too much memory is that document's failure. */
export function createReader(options: ReaderOptions = {}): Reader {
  const { threads = Math.max(1, availableParallelism() - 1), ocr } = options;
  const plain = new Lane("read", { threads, milliseconds: MAX_READ_MS });
  // Threads of their own: OCR holds on to a hundred megabytes, and what needs none must not wait for it.
  const pictures = new Lane("readPictures", { threads, milliseconds: MAX_OCR_MS });
  return {
    threads,
    read: (bytes, context) => plain.run({ bytes, context }),
    readPictures:
      ocr &&
      ((bytes, context, found) =>
        tellOfFailure(context.url, options, pictures.run({ bytes, context, pictures: found }))),
    close: async () => {
      await Promise.all([plain.close(), pictures.close()]);
    },
  };
}

async function tellOfFailure(
  url: string,
  { onOcrFailure }: ReaderOptions,
  reading: Promise<PageReading>,
): Promise<PageReading> {
  try {
    const page = await reading;
    if (page.outcome.kind === "failed") onOcrFailure?.(url, page.outcome.reason);
    return page;
  } catch (error) {
    onOcrFailure?.(url, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** Worker threads for one kind of task, started when the first one comes. */
class Lane {
  private pool: Piscina | undefined;
  private readonly task: "read" | "readPictures";
  private readonly limits: Limits;

  constructor(task: Lane["task"], limits: Limits) {
    this.task = task;
    this.limits = limits;
  }

  async run(document: ReadTask | ReadPicturesTask): Promise<PageReading> {
    this.pool ??= startPool(this.limits.threads);
    const stop = new AbortController();
    const late = `reading took longer than ${this.limits.milliseconds / 1_000} s`;
    const timer = setTimeout(() => stop.abort(late), this.limits.milliseconds);
    const work = { stop: () => stop.abort(TOO_MUCH_MEMORY) };
    memory.begin(work);
    // Handed over, a copy is not copied again, piece by piece, on its way to the thread.
    const bytes = new Uint8Array(document.bytes);
    const options = { name: this.task, signal: stop.signal, transferList: [bytes.buffer] };
    try {
      return unpackReading(await this.pool.run({ ...document, bytes }, options));
    } catch (error) {
      if (stop.signal.aborted) return failed(String(stop.signal.reason));
      if (isOutOfMemory(error)) return failed(TOO_MUCH_MEMORY);
      throw error;
    } finally {
      clearTimeout(timer);
      memory.end(work);
    }
  }

  async close(): Promise<void> {
    if (this.pool === undefined) return;
    pools.delete(this.pool);
    await this.pool.destroy();
  }
}

function countThreads(): number {
  return [...pools].reduce((sum, { threads }) => sum + threads.length, 0);
}

function startPool(threads: number): Piscina {
  const pool = new Piscina({
    filename: WORKER.href,
    minThreads: 1,
    maxThreads: threads,
    // A thread takes as long to start as to read a hundred pages: one that has nothing to do for a moment stays.
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: {
      maxOldGenerationSizeMb: MAX_HEAP_MB,
      maxYoungGenerationSizeMb: YOUNG_HEAP_MB,
    },
  });
  pools.add(pool);
  return pool;
}

function failed(reason: string): PageReading {
  const outcome = { kind: "failed", failure: "exhausted", reason } as const;
  return { outcome, title: undefined, links: [] };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
