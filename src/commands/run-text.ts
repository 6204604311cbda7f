import type { RunStatus } from "../store/status.ts";
import { color } from "./color.ts";
import { type CountedThing, describeCounts, startCounts, toQuantity } from "./tally.ts";
import { fold } from "./text-layout.ts";

const INDENT = " ".repeat("    1  ".length);

/** One run in two lines or, where the terminal is narrow, more: when and how it ended, and what came of it. */
export function describeRun(run: RunStatus, columns: number): string {
  const started = run.startedAt.replace("T", " ").slice(0, "2025-01-20 09:00".length);
  const head = `${String(run.runId).padStart(5)}  ${started}  ${run.command}: ${describeEnd(run)}`;
  const result = describeSummary(run);
  return result === "" ? head : `${head}\n${fold(INDENT + result, columns, INDENT)}`;
}

const ENDS = {
  running: "running, or cut off",
  done: "done",
  partial: "done, some failed",
  failed: "failed",
  interrupted: "stopped early",
} as const satisfies Record<RunStatus["outcome"], string>;

/** `done after 3 min` */
export function describeEnd({ outcome, startedAt, finishedAt }: RunStatus): string {
  const end = outcome === "failed" ? color.red(ENDS.failed) : ENDS[outcome];
  if (finishedAt === null) return outcome === "interrupted" ? "cut off" : end;
  return `${end} after ${describeDuration(Date.parse(finishedAt) - Date.parse(startedAt))}`;
}

/** `12 s`, `5 min`, `3 h 20 min` */
export function describeDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const THINGS: ReadonlyMap<string, CountedThing> = new Map([
  ["crawl", "page"],
  ["ingest", "file"],
  ["reparse", "document"],
]);

function describeSummary({ command, summary }: RunStatus): string {
  if (summary === null) return "";
  if (typeof summary.error === "string") return summary.error;
  const thing = THINGS.get(command);
  if (thing === undefined)
    return `${String(summary.reports)} reports, ${String(summary.changed)} changed`;
  const counts = { ...startCounts(), ...pickNumbers(summary) };
  const news = [
    ...(counts.new_reports > 0 ? [toQuantity(counts.new_reports, "new report")] : []),
    ...(counts.new_versions > 0 ? [toQuantity(counts.new_versions, "new version")] : []),
  ];
  return [describeCounts(counts, thing), ...news].join("; ");
}

const pickNumbers = (summary: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(summary).flatMap(([name, value]) =>
      typeof value === "number" ? [[name, value] as const] : [],
    ),
  );
