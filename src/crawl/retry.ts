import pRetry from "p-retry";

/** How often a passing failure is tried again. */
export interface RetryOptions {
  /** Requests in all, the first included. */
  readonly attempts: number;
  /** Wait before the second attempt; doubles with every further one, and up to as much again is added at random. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

export const defaultRetryOptions: RetryOptions = {
  attempts: 3,
  baseDelayMs: 2_000,
  maxDelayMs: 60_000,
};

/** Carries a result that may be better next time through p-retry. */
class Passing extends Error {}

/**
 * The result of the last attempt: attempts end when one gives a result that is not passing, when they are used up, or
 * when the signal comes. Errors that are thrown are not tried again.
 */
export async function retryPassing<T>(
  attempt: () => Promise<T>,
  isPassing: (result: T) => boolean,
  options: RetryOptions,
  signal: AbortSignal,
): Promise<T> {
  let last: { readonly result: T } | undefined;
  try {
    await pRetry(
      async () => {
        const result = await attempt();
        last = { result };
        if (isPassing(result)) throw new Passing("worth another attempt");
      },
      {
        retries: options.attempts - 1,
        factor: 2,
        minTimeout: options.baseDelayMs,
        maxTimeout: options.maxDelayMs,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof Passing,
      },
    );
  } catch (error) {
    const isOver = error instanceof Passing || signal.aborted;
    if (!isOver || last === undefined) throw error;
  }
  if (last === undefined) throw new Error("no attempt was made");
  return last.result;
}
