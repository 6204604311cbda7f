import type { RateRow } from "../../store/browse/comparison.ts";

/** One report in a chart; without a value it is left out, and the chart says why. */
export interface Point {
  readonly label: string;
  readonly value: number | null;
  readonly state: "sound" | "doubted" | "no_value" | "no_report";
  readonly reportId: number | undefined;
}

/** A point for every year from the first report to the last, those without a report too. */
export function toYearPoints(rows: readonly RateRow[]): Point[] {
  const years = rows.map(({ year }) => year);
  const first = Math.min(...years);
  const last = Math.max(...years);
  if (rows.length === 0) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    const row = rows.find((candidate) => candidate.year === year);
    return row === undefined
      ? { label: String(year), value: null, state: "no_report", reportId: undefined }
      : toPoint(row, String(year));
  });
}

/** A point for every report, the greatest rate first and those without one last. */
export function toAgencyPoints(rows: readonly RateRow[], unnamed: string): Point[] {
  return [...rows]
    .sort((left, right) => (right.rate ?? -1) - (left.rate ?? -1))
    .map((row) => toPoint(row, row.agency ?? unnamed));
}

function toPoint({ rate, errors, report_id }: RateRow, label: string): Point {
  const sound = errors > 0 ? "doubted" : "sound";
  return { label, value: rate, state: rate === null ? "no_value" : sound, reportId: report_id };
}

/** Stretches of points that have values, by their places: a line is not drawn over what is left out. */
export function toStretches(points: readonly Point[]): number[][] {
  const stretches: number[][] = [];
  points.forEach(({ value }, index) => {
    if (value === null) return;
    const last = stretches.at(-1);
    if (last !== undefined && last.at(-1) === index - 1) last.push(index);
    else stretches.push([index]);
  });
  return stretches;
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const MOST_LINES = 5;

/** Values at which lines are drawn, from 0 to just above the greatest. */
export function toScale(points: readonly Point[]): number[] {
  const greatest = Math.max(0, ...points.map(({ value }) => value ?? 0));
  const step =
    STEPS.find((candidate) => greatest / candidate <= MOST_LINES) ?? greatest / MOST_LINES;
  const lines = Math.max(1, Math.ceil(greatest / step - 1e-9));
  return Array.from({ length: lines + 1 }, (_, index) => index * step);
}

/** 0.125 as 12.5 % */
export function toPercent(value: number): string {
  return `${Number((value * 100).toFixed(1))} %`;
}
