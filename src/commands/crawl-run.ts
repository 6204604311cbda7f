import { systemClock } from "../crawl/clock.ts";
import { type CrawlOptions, crawlSources, noArchive } from "../crawl/crawl.ts";
import type { CrawlEvent } from "../crawl/crawl-event.ts";
import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import type { CrawlEffects, Frontier } from "../crawl/effects.ts";
import { findLegacySites } from "../crawl/legacy-tls.ts";
import { createMemoryFrontier } from "../crawl/memory-frontier.ts";
import { createRenderer } from "../crawl/renderer.ts";
import { decodeText } from "../decode/charset.ts";
import { readPromise } from "../interpret/promise.ts";
import type { Address } from "../model/address.ts";
import type { Source } from "../model/source.ts";
import { createReader, type Reader } from "../reader.ts";
import { beginRound, countAllQueued, nextAddress, putSources } from "../store/frontier.ts";
import { openHostRests } from "../store/host-rests.ts";
import { readPromises } from "../store/promises.ts";
import { listRequestsSince } from "../store/request-log.ts";
import { openRobotsShelf } from "../store/robots.ts";
import { recordRun } from "../store/run.ts";
import { createSettleGroup } from "../store/settle-group.ts";
import { countReportsOf } from "../store/status.ts";
import { openRequester } from "./open-requester.ts";
import { type Session, withSession } from "./session.ts";
import type { ReadingOptions } from "./shared-options.ts";
import { type Counts, toCrawlOutcome } from "./tally.ts";

export interface CrawlJob {
  /** Every source of sources.json, and those to crawl now. */
  readonly all: readonly Source[];
  readonly chosen: readonly Source[];
  readonly crawl: CrawlOptions;
  readonly shared: ReadingOptions;
  readonly onOcrFailure: (url: string, reason: string) => void;
  readonly contact: string | undefined;
  readonly privateNetwork: "refused" | "allowed";
  /** Told the number of the run; a dry run has none. */
  readonly onRun: (run: number) => void;
  readonly onEvent: (event: CrawlEvent) => void;
  /** Told now and then how many addresses are known and still to be asked for. */
  readonly onQueued: (queued: number) => void;
  /** Filled by `onEvent`; kept with the run. */
  readonly counts: Counts;
}

/** Crawls with the real network, clock, archive and database; a dry run with none of the latter two. */
export async function runCrawl(job: CrawlJob): Promise<CrawlSummary> {
  const requester = openRequester({ ...job, isLegacy: findLegacySites(job.chosen) });
  const reader = createReader({ ...job.shared, onOcrFailure: job.onOcrFailure });
  const renderer = createRenderer();
  const { read, readPictures } = reader;
  const toText: CrawlEffects["toText"] = (bytes, type) => decodeText(bytes, type).text;
  const common = {
    requester,
    renderer,
    clock: systemClock,
    onEvent: job.onEvent,
    read,
    readPictures,
    toText,
  };
  try {
    if (job.crawl.dryRun !== undefined) {
      const effects = { ...common, frontier: createMemoryFrontier(), archive: noArchive };
      return await crawlSources(job.chosen, job.crawl, effects);
    }
    return await crawlAndStore(job, common);
  } finally {
    await Promise.all([reader.close(), requester.close(), renderer.close()]);
  }
}

type CommonEffects = Pick<CrawlEffects, "requester" | "renderer" | "clock" | "onEvent" | "toText"> &
  Pick<Reader, "read" | "readPictures">;

async function crawlAndStore(job: CrawlJob, common: CommonEffects): Promise<CrawlSummary> {
  const ended = await withSession("crawl", job.shared, async (session) => {
    putSources(session.store, job.all);
    job.onRun(recordRun(session.store, session.run));
    const now = new Date().toISOString();
    const robots = openRobotsShelf(session.store, now);
    const hostRests = openHostRests(session.store, now);
    const flush = () => {
      robots.flush();
      hostRests.flush();
    };
    const countAgain = countNowAndThen(session, job.onQueued);
    const summary = await crawlSources(job.chosen, job.crawl, {
      ...common,
      frontier: toFrontier(session, flush),
      robotsCache: robots,
      hostRests,
      archive: session.archive,
      listRequests: (since) => listRequestsSince(session.store, since.toISOString()),
      onEvent: (event) => {
        job.onEvent(event);
        if (event.kind === "page_done") countAgain();
      },
    });
    flush();
    readPromises(session.store, session.run, "new", readPromise);
    const outcome = toCrawlOutcome(summary, job.counts);
    return { crawl: summary, outcome, summary: toRow(summary, job.counts) };
  });
  return ended.crawl;
}

/** How often the queue is counted for the progress bar: it may hold a million addresses. */
const COUNT_INTERVAL_MS = 1_000;

function countNowAndThen({ store }: Session, onQueued: CrawlJob["onQueued"]): () => void {
  let countedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - countedAt < COUNT_INTERVAL_MS) return;
    countedAt = now;
    onQueued(countAllQueued(store));
  };
}

function toFrontier(session: Session, flush: () => void): Frontier {
  const { store, run, version } = session;
  return {
    beginRound: (source, round) => void beginRound(store, source, round),
    nextAddress: async (sourceId) => {
      const address = nextAddress(store, sourceId);
      return address && (await forgetLostDocument(address, session));
    },
    settle: createSettleGroup(store, run, version, flush).settle,
    countReports: (sourceId) => countReportsOf(store, sourceId),
  };
}

/** "Not modified" is of no use for a document that is missing from the archive: it is asked for whole. */
async function forgetLostDocument(address: Address, { archive }: Session): Promise<Address> {
  const { held } = address;
  if (held === undefined || (await archive.has(held.sha256))) return address;
  return { ...address, etag: undefined, lastModified: undefined };
}

/** Sources that failed keep their reasons with the run; the others are counted. */
function toRow(summary: CrawlSummary, counts: Counts): Record<string, unknown> {
  const failed = summary.sources.filter(({ state }) => state === "failed");
  return {
    ...counts,
    pages: summary.sources.reduce((sum, source) => sum + source.pages, 0),
    sources: summary.sources.length,
    sources_failed: failed.length,
    failed_sources: failed.map(({ sourceId, reason }) => ({ source: sourceId, reason })),
    notes: summary.sources
      .filter(({ notes }) => notes.length > 0)
      .map(({ sourceId, notes }) => ({ source: sourceId, notes })),
  };
}
