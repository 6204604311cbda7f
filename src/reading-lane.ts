import { Piscina } from "piscina";
import { MemoryWatch } from "./memory-watch.ts";
import type { PageReading } from "./model/reading.ts";
import type { ReadPicturesTask, ReadTask } from "./reader-worker.ts";
import { unpackReading } from "./reading-message.ts";

type Task = ReadTask | ReadPicturesTask;

export interface LaneLimits {
  readonly threads: number;
  /** What reading may take; a document that takes more is hostile, and its thread is replaced. */
  readonly milliseconds: number;
  /** How many small documents a thread is handed at once, if so many wait. */
  readonly together: number;
}

interface Waiting {
  readonly task: Task;
  resolve(page: PageReading): void;
  reject(error: unknown): void;
}

const MAX_MEMORY_MB = 512;
/** The watch stops a thread before; this is what the system's own guard is told, which may end the process. */
const MAX_HEAP_MB = MAX_MEMORY_MB + 128;
/** For what a page needs for a moment only; V8's usual 48 are never given back. */
const YOUNG_HEAP_MB = 12;
/** What is larger may take seconds, and nothing is to wait for it in vain. */
const SMALL_BYTES = 256 * 1024;
const IDLE_MS = 30_000;
const TOO_MUCH_MEMORY = `reading took more than ${MAX_MEMORY_MB} MB of memory`;
const pools = new Set<Piscina>();
/** Threads hold on to memory between documents, so each has its share whether it is at work or not. */
const memory = new MemoryWatch(() => countThreads() * MAX_MEMORY_MB * 1024 * 1024);
const WORKER = new URL("./reader-worker.js", import.meta.url);

/**
 * Worker threads for one kind of task, started when the first one comes. Documents wait here for their turn, and their time
 * counts from then.
 */
export class ReadingLane {
  private readonly task: "read" | "readPictures";
  private readonly limits: LaneLimits;
  private readonly waiting: Waiting[] = [];
  private busyThreads = 0;
  private pool: Piscina | undefined;

  constructor(task: ReadingLane["task"], limits: LaneLimits) {
    this.task = task;
    this.limits = limits;
  }

  /** Starts the first thread before anything is to be read: that takes as long as a hundred pages. */
  start(): void {
    this.pool ??= startPool(this.limits.threads);
  }

  run(task: Task): Promise<PageReading> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.fillThreads();
    });
  }

  async close(): Promise<void> {
    if (this.pool === undefined) return;
    pools.delete(this.pool);
    await this.pool.destroy();
  }

  private fillThreads(): void {
    while (this.busyThreads < this.limits.threads && this.waiting.length > 0) {
      this.busyThreads += 1;
      void this.readBatch(this.takeBatch()).finally(() => {
        this.busyThreads -= 1;
        this.fillThreads();
      });
    }
  }

  /** The first that waits, and small ones behind it, of which each thread has its share. */
  private takeBatch(): Waiting[] {
    const share = Math.ceil(this.waiting.length / this.limits.threads);
    const most = Math.max(1, Math.min(share, this.limits.together));
    const large = this.waiting.slice(0, most).findIndex((each) => !isSmall(each));
    return this.waiting.splice(0, large === -1 ? most : Math.max(1, large));
  }

  /** Never rejects. Documents that were ended together are read one by one: what ends one of them then is its own failure. */
  private async readBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const pages = await this.readTogether(batch.map(({ task }) => task));
      batch.forEach(({ resolve, reject }, index) => {
        const page = pages[index];
        if (page === undefined) reject(new Error("a reading thread gave fewer pages than asked"));
        else resolve(page);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const each of batch) await this.readBatch([each]);
    }
  }

  private async readTogether(tasks: readonly Task[]): Promise<PageReading[]> {
    this.pool ??= startPool(this.limits.threads);
    const stop = new AbortController();
    const late = `reading took longer than ${this.limits.milliseconds / 1_000} s`;
    const timer = setTimeout(() => stop.abort(late), this.limits.milliseconds);
    const work = { stop: () => stop.abort(TOO_MUCH_MEMORY) };
    memory.begin(work);
    // Handed over, a copy is not copied again, piece by piece, on its way to the thread.
    const copies = tasks.map((task) => ({ ...task, bytes: new Uint8Array(task.bytes) }));
    const transferList = copies.map(({ bytes }) => bytes.buffer);
    try {
      const options = { name: this.task, signal: stop.signal, transferList };
      const texts: readonly string[] = await this.pool.run(copies, options);
      return texts.map(unpackReading);
    } catch (error) {
      const limit = stop.signal.aborted ? String(stop.signal.reason) : findLimit(error);
      if (limit === undefined || tasks.length > 1) throw error;
      return [failed(limit)];
    } finally {
      clearTimeout(timer);
      memory.end(work);
    }
  }
}

const isSmall = ({ task }: Waiting): boolean => task.bytes.byteLength <= SMALL_BYTES;

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

function findLimit(error: unknown): string | undefined {
  const isOutOfMemory =
    error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isOutOfMemory ? TOO_MUCH_MEMORY : undefined;
}
