import type { FetchOutcome } from "../model/fetch.ts";

/** How a crawl ended. */
export interface CrawlSummary {
  /** In the order of sources.json. */
  readonly sources: readonly SourceSummary[];
  /** True if it was asked to stop before every address was done. */
  readonly interrupted: boolean;
}

/**
 * - `done`: every queued address was asked for, or the page limit was reached
 * - `failed`: it gave no report, or its host could not be used: see `reason`
 * - `resting`: its hours are over, or the daily budget of its host is used up; goes on with a later crawl
 * - `skipped`: not enabled
 * - `interrupted`: stopped early, goes on with the next crawl
 */
export type SourceState = "done" | "failed" | "resting" | "skipped" | "interrupted";

/** How one source fared. */
export interface SourceSummary {
  readonly sourceId: string;
  readonly state: SourceState;
  /** For every state but `done`: why, in a sentence. */
  readonly reason: string | undefined;
  /** Addresses asked for, whatever came of them. */
  readonly pages: number;
  readonly outcomes: Readonly<Record<FetchOutcome, number>>;
  readonly newReports: number;
  readonly newVersions: number;
  /** Reports met again without a change. */
  readonly unchangedReports: number;
  /** Documents that came but could not be decoded. */
  readonly unreadable: number;
  /** Report links met in a dry run, where they are not fetched. */
  readonly listedReports: number;
  /** What the reader of the summary should know: limits reached, wishes not served, links left. */
  readonly notes: readonly string[];
}
