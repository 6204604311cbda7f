/** Seconds: "120". */
const seconds = /^\d{1,9}$/;

/** The wait a Retry-After header asks for, whether it is in seconds or a date; undefined if it is neither. */
export function readRetryAfterMs(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? "";
  if (seconds.test(value)) return Number(value) * 1000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now.getTime());
}
