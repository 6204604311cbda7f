import type { Address } from "../model/address.ts";
import type { Round } from "../model/source.ts";
import type { Settled, Visit } from "../model/visit.ts";
import type { PageDone } from "./crawl-event.ts";
import type { SourceSummary } from "./crawl-summary.ts";
import { untilCutOff } from "./cut-off.ts";
import type { CrawlEffects } from "./effects.ts";
import { HostResting } from "./host-pace.ts";
import type { VisitLine } from "./look.ts";
import { findPageAddress } from "./page-address.ts";
import { Tally } from "./tally.ts";
import { type Visited, visitAddress } from "./visit-address.ts";

/** What crawling one source needs beside what visiting an address does. */
export interface SourceLine extends VisitLine {
  readonly frontier: CrawlEffects["frontier"];
  readonly round: Round;
  /** Comes some time after `signal`: what is in hand by then is left. */
  readonly cutOff: AbortSignal;
  readonly maxPages: number;
  readonly isDryRun: boolean;
  readonly notes: readonly string[];
}

/** A host that gives nothing so often in a row is down, and asking on for hours helps nobody. */
const maxFailuresInARow = 10;

/** Why a source goes no further in this crawl. */
type Stop =
  | { readonly kind: "limit"; readonly note: string }
  | { readonly kind: "rest"; readonly reason: string }
  | { readonly kind: "failure"; readonly reason: string };

interface Progress {
  readonly tally: Tally;
  readonly inHand: Map<number, Promise<void>>;
  taken: number;
  /** Addresses that were taken and stay queued all the same. */
  left: number;
  stop: Stop | undefined;
  /** Something outside the pages failed: the crawl cannot go on. */
  broken: { readonly error: unknown } | undefined;
}

/**
 * Asks for every queued address of a source and for those it finds, as many at once as the source allows. Rejects
 * only if something outside the pages fails, such as the store.
 */
export async function crawlSource(line: SourceLine): Promise<SourceSummary> {
  const { source } = line;
  line.onEvent({ kind: "source_begun", sourceId: source.id });
  const progress: Progress = {
    tally: new Tally(source.id, line.notes),
    inHand: new Map(),
    taken: 0,
    left: 0,
    stop: undefined,
    broken: undefined,
  };
  const known = { ...source, start: source.start.map(toKnownForm) };
  await line.frontier.beginRound(known, line.round);
  try {
    await visitAll(line, progress);
  } finally {
    await Promise.all(progress.inHand.values());
  }
  const summary = await summarise(line, progress);
  line.onEvent({ kind: "source_done", summary });
  return summary;
}

/** Links to a start address are known by the same form. */
function toKnownForm(start: string): string {
  const url = new URL(start);
  return (findPageAddress(start, url) ?? url).href;
}

async function visitAll(line: SourceLine, progress: Progress): Promise<void> {
  const { inHand } = progress;
  for (;;) {
    if (inHand.size >= line.source.concurrency) await Promise.race(inHand.values());
    if (progress.broken !== undefined) throw progress.broken.error;
    progress.stop ??= findLimit(line, progress);
    const address = await takeAddress(line, progress);
    if (address !== undefined) begin(address, line, progress);
    else if (inHand.size > 0) await Promise.race(inHand.values());
    else return;
  }
}

async function takeAddress(line: SourceLine, progress: Progress): Promise<Address | undefined> {
  if (line.signal.aborted || progress.stop !== undefined) return undefined;
  return nextAddress(line, progress);
}

function nextAddress(line: SourceLine, { inHand }: Progress) {
  return line.frontier.nextAddress(line.source.id, new Set(inHand.keys()));
}

function begin(address: Address, line: SourceLine, progress: Progress): void {
  progress.taken += 1;
  const work = visitAndSettle(address, line, progress)
    .catch((error: unknown) => {
      progress.broken ??= { error };
    })
    .finally(() => progress.inHand.delete(address.id))
    .then(() => undefined);
  progress.inHand.set(address.id, work);
}

async function visitAndSettle(address: Address, line: SourceLine, progress: Progress) {
  const begunMs = line.clock.monotonicMs();
  const visited = await tryVisit(address, line, progress);
  if (visited === undefined) {
    progress.left += 1;
    return;
  }
  const visit = line.isDryRun ? withoutReports(visited.visit, line, progress) : visited.visit;
  const settled = await line.frontier.settle(visit);
  progress.tally.addVisit(visit, settled);
  for (const link of visited.left) {
    progress.tally.addLeft(link);
    line.onEvent({ kind: "link_left", sourceId: line.source.id, pageUrl: address.url, ...link });
  }
  const durationMs = line.clock.monotonicMs() - begunMs;
  line.onEvent({ ...toPageDone(visit, settled, durationMs), family: visited.family });
}

/** Undefined if the address stays queued: the crawl was stopped before it was done, or its host rests. */
async function tryVisit(
  address: Address,
  line: SourceLine,
  progress: Progress,
): Promise<Visited | undefined> {
  try {
    const visited = await untilCutOff(visitAddress(address, line), line.cutOff);
    return visited === undefined || (line.signal.aborted && visited.isUnsettled)
      ? undefined
      : visited;
  } catch (error) {
    if (line.signal.aborted && error === line.signal.reason) return undefined;
    if (!(error instanceof HostResting)) throw error;
    const kind = error.wishOf === "operator" ? "rest" : "failure";
    progress.stop ??= { kind, reason: error.message };
    return undefined;
  }
}

function findLimit(line: SourceLine, { taken, tally }: Progress): Stop | undefined {
  if (taken >= line.maxPages) {
    const note = `stopped at the limit of ${line.maxPages} pages; what is queued waits for the next crawl`;
    return { kind: "limit", note };
  }
  if (tally.failuresInARow < maxFailuresInARow) return undefined;
  const reason = `${maxFailuresInARow} addresses in a row gave nothing, so the rest waits for the next crawl; the last: ${tally.lastFailure}`;
  return { kind: "failure", reason };
}

/** A dry run follows lists and only names the reports they lead to. */
function withoutReports(visit: Visit, line: SourceLine, { tally }: Progress): Visit {
  const found = visit.found.filter(({ role }) => role === "list" || role === "start");
  for (const { url } of found) {
    line.onEvent({ kind: "list_found", sourceId: line.source.id, url });
  }
  for (const { url, label, role } of visit.found) {
    if (role !== "report" && role !== "attachment") continue;
    tally.addListedReport();
    line.onEvent({ kind: "report_listed", sourceId: line.source.id, url, label });
  }
  return { ...visit, found };
}

async function summarise(line: SourceLine, progress: Progress): Promise<SourceSummary> {
  const { tally, stop } = progress;
  for (const note of line.rendering.listNotes()) tally.addNote(note);
  const isLeft = async () => progress.left > 0 || (await nextAddress(line, progress)) !== undefined;
  if (line.signal.aborted && (await isLeft())) {
    return tally.toSummary("interrupted", "stopped early; the next crawl goes on from here");
  }
  if (stop?.kind === "limit") tally.addNote(stop.note);
  if (stop?.kind === "rest") return tally.toSummary("resting", stop.reason);
  const reason = stop?.kind === "failure" ? stop.reason : await findFailure(line, progress);
  return tally.toSummary(reason === undefined ? "done" : "failed", reason);
}

/** Why a source that was asked to the end has failed all the same: it gave nothing of what it is there for. */
async function findFailure(line: SourceLine, progress: Progress): Promise<string | undefined> {
  const { tally, stop } = progress;
  if (line.round === "failed_only" && progress.taken === 0) {
    tally.addNote("nothing had failed or was left over");
    return undefined;
  }
  const start = line.source.start.join(" ");
  const cause = tally.lastFailure === undefined ? "" : `; the last failure: ${tally.lastFailure}`;
  if (tally.documents === 0) return `nothing could be fetched from ${start}${cause}`;
  if (tally.reports + tally.listedReports > 0 || stop?.kind === "limit") return undefined;
  const known = line.isDryRun ? 0 : await line.frontier.countReports(line.source.id);
  return known > 0 ? undefined : `no report was found behind ${start}${cause}`;
}

function isNews(visit: Visit, { change }: Settled): boolean {
  const isNew = change === "new_report" || change === "new_version";
  return visit.fetch.outcome !== "unchanged" || isNew;
}

function toPageDone(visit: Visit, settled: Settled, durationMs: number): PageDone {
  return {
    kind: "page_done",
    sourceId: visit.sourceId ?? "",
    url: visit.fetch.requestedUrl,
    role: visit.address?.role ?? "start",
    label: visit.address?.label,
    fetch: visit.fetch,
    // What an unchanged document reads as is only news if it reads otherwise than before.
    outcome: isNews(visit, settled) ? visit.outcome : undefined,
    settled,
    found: visit.found.length,
    byteLength: visit.document?.byteLength ?? 0,
    durationMs,
  };
}
