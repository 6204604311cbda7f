import { setMaxListeners } from "node:events";
import PQueue from "p-queue";
import type { Round, Source } from "../model/source.ts";
import type { CrawlEvent } from "./crawl-event.ts";
import { crawlSource, type SourceLine } from "./crawl-source.ts";
import type { CrawlSummary, SourceSummary } from "./crawl-summary.ts";
import { createCutOff } from "./cut-off.ts";
import type { CrawlEffects } from "./effects.ts";
import { keepRest } from "./host-rests.ts";
import { createHosts, toHostName } from "./hosts.ts";
import { createMemoryFrontier } from "./memory-frontier.ts";
import { createRecollections } from "./recollection.ts";
import { createRendering } from "./rendering.ts";
import { budgetPeriodMs, type PastRequests } from "./request-budget.ts";
import { defaultRetryOptions, type RetryOptions } from "./retry.ts";
import { createRobots } from "./robots.ts";
import { chooseStrategy } from "./strategy.ts";
import { Tally } from "./tally.ts";

export interface CrawlOptions {
  /** Stops the crawl: pages in hand are finished, everything else stays queued. */
  readonly signal?: AbortSignal;
  /** How long pages in hand may take after that; what is not done by then stays queued, too. */
  readonly graceMs?: number;
  /** Reports of earlier years are left, as far as their links name a year. */
  readonly sinceYear?: number;
  /** Most addresses asked for from each source. */
  readonly maxPages?: number;
  /** The whole if left out. */
  readonly round?: Round;
  /** Fetches lists only and stores nothing. */
  readonly dryRun?: "lists_only";
  /** Sources under way at once. */
  readonly sourcesAtOnce?: number;
  readonly retry?: Partial<RetryOptions>;
  /** The longest a host's wish to be left alone is waited for; beyond that it waits for the next crawl. */
  readonly maxHostRestMs?: number;
}

const defaultSourcesAtOnce = 32;
/** Whoever stops a service waits ten seconds, and after the pages there are figures to be written. */
const defaultGraceMs = 5_000;
const defaultMaxHostRestMs = 5 * 60 * 1000;

/**
 * Crawls sources side by side, each host at its own pace, and settles every page as it comes. A page's failure is part
 * of the summary; a failure of the store or the archive stops the crawl and rejects, with what was settled kept.
 */
export async function crawlSources(
  sources: readonly Source[],
  options: CrawlOptions,
  effects: CrawlEffects,
): Promise<CrawlSummary> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]);
  // Every page that waits for its turn listens to it.
  setMaxListeners(0, signal);
  const cutOff = createCutOff(signal, options.graceMs ?? defaultGraceMs);
  const toLine = prepareLines(sources, options, { signal, cutOff: cutOff.signal }, effects);
  const queue = new PQueue({ concurrency: options.sourcesAtOnce ?? defaultSourcesAtOnce });
  const crawls = sources.map((source) =>
    queue
      .add(() => crawlOne(source, toLine, signal))
      .catch((error: unknown) => {
        stopping.abort(new Error("another source met an error that stops the crawl"));
        throw error;
      }),
  );
  const ends = await Promise.allSettled(crawls);
  cutOff.clear();
  const broken = ends.find((end) => end.status === "rejected");
  if (broken !== undefined) throw broken.reason;
  const summaries = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  const interrupted = summaries.some(({ state }) => state === "interrupted");
  return { sources: summaries, interrupted };
}

async function crawlOne(
  source: Source,
  toLine: (source: Source) => SourceLine,
  signal: AbortSignal,
): Promise<SourceSummary> {
  if (!source.enabled) {
    return new Tally(source.id, []).toSummary("skipped", "not enabled in sources.json");
  }
  if (signal.aborted) {
    return new Tally(source.id, []).toSummary("interrupted", "stopped before it began");
  }
  return crawlSource(toLine(source));
}

/** Everything the sources of one crawl share is made here, so that two crawls share nothing. */
function prepareLines(
  sources: readonly Source[],
  options: CrawlOptions,
  signals: Pick<SourceLine, "signal" | "cutOff">,
  effects: CrawlEffects,
): (source: Source) => SourceLine {
  const { clock, requester, archive, hostRests } = effects;
  const maxWaitMs = options.maxHostRestMs ?? defaultMaxHostRestMs;
  const past = sources.some(({ dailyBudget }) => dailyBudget !== undefined)
    ? readPast(effects)
    : new Map<string, PastRequests[]>();
  const hosts = createHosts({ maxWaitMs, past, rests: hostRests?.list() }, clock);
  for (const source of sources.filter(({ enabled }) => enabled)) {
    for (const url of source.start) hosts.findPace(new URL(url), source);
  }
  const robots = createRobots({
    cache: effects.robotsCache,
    clock,
    onNote: (origin, note) => effects.onEvent({ kind: "robots_note", origin, note }),
  });
  const isDryRun = options.dryRun !== undefined;
  const shared = {
    hosts,
    robots,
    requester,
    clock,
    ...signals,
    retry: { ...defaultRetryOptions, ...options.retry },
    sinceYear: options.sinceYear,
    round: options.round ?? ("whole" as const),
    isDryRun,
    frontier: isDryRun ? createMemoryFrontier() : effects.frontier,
    archive: isDryRun ? noArchive : archive,
    read: effects.read.bind(effects),
    toText: effects.toText.bind(effects),
    readPictures: effects.readPictures?.bind(effects),
    pictures: isDryRun ? ("left" as const) : ("asked" as const),
    onEvent: (event: CrawlEvent) => {
      if (event.kind === "host_slowed") keepRest(event, hostRests, clock);
      effects.onEvent(event);
    },
  };
  return (source) => {
    const { strategy, notes } = chooseStrategy(source);
    const limits = [source.maxPages, options.maxPages].filter((limit) => limit !== undefined);
    const maxPages = Math.min(...limits, Number.POSITIVE_INFINITY);
    const recollections = createRecollections(shared.archive);
    const rendering = createRendering(source, effects.renderer);
    return { ...shared, source, strategy, notes, maxPages, recollections, rendering };
  };
}

/** Budgets are of the last 24 hours, whichever crawl spent them. */
function readPast({ clock, listRequests }: CrawlEffects): Map<string, PastRequests[]> {
  const past = new Map<string, PastRequests[]>();
  const since = new Date(clock.now().getTime() - budgetPeriodMs);
  for (const { url, requestedAt, requests } of listRequests?.(since) ?? []) {
    const host = toHostName(new URL(url));
    const known = past.get(host) ?? [];
    past.set(host, known);
    known.push({ atMs: Date.parse(requestedAt), requests });
  }
  return past;
}

/** Of a dry run, which keeps nothing, so that nothing can be taken out again. */
export const noArchive: CrawlEffects["archive"] = {
  put: () => ({ sha256: "" }),
  get: () => Promise.reject(new Error("a dry run archives nothing")),
};
