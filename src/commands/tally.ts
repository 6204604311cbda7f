import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import type { FetchOutcome } from "../model/fetch.ts";
import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import { listUnread } from "./see-pictures.ts";

/** What a run did, counted as it goes; the same words in JSON, in the run's row and in the last line. */
export interface Counts {
  /** Pages or files asked for. */
  asked: number;
  /** Reports read without an error or warning, and with. */
  clean: number;
  doubtful: number;
  /** Lists, interpretations and other pages that are no reports. */
  other: number;
  /** Of both: those whose text or tables stand in pictures that were not read. */
  in_pictures: number;
  /** What could not be had, for a reason that may pass, or not be read. */
  failed: number;
  /** No longer there: the server says so. */
  gone: number;
  /** Not to be asked, by robots.txt, by the server or by the rules of this program. */
  refused: number;
  /** Said by the server not to have changed since it was last fetched. */
  not_modified: number;
  findings: number;
  new_reports: number;
  new_versions: number;
  unchanged_reports: number;
}

export function startCounts(): Counts {
  return {
    asked: 0,
    clean: 0,
    doubtful: 0,
    other: 0,
    in_pictures: 0,
    failed: 0,
    gone: 0,
    refused: 0,
    not_modified: 0,
    findings: 0,
    new_reports: 0,
    new_versions: 0,
    unchanged_reports: 0,
  };
}

/** Counts one document read and what storing it changed. */
export function countOutcome(counts: Counts, outcome: Outcome, settled: Settled): void {
  counts.asked += 1;
  if (outcome.kind === "report") {
    const isDoubtful = outcome.findings.some(({ severity }) => severity !== "info");
    counts[isDoubtful ? "doubtful" : "clean"] += 1;
    counts.findings += outcome.findings.length;
  } else counts[isFailure(outcome) ? "failed" : "other"] += 1;
  if (listUnread(outcome).length > 0) counts.in_pictures += 1;
  if (settled.change === "new_report") counts.new_reports += 1;
  if (settled.change === "new_version") counts.new_versions += 1;
  if (settled.change === "unchanged") counts.unchanged_reports += 1;
}

/** Counts a page of which no document came, or that stands as it was read before. */
export function countFetch(counts: Counts, outcome: FetchOutcome, settled: Settled): void {
  counts.asked += 1;
  counts[FATES[outcome]] += 1;
  if (settled.change === "unchanged") counts.unchanged_reports += 1;
}

/** A body that came and yet has no reading is a challenge page or a defect of the server: nothing was had. */
const FATES = {
  fetched: "failed",
  unchanged: "not_modified",
  gone: "gone",
  refused: "refused",
  too_large: "failed",
  unreachable: "failed",
  server_error: "failed",
} as const satisfies Record<FetchOutcome, keyof Counts>;

/** A report that could not be read or has no year is a failure; a page that is none is not. */
export function isFailure(outcome: Outcome): outcome is Exclude<Outcome, { kind: "report" }> {
  return outcome.kind === "failed" || (outcome.kind === "other" && outcome.page === "year_unknown");
}

/** What a run asked for, for one and for many. */
export type CountedThing = "page" | "file" | "document";

/** `1 page`, `2 pages`. */
export function toQuantity(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** The last line of every run, always in this order. */
export function describeCounts(counts: Counts, thing: CountedThing): string {
  const { asked, clean, doubtful, failed, findings } = counts;
  const rest = [
    [counts.gone, "gone"],
    [counts.refused, "refused"],
    [counts.other, "not a report"],
    [counts.not_modified, "not modified"],
  ] as const;
  const parts = [
    `${clean} clean`,
    `${doubtful} doubtful`,
    `${failed} failed`,
    ...rest.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])),
  ];
  const line = `${toQuantity(asked, thing)}: ${parts.join(", ")}; ${toQuantity(findings, "finding")}`;
  if (counts.in_pictures === 0) return line;
  return `${line}; ${counts.in_pictures} in pictures, which nianbao reparse --ocr reads`;
}

/** How a crawl ended, for its row in the database and its exit code. */
export function toCrawlOutcome(
  { interrupted, sources }: CrawlSummary,
  counts: Counts,
): "interrupted" | "partial" | "done" {
  if (sources.some(({ state }) => state === "failed") && !interrupted) return "partial";
  return toRunOutcome(interrupted, counts);
}

/** How a run over documents ended, for its row in the database. */
export function toRunOutcome(
  isInterrupted: boolean,
  counts: Counts,
): "interrupted" | "partial" | "done" {
  if (isInterrupted) return "interrupted";
  return counts.failed > 0 ? "partial" : "done";
}
