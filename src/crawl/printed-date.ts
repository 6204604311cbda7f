/** 2025-01-20, 2025/1/20, 2025.01.20, [2025-01-20 09:30], 2025年1月20日 */
const date = /(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)/u;

/** The first day printed in a text, as an ISO date; undefined if it prints none that exists. */
export function findPrintedDate(text: string | undefined): string | undefined {
  const match = date.exec(text ?? "");
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  return toIsoDay(year ?? 0, month ?? 0, day ?? 0);
}

/** A moment in Chinese time (UTC+8) as the day it falls on: 1737336600 → 2025-01-20. */
export function toChineseDay(unixSeconds: number): string | undefined {
  const moment = new Date((unixSeconds + 8 * 3600) * 1000);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 10);
}

function toIsoDay(year: number, month: number, day: number): string | undefined {
  const moment = new Date(Date.UTC(year, month - 1, day));
  const isReal = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return isReal ? moment.toISOString().slice(0, 10) : undefined;
}
