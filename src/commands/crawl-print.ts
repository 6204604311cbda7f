import type { CrawlSummary, SourceSummary } from "../crawl/crawl-summary.ts";
import type { ListedReport } from "./crawl-events.ts";
import { type Counts, describeCounts, toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

export interface CrawlResult {
  readonly summary: CrawlSummary;
  readonly counts: Counts;
  /** Reports that a dry run would fetch; undefined for a crawl that fetched them. */
  readonly listed: readonly ListedReport[] | undefined;
  readonly isJson: boolean;
}

/** Prints what a crawl did: each source, then what could not be had, then the sum. */
export function printCrawl(result: CrawlResult, terminal: Terminal): void {
  const text = result.isJson ? `${JSON.stringify(toJson(result), undefined, 2)}\n` : toText(result);
  terminal.print(text);
}

function toText({ summary, counts, listed }: CrawlResult): string {
  const lines = [
    ...(listed ?? []).map(({ source, url, label }) => `${source}\t${label ?? ""}\t${url}`),
    ...summary.sources.map(describeSource),
    ...(summary.interrupted ? ["stopped early; the next crawl goes on from here"] : []),
    listed === undefined ? describeCounts(counts, "page") : describeDryRun(counts, listed.length),
  ];
  return `${lines.join("\n")}\n`;
}

function describeDryRun({ asked, failed, refused, gone }: Counts, reports: number): string {
  const lost = failed + refused + gone;
  const losses = lost > 0 ? ` (${lost} could not be had)` : "";
  return `dry run: asked for ${toQuantity(asked, "page")}${losses}, found ${toQuantity(reports, "report")}; nothing was stored`;
}

/** `trs-990101: done; 11 pages, 9 new reports`, with the reason of a failure below it. */
function describeSource(source: SourceSummary): string {
  const { sourceId, state, reason, notes } = source;
  const below = [...(reason === undefined || state === "interrupted" ? [] : [reason]), ...notes];
  const what = state === "skipped" ? "" : `; ${describeYield(source)}`;
  return [`${sourceId}: ${state}${what}`, ...below.map((line) => `  ${line}`)].join("\n");
}

function describeYield(source: SourceSummary): string {
  const { pages, newReports, newVersions, listedReports, unreadable } = source;
  const news = [
    ...(newReports > 0 ? [toQuantity(newReports, "new report")] : []),
    ...(newVersions > 0 ? [toQuantity(newVersions, "changed report")] : []),
    ...(listedReports > 0 ? [`${toQuantity(listedReports, "report")} listed`] : []),
  ];
  const { fetched: _, unchanged: __, ...lost } = source.outcomes;
  const losses = Object.entries({ ...lost, unreadable })
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome.replace("_", " ")}`);
  const parts = [
    toQuantity(pages, "page"),
    ...(news.length > 0 ? news : ["nothing new"]),
    ...losses,
  ];
  return parts.join(", ");
}

function toJson({ summary, counts, listed }: CrawlResult): object {
  return {
    ...counts,
    interrupted: summary.interrupted,
    ...(listed !== undefined && { listed }),
    sources: summary.sources.map((source) => ({
      id: source.sourceId,
      state: source.state,
      reason: source.reason ?? null,
      pages: source.pages,
      outcomes: source.outcomes,
      new_reports: source.newReports,
      new_versions: source.newVersions,
      unchanged_reports: source.unchangedReports,
      unreadable: source.unreadable,
      listed_reports: source.listedReports,
      notes: source.notes,
    })),
  };
}
