import type { CrawlSummary, SourceSummary } from "../crawl/crawl-summary.ts";
import type { ListedReport } from "./crawl.ts";
import { type Counts, describeCounts } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

export interface CrawlResult {
  readonly summary: CrawlSummary;
  readonly counts: Counts;
  /** Reports that a dry run would fetch. */
  readonly listed: readonly ListedReport[];
  readonly isJson: boolean;
}

/** Prints what a crawl did: each source, then what could not be had, then the sum. */
export function printCrawl(result: CrawlResult, terminal: Terminal): void {
  const { summary, counts, listed, isJson } = result;
  if (isJson) {
    terminal.print(`${JSON.stringify(toJson(result), undefined, 2)}\n`);
    return;
  }
  for (const { source, url, label } of listed)
    terminal.print(`${source}\t${label ?? ""}\t${url}\n`);
  for (const source of summary.sources) terminal.print(`${describeSource(source)}\n`);
  if (summary.interrupted) terminal.print("stopped early; the next crawl goes on from here\n");
  terminal.print(`${describeCounts(counts, "pages")}\n`);
}

function describeSource(source: SourceSummary): string {
  const {
    sourceId,
    state,
    reason,
    pages,
    newReports,
    newVersions,
    unchangedReports,
    listedReports,
  } = source;
  const reports =
    listedReports > 0
      ? `${listedReports} reports listed`
      : `${newReports} new, ${newVersions} changed, ${unchangedReports} unchanged reports`;
  const notes = source.notes.map((note) => `\n  ${note}`).join("");
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${sourceId}: ${state}${why}; ${pages} pages, ${reports}${describeLosses(source)}${notes}`;
}

/** Fetches that brought nothing, by what became of them. */
function describeLosses({ outcomes }: SourceSummary): string {
  const { fetched: _, unchanged: __, ...lost } = outcomes;
  return Object.entries(lost)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `, ${count} ${outcome}`)
    .join("");
}

function toJson({ summary, counts, listed }: CrawlResult): object {
  return {
    ...counts,
    interrupted: summary.interrupted,
    ...(listed.length > 0 && { listed }),
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
