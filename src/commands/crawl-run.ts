import { createAddressGuard } from "../crawl/address-guard.ts";
import { systemClock } from "../crawl/clock.ts";
import { type CrawlOptions, crawlSources } from "../crawl/crawl.ts";
import type { CrawlEvent } from "../crawl/crawl-event.ts";
import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import type { CrawlEffects, Frontier } from "../crawl/effects.ts";
import { createRequester, type Requester } from "../crawl/http.ts";
import { createMemoryFrontier } from "../crawl/memory-frontier.ts";
import { toUserAgent } from "../crawl/user-agent.ts";
import type { Source } from "../model/source.ts";
import { createReader, type Reader } from "../reader.ts";
import { beginRound, nextAddress, putSources } from "../store/frontier.ts";
import { recordRun } from "../store/run.ts";
import { createSettleGroup } from "../store/settle-group.ts";
import { countReportsOf } from "../store/status.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { readVersion } from "./program-version.ts";
import { type Session, withSession } from "./session.ts";
import type { SharedOptions } from "./shared-options.ts";
import type { Counts } from "./tally.ts";

export interface CrawlJob {
  /** Every source of sources.json, and those to crawl now. */
  readonly all: readonly Source[];
  readonly chosen: readonly Source[];
  readonly crawl: CrawlOptions;
  readonly shared: SharedOptions;
  readonly contact: string | undefined;
  readonly privateNetwork: "refused" | "allowed";
  readonly threads: number | undefined;
  readonly onEvent: (event: CrawlEvent) => void;
  /** Filled by `onEvent`; kept with the run. */
  readonly counts: Counts;
}

/** Crawls with the real network, clock, archive and database; a dry run with none of the latter two. */
export async function runCrawl(job: CrawlJob): Promise<CrawlSummary> {
  const requester = openRequester(job);
  const reader = createReader(job.threads);
  const common = { requester, clock: systemClock, onEvent: job.onEvent, read: reader.read };
  try {
    if (job.crawl.dryRun !== undefined) {
      const get = () => Promise.reject(new Error("a dry run archives nothing"));
      const archive = { put: () => ({ sha256: "" }), get };
      const effects = { ...common, frontier: createMemoryFrontier(), archive };
      return await crawlSources(job.chosen, job.crawl, effects);
    }
    return await crawlAndStore(job, common);
  } finally {
    await Promise.all([reader.close(), requester.close()]);
  }
}

type CommonEffects = Pick<CrawlEffects, "requester" | "clock" | "onEvent"> & Pick<Reader, "read">;

async function crawlAndStore(job: CrawlJob, common: CommonEffects): Promise<CrawlSummary> {
  const ended = await withSession("crawl", job.shared, async (session) => {
    putSources(session.store, job.all);
    recordRun(session.store, session.run);
    const frontier = toFrontier(session);
    const summary = await crawlSources(job.chosen, job.crawl, {
      ...common,
      frontier,
      archive: session.archive,
    });
    return { crawl: summary, outcome: toOutcome(summary), summary: toRow(summary, job.counts) };
  });
  return ended.crawl;
}

function toFrontier({ store, run, version }: Session): Frontier {
  return {
    beginRound: (source) => void beginRound(store, source),
    nextAddress: (sourceId) => nextAddress(store, sourceId),
    settle: createSettleGroup(store, run, version).settle,
    countReports: (sourceId) => countReportsOf(store, sourceId),
  };
}

function openRequester(job: CrawlJob): Requester {
  try {
    return createRequester({
      userAgent: toUserAgent(readVersion(), job.contact),
      guard: createAddressGuard({ privateNetwork: job.privateNetwork }),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(message, exitCode.usage);
  }
}

function toOutcome(summary: CrawlSummary) {
  if (summary.interrupted) return "interrupted";
  return summary.sources.some(({ state }) => state === "failed") ? "partial" : "done";
}

/** Sources that failed keep their reasons with the run; the others are counted. */
function toRow(summary: CrawlSummary, counts: Counts): Record<string, unknown> {
  const failed = summary.sources.filter(({ state }) => state === "failed");
  return {
    ...counts,
    pages: summary.sources.reduce((sum, source) => sum + source.pages, 0),
    sources: summary.sources.length,
    failed_sources: failed.map(({ sourceId, reason }) => ({ source: sourceId, reason })),
  };
}
