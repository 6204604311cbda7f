/** Work that is stopped if it takes too much memory. */
export interface Watched {
  stop(): void;
}

/** Often enough that no document fills a gigabyte in between. */
const INTERVAL_MS = 50;

/**
 * Watches how much memory the process takes while threads work for it. The limit that a thread is given counts only what
 * its heap holds, and a leap past it ends the whole process; so what has run longest is stopped before.
 */
export class MemoryWatch {
  private readonly running = new Set<Watched>();
  private readonly limitBytes: () => number;
  private readonly readBytes: () => number;
  private timer: NodeJS.Timeout | undefined;
  /** Of the process when nothing was running. */
  private idleBytes = 0;

  /** @param limitBytes by which the process may grow beyond what it takes when nothing is running */
  constructor(limitBytes: () => number, readBytes: () => number = process.memoryUsage.rss) {
    this.limitBytes = limitBytes;
    this.readBytes = readBytes;
  }

  begin(work: Watched): void {
    if (this.running.size === 0) {
      this.idleBytes = this.readBytes();
      this.timer = setInterval(() => this.look(), INTERVAL_MS);
      this.timer.unref();
    }
    this.running.add(work);
  }

  end(work: Watched): void {
    this.running.delete(work);
    if (this.running.size === 0) clearInterval(this.timer);
  }

  private look(): void {
    const grown = this.readBytes() - this.idleBytes;
    if (grown <= this.limitBytes()) return;
    const [longest] = this.running;
    if (longest === undefined) return;
    this.end(longest);
    longest.stop();
  }
}
