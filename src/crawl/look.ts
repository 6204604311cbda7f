import type { Address } from "../model/address.ts";
import type { Fetch } from "../model/fetch.ts";
import type { Announcement, Outcome, PageReading } from "../model/reading.ts";
import type { Source } from "../model/source.ts";
import type { ArchivedDocument, PictureFetch, ReceivedPage } from "../model/visit.ts";
import type { Discovery } from "./discover.ts";
import type { Disguise } from "./disguise.ts";
import type { CrawlEffects } from "./effects.ts";
import type { HostPace } from "./host-pace.ts";
import { heedWall } from "./paced-request.ts";
import type { FetchedDocument, PageFetch } from "./page-fetch.ts";
import type { PictureLine } from "./page-pictures.ts";
import type { Rendering } from "./rendering.ts";
import type { Strategy } from "./strategy.ts";

/** What visiting the addresses of one source needs. */
export interface VisitLine extends PictureLine {
  readonly source: Source;
  readonly strategy: Strategy;
  readonly sinceYear: number | undefined;
  readonly read: CrawlEffects["read"];
  readonly toText: CrawlEffects["toText"];
  readonly rendering: Rendering;
}

/** What an address answered, and what that reads as. */
export interface Look {
  /** As it was asked for, named by the answer where its links leave open what it is. */
  readonly address: Address;
  readonly pageFetch: PageFetch;
  readonly document: ArchivedDocument | undefined;
  readonly reading: PageReading | undefined;
  /** If what was read is a page after its scripts: the page before them. */
  readonly received?: ReceivedPage;
  readonly pictures?: readonly PictureFetch[];
  /** The document that was read, for who needs more of it than was read. */
  readonly source?: () => string;
}

/** A list of thousands of entries weighs less; of a page that weighs more the beginning is looked at. */
const maxSourceBytes = 4 * 1024 * 1024;

/** The same look, at the cost also of what was asked before it: the log of a visit tells all requests it took. */
export function addEffort(look: Look, { effort }: Pick<Fetch, "effort">): Look {
  const { fetch } = look.pageFetch;
  const sum = {
    requests: (fetch.effort?.requests ?? 0) + (effort?.requests ?? 0),
    durationMs: (fetch.effort?.durationMs ?? 0) + (effort?.durationMs ?? 0),
  };
  return { ...look, pageFetch: { ...look.pageFetch, fetch: { ...fetch, effort: sum } } };
}

/** Puts what came where nothing is lost. */
export async function archive(
  document: FetchedDocument,
  line: VisitLine,
): Promise<ArchivedDocument> {
  const { sha256 } = await line.archive.put(document.bytes);
  return { sha256, byteLength: document.bytes.byteLength, contentType: document.contentType };
}

/** A document that came before is read as it was then, so that reading it from the archive gives the same. */
export function toContext(
  { sha256, contentType }: ArchivedDocument,
  { fetch }: PageFetch,
  address: Address,
  line: VisitLine,
) {
  const { held } = address;
  if (held?.sha256 === sha256) {
    return { ...toSaid(address, line), contentType: held.contentType, url: held.url };
  }
  return { ...toSaid(address, line), contentType, url: fetch.finalUrl ?? address.url };
}

/** The pace of the host that answered. */
export function findHost({ fetch }: PageFetch, { hosts, source }: VisitLine): HostPace {
  return hosts.findPace(new URL(fetch.finalUrl ?? fetch.requestedUrl), source);
}

/** What the source entry and the link that led here say of a document. */
export function toSaid(address: Address, { source }: VisitLine) {
  return {
    agency: source.agency,
    divisionCode: source.divisionCode,
    linkText: address.label,
    linkDate: address.linkDate,
  };
}

/** Where a page leads, by what was read of it. */
export function discoverFrom(
  reading: PageReading,
  { pageFetch: { fetch }, source }: Look,
  address: Address,
  line: VisitLine,
): Discovery {
  return line.strategy.discover(
    {
      url: fetch.finalUrl ?? address.url,
      title: reading.title,
      label: address.label,
      links: reading.links,
      role: address.role,
      depth: address.depth,
      wanted: isDeadEnd(address, reading.outcome) ? "documents" : "lists_too",
      isReport: reading.outcome.kind === "report",
      announced: findAnnouncement(reading.outcome),
      ...(source !== undefined && { source }),
    },
    {
      today: line.clock.now(),
      sinceYear: line.sinceYear,
      reach: line.source.agency === undefined ? "wide" : "narrow",
      agency: line.source.agency,
    },
  );
}

/** A date that only an address gives is that of the page's own coming, and nothing is told by it of what is attached. */
function findAnnouncement(outcome: Outcome): Announcement | undefined {
  if (outcome.kind === "other") return outcome.announced;
  if (outcome.kind !== "report" || outcome.report.title === null) return undefined;
  const { title, publishedOn, publishedFrom } = outcome.report;
  return { title, publishedOn: publishedFrom === "url" ? null : publishedOn };
}

/** A report, or what a link called one, has menus around it that lead to everybody else's. */
function isDeadEnd(address: Address, outcome: Outcome): boolean {
  if (outcome.kind === "report") return true;
  const isList = outcome.kind === "other" && outcome.page === "list";
  return !isList && (address.role === "report" || address.role === "attachment");
}

/** Decoded once, and only if a site family asks for it. */
export function toSourceText(
  bytes: Uint8Array,
  contentType: string,
  line: VisitLine,
): () => string {
  let text: string | undefined;
  return () => {
    text ??= line.toText(bytes.subarray(0, maxSourceBytes), contentType);
    return text;
  };
}

/** An answer that is no page of the site, whatever its status. A host that sends a wall is left alone for a while. */
export function unmask(
  pageFetch: PageFetch,
  { outcome, state, reason }: Disguise,
  line: VisitLine,
): Omit<Look, "document" | "address"> {
  if (outcome === "refused") {
    heedWall(findHost(pageFetch, line), "a wall stood in the place of a page", line);
  }
  const fetch = { ...pageFetch.fetch, outcome, reason };
  return { pageFetch: { ...pageFetch, fetch, state }, reading: undefined };
}
