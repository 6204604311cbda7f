/** Answers that are judged together: one that took long says nothing. */
const windowSize = 7;
/** Slow is what takes so many times as long as the host usually does, and so much longer. */
const slowRatio = 3;
const slowExcessMs = 1_000;
/** Recovered is what takes hardly longer than usual. */
const recoveredRatio = 1.5;
const recoveredExcessMs = 250;
const maxFactor = 16;
/** A host that stays slow becomes its own measure: most of the way within a hundred answers. */
const drift = 0.01;

/** Watches how long a host takes to answer, by its own measure, and says by how much to ask it more slowly. */
export class LatencyWatch {
  #recent: number[] = [];
  #usualMs: number | undefined;
  #factor = 1;

  /** By how much the interval between requests is to be longer: 1, 2, 4, 8 or 16. */
  get factor(): number {
    return this.#factor;
  }

  /** What the host usually takes, in milliseconds; undefined until it is known. */
  get usualMs(): number | undefined {
    return this.#usualMs;
  }

  /**
   * Takes in how long an answer took. Returns the moving median if the factor has changed by it; then judging begins
   * anew, so that the change has time to show.
   */
  note(latencyMs: number): number | undefined {
    this.#recent.push(latencyMs);
    if (this.#recent.length > windowSize) this.#recent.shift();
    if (this.#recent.length < windowSize) return undefined;
    const medianMs = findMedian(this.#recent);
    const factor = this.#judge(medianMs, this.#learnUsual(medianMs));
    if (factor === this.#factor) return undefined;
    this.#factor = factor;
    this.#recent = [];
    return medianMs;
  }

  #learnUsual(medianMs: number): number {
    const usualMs = this.#usualMs ?? medianMs;
    this.#usualMs = Math.min(medianMs, usualMs + (medianMs - usualMs) * drift);
    return this.#usualMs;
  }

  #judge(medianMs: number, usualMs: number): number {
    const isSlow = medianMs > usualMs * slowRatio && medianMs > usualMs + slowExcessMs;
    if (isSlow) return Math.min(this.#factor * 2, maxFactor);
    const mostMs = Math.max(usualMs * recoveredRatio, usualMs + recoveredExcessMs);
    return medianMs <= mostMs ? Math.max(this.#factor / 2, 1) : this.#factor;
  }
}

function findMedian(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
