import { setMaxListeners } from "node:events";

/** The end of the patience with pages in hand once a crawl was asked to stop. */
export interface CutOff {
  readonly signal: AbortSignal;
  /** To be called when the crawl has ended, so that nothing waits for it any longer. */
  clear(): void;
}

/** A cut-off that comes so long after `stop`. */
export function createCutOff(stop: AbortSignal, graceMs: number): CutOff {
  const cutOff = new AbortController();
  setMaxListeners(0, cutOff.signal);
  let timer: NodeJS.Timeout | undefined;
  const onStop = () => {
    timer = setTimeout(() => cutOff.abort(), graceMs);
  };
  if (stop.aborted) onStop();
  else stop.addEventListener("abort", onStop, { once: true });
  return {
    signal: cutOff.signal,
    clear: () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", onStop);
    },
  };
}

/** What the work gives, or undefined if the cut-off comes first; then what becomes of the work is of no interest. */
export function untilCutOff<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onCutOff = () => resolve(undefined);
    signal.addEventListener("abort", onCutOff, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onCutOff));
  });
}
