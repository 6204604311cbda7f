import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";

/** What a run did, counted as it goes; the same words in JSON, in the run's row and in the last line. */
export interface Counts {
  documents: number;
  /** Reports read without an error or warning, and with. */
  clean: number;
  doubtful: number;
  not_reports: number;
  failed: number;
  findings: number;
  new_reports: number;
  new_versions: number;
  unchanged: number;
}

export function startCounts(): Counts {
  return {
    documents: 0,
    clean: 0,
    doubtful: 0,
    not_reports: 0,
    failed: 0,
    findings: 0,
    new_reports: 0,
    new_versions: 0,
    unchanged: 0,
  };
}

/** Counts one document read and what storing it changed. */
export function countOutcome(counts: Counts, outcome: Outcome, settled: Settled): void {
  counts.documents += 1;
  if (outcome.kind === "report") {
    const isDoubtful = outcome.findings.some(({ severity }) => severity !== "info");
    counts[isDoubtful ? "doubtful" : "clean"] += 1;
    counts.findings += outcome.findings.length;
  } else counts[isFailure(outcome) ? "failed" : "not_reports"] += 1;
  if (settled.change === "new_report") counts.new_reports += 1;
  if (settled.change === "new_version") counts.new_versions += 1;
  if (settled.change === "unchanged") counts.unchanged += 1;
}

/** A report that could not be read or has no year is a failure; a page that is none is not. */
export function isFailure(outcome: Outcome): boolean {
  return outcome.kind === "failed" || (outcome.kind === "other" && outcome.page === "year_unknown");
}

/** The last line of every run, always in this order. */
export function describeCounts(counts: Counts, what: string): string {
  const { documents, clean, doubtful, not_reports, failed, findings } = counts;
  return `${documents} ${what}: ${clean} clean, ${doubtful} doubtful, ${not_reports} no reports, ${failed} failed; ${findings} findings`;
}

/** How a run over documents ended, for its row in the database. */
export function toRunOutcome(
  isInterrupted: boolean,
  counts: Counts,
): "interrupted" | "partial" | "done" {
  if (isInterrupted) return "interrupted";
  return counts.failed > 0 ? "partial" : "done";
}
