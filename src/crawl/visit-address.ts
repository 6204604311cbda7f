import type { Address } from "../model/address.ts";
import type { Outcome, PageReading } from "../model/reading.ts";
import type { Source } from "../model/source.ts";
import type { ArchivedDocument, Visit } from "../model/visit.ts";
import type { Discovery } from "./discover.ts";
import type { CrawlEffects } from "./effects.ts";
import { type FetchedDocument, type FetchLine, fetchPage, type PageFetch } from "./page-fetch.ts";
import type { Strategy } from "./strategy.ts";

/** What visiting the addresses of one source needs. */
export interface VisitLine extends FetchLine {
  readonly source: Source;
  readonly strategy: Strategy;
  readonly sinceYear: number | undefined;
  readonly archive: CrawlEffects["archive"];
  readonly read: CrawlEffects["read"];
}

/** A visit ready to be settled, and the links it left aside. */
export interface Visited {
  readonly visit: Visit;
  readonly left: Discovery["left"];
  /** True if the failure may pass by itself: an interrupted crawl leaves such an address queued. */
  readonly isUnsettled: boolean;
}

/** One address from request to reading. The bytes are in the archive before anyone looks at them. */
export async function visitAddress(address: Address, line: VisitLine): Promise<Visited> {
  const pageFetch = await fetchPage(toAsked(address), line.source, line);
  const { fetch, state, document } = pageFetch;
  const isUnsettled = state === "failed";
  const visit = { sourceId: line.source.id, address, fetch, state };
  if (document === undefined) {
    const nothing = { document: undefined, outcome: undefined, found: [] };
    return { visit: { ...visit, ...nothing }, left: [], isUnsettled };
  }
  const archived = await archive(document, line);
  const reading = await readDocument(document, pageFetch, address, line);
  const { found, left } = discoverFrom(reading, pageFetch, address, line);
  return {
    visit: { ...visit, document: archived, outcome: reading.outcome, found },
    left,
    isUnsettled,
  };
}

/**
 * Lists are always asked for whole: what a list leads to depends on `--since` and on how well links are understood,
 * both of which may have changed while the list has not.
 */
function toAsked(address: Address): Address {
  const isList = address.role === "list" || address.role === "start";
  return isList ? { ...address, etag: undefined, lastModified: undefined } : address;
}

async function archive(document: FetchedDocument, line: VisitLine): Promise<ArchivedDocument> {
  const { sha256 } = await line.archive.put(document.bytes);
  return { sha256, byteLength: document.bytes.byteLength, contentType: document.contentType };
}

/** A document that breaks its reader is that document's failure: it is in the archive and can be read again. */
async function readDocument(
  document: FetchedDocument,
  { fetch }: PageFetch,
  address: Address,
  line: VisitLine,
): Promise<PageReading> {
  const context = {
    contentType: document.contentType,
    url: fetch.finalUrl ?? address.url,
    agency: line.source.agency,
    divisionCode: line.source.divisionCode,
    linkText: address.label,
  };
  try {
    return await line.read(document.bytes, context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = `reading it broke off: ${message}`;
    const outcome = { kind: "failed", failure: "undecodable", reason } as const;
    return { outcome, title: undefined, links: [] };
  }
}

function discoverFrom(
  reading: PageReading,
  { fetch }: PageFetch,
  address: Address,
  line: VisitLine,
): Discovery {
  return line.strategy.discover(
    {
      url: fetch.finalUrl ?? address.url,
      title: reading.title,
      links: reading.links,
      role: address.role,
      depth: address.depth,
      wanted: isDeadEnd(address, reading.outcome) ? "documents" : "lists_too",
    },
    {
      sinceYear: line.sinceYear,
      reach: line.source.agency === undefined ? "wide" : "narrow",
    },
  );
}

/** A report, or what a link called one, has menus around it that lead to everybody else's. */
function isDeadEnd(address: Address, outcome: Outcome): boolean {
  if (outcome.kind === "report") return true;
  const isList = outcome.kind === "other" && outcome.page === "list";
  return !isList && (address.role === "report" || address.role === "attachment");
}
