import type { CrawlEvent, PageDone } from "../crawl/crawl-event.ts";
import { type Counts, countFetch, countOutcome, isFailure } from "./tally.ts";
import type { Progress, Terminal } from "./terminal.ts";

/** A report that a dry run would fetch. */
export interface ListedReport {
  readonly source: string;
  readonly url: string;
  readonly label: string | undefined;
}

/** What the events of a crawl are told to. */
export interface CrawlFollower {
  readonly counts: Counts;
  readonly listed: ListedReport[];
  readonly progress: Progress;
  readonly log: Terminal["log"];
  /** Sentences said of a source before: fifty pages refused for one reason are told of once. */
  readonly said: Set<string>;
}

export function followEvent(event: CrawlEvent, follower: CrawlFollower): void {
  const { log, listed } = follower;
  switch (event.kind) {
    case "page_done":
      followPage(event, follower);
      return;
    case "report_listed":
      listed.push({ source: event.sourceId, url: event.url, label: event.label });
      return;
    case "source_done": {
      const { sourceId, state, reason } = event.summary;
      const level = state === "failed" ? "warn" : "info";
      log[level]({ source: sourceId }, `${sourceId}: ${reason ?? state}`);
      return;
    }
    case "host_slowed":
      log.warn(
        { source: event.sourceId, host: event.host },
        `${event.host}: left alone for ${Math.round(event.delayMs)} ms, ${event.reason}`,
      );
      return;
    case "host_paced":
      log.info(
        { source: event.sourceId, host: event.host },
        `${event.host}: asked every ${Math.round(event.intervalMs)} ms from now on: ${event.reason}`,
      );
      return;
    case "robots_note":
      log.info({ host: event.origin }, `${event.origin}: ${event.note}`);
      return;
    case "link_left":
      log.debug({ source: event.sourceId, url: event.url }, `left ${event.url}: ${event.reason}`);
      return;
    case "script_refused":
      log.debug(
        { source: event.sourceId, url: event.url, page: event.pageUrl },
        `not given to the scripts of ${event.pageUrl}: ${event.url}: ${event.reason}`,
      );
      return;
    case "list_found":
      log.debug({ source: event.sourceId, url: event.url }, `list ${event.url}`);
      return;
    case "source_begun":
      log.debug({ source: event.sourceId }, `${event.sourceId}: begun`);
      return;
    default:
      event satisfies never;
  }
}

function followPage(page: PageDone, follower: CrawlFollower): void {
  const { outcome, fetch, settled, url } = page;
  const { counts, progress } = follower;
  if (outcome === undefined) countFetch(counts, fetch.outcome, settled);
  else countOutcome(counts, outcome, settled);
  progress.step(`${counts.clean + counts.doubtful} reports, ${counts.failed} failed`);
  if (fetch.outcome === "fetched" || fetch.outcome === "unchanged") {
    follower.log.debug(toContext(page), `${fetch.outcome} ${url}`);
  } else logLoss(page, follower, fetch.outcome, fetch.reason ?? "");
  if (outcome !== undefined && isFailure(outcome)) {
    logLoss(page, follower, "unreadable", outcome.reason);
  }
}

function logLoss(page: PageDone, { log, said }: CrawlFollower, what: string, reason: string): void {
  const sentence = `${page.sourceId} ${what} ${reason}`;
  const level = said.has(sentence) ? "debug" : "warn";
  said.add(sentence);
  log[level](toContext(page), `${what} ${page.url}: ${reason}`);
}

function toContext({ sourceId, url, fetch, durationMs }: PageDone): object {
  return { source: sourceId, url, outcome: fetch.outcome, ms: Math.round(durationMs) };
}
