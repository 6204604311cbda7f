/** Seconds: "120". */
const seconds = /^\d+$/;
/** Longer than any crawl lasts, whatever nonsense a header holds. */
const mostMs = 30 * 24 * 60 * 60 * 1000;

/** The wait a Retry-After header asks for, at most 30 days, whether in seconds or as a date; undefined if it is neither. */
export function readRetryAfterMs(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? "";
  if (seconds.test(value)) return Math.min(Number(value) * 1000, mostMs);
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.min(Math.max(0, moment - now.getTime()), mostMs);
}
