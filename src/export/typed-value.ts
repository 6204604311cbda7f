import { ExportError } from "./whole-file.ts";

/** A value of a column that holds whole numbers; what does not fit is never rounded. */
export function toInteger(value: string | number, place: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw toMisfit(value, place, "a whole number");
}

export function toNumber(value: string | number, place: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw toMisfit(value, place, "a number");
}

export function toBoolean(value: string | number, place: string): boolean {
  if (value === 0 || value === 1) return value === 1;
  throw toMisfit(value, place, "0 or 1");
}

/** A day (2025-01-20) or a moment in UTC (2026-01-05T00:00:01.000Z). */
export function toDate(value: string | number, place: string): Date {
  const date = new Date(typeof value === "string" ? value : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw toMisfit(value, place, "a date");
}

function toMisfit(value: string | number, place: string, expected: string): ExportError {
  return new ExportError(
    `expected ${place} to be ${expected}, met ${JSON.stringify(value)}: mend it with a correction, or export as csv or snapshot, which take any value`,
  );
}
