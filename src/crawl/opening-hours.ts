/** 22:00-06:00 */
export const hoursShape = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const minutesOfDay = 24 * 60;
const minuteMs = 60_000;
/** China has one time zone, and no summer time since 1991. */
const shanghaiOffsetMs = 8 * 60 * minuteMs;

interface Hours {
  /** Minutes since midnight. */
  readonly from: number;
  readonly to: number;
}

/** True for hours such as `22:00-06:00` that begin at another minute than they end. */
export function isOpeningHours(text: string): boolean {
  const hours = readHours(text);
  return hours !== undefined && hours.from !== hours.to;
}

/** Milliseconds until opening hours in Asia/Shanghai begin: none within them. They may go past midnight. */
export function findClosedMs(text: string, now: Date): number {
  const hours = readHours(text);
  if (hours === undefined) throw new Error(`not opening hours: ${text}`);
  const shanghaiMs = now.getTime() + shanghaiOffsetMs;
  const minute = (shanghaiMs / minuteMs) % minutesOfDay;
  const isWithin =
    hours.from < hours.to
      ? minute >= hours.from && minute < hours.to
      : minute >= hours.from || minute < hours.to;
  if (isWithin) return 0;
  return ((hours.from - minute + minutesOfDay) % minutesOfDay) * minuteMs;
}

function readHours(text: string): Hours | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = hoursShape.exec(text) ?? [];
  if (fromHour === undefined) return undefined;
  return {
    from: Number(fromHour) * 60 + Number(fromMinute),
    to: Number(toHour) * 60 + Number(toMinute),
  };
}
