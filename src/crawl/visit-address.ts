import type { Address } from "../model/address.ts";
import type { Announcement, Outcome, PageReading } from "../model/reading.ts";
import type { Source } from "../model/source.ts";
import type { ArchivedDocument, PictureFetch, Visit } from "../model/visit.ts";
import { type Discovery, discoverNothing } from "./discover.ts";
import { findDisguise } from "./disguise.ts";
import type { CrawlEffects } from "./effects.ts";
import { findFileTitle, saysNothing } from "./file-name.ts";
import { type FetchedDocument, fetchPage, type PageFetch } from "./page-fetch.ts";
import { type PictureLine, seePictures } from "./page-pictures.ts";
import { isBroken, readOrFail } from "./read-document.ts";
import { findArchived } from "./recollection.ts";
import { findRefresh } from "./refresh.ts";
import type { Strategy } from "./strategy.ts";

/** What visiting the addresses of one source needs. */
export interface VisitLine extends PictureLine {
  readonly source: Source;
  readonly strategy: Strategy;
  readonly sinceYear: number | undefined;
  readonly read: CrawlEffects["read"];
  readonly toText: CrawlEffects["toText"];
}

/** A visit ready to be settled, and the links it left aside. */
export interface Visited {
  readonly visit: Visit;
  readonly left: Discovery["left"];
  /** The site family that read it as a list. */
  readonly family: Discovery["family"];
  /** True if the failure may pass by itself: an interrupted crawl leaves such an address queued. */
  readonly isUnsettled: boolean;
}

/** What an address answered, and what that reads as. */
interface Look {
  /** As it was asked for, named by the answer where its links leave open what it is. */
  readonly address: Address;
  readonly pageFetch: PageFetch;
  readonly document: ArchivedDocument | undefined;
  readonly reading: PageReading | undefined;
  readonly pictures?: readonly PictureFetch[];
  /** The document that was read, for who needs more of it than was read. */
  readonly source?: () => string;
}

/** A list of thousands of entries weighs less; of a page that weighs more the beginning is looked at. */
const maxSourceBytes = 4 * 1024 * 1024;

/** One address from request to reading. The bytes are in the archive before anyone looks at them. */
export async function visitAddress(known: Address, line: VisitLine): Promise<Visited> {
  const seen = await look(rememberName(known), [new URL(known.url)], line);
  const { pageFetch, document, reading, pictures, address } = seen;
  const { fetch, state } = pageFetch;
  const { found, left, family } =
    reading === undefined ? discoverNothing() : discoverFrom(reading, seen, address, line);
  const outcome = reading?.outcome;
  const sourceId = line.source.id;
  const visit = { sourceId, address, fetch, state, document, outcome, found, pictures };
  return { visit, left, family, isUnsettled: state === "failed" };
}

type Trail = readonly [URL, ...URL[]];

/** @param trail the address to ask, and before it in the order of going those whose pages led on to it */
async function look(asked: Address, trail: Trail, line: VisitLine): Promise<Look> {
  const pageFetch = await fetchPage(asked, trail[0], line.source, line);
  const { fetch, document } = pageFetch;
  if (fetch.outcome === "unchanged") return lookAgain(pageFetch, asked, trail, line);
  if (document === undefined) return { address: asked, pageFetch, document, reading: undefined };
  const address = nameByAnswer(asked, fetch.headers["content-disposition"]);
  const archived = await archive(document, line);
  const { bytes } = document;
  const context = toContext(archived, pageFetch, address, line);
  const reading = await readOrFail(() => line.read(bytes, context));
  const disguise = findDisguise(document.bytes, reading);
  if (disguise !== undefined) {
    return { address, ...unmask(pageFetch, disguise), document: archived };
  }
  const next = findRefresh(reading, new URL(fetch.finalUrl ?? address.url), trail);
  if (next !== undefined) return look(address, [next, ...trail], line);
  remember(pageFetch, archived.sha256, line);
  const seen = await seePictures(reading, { bytes, context }, address, line);
  const source = toSourceText(bytes, context.contentType, line);
  return { address, pageFetch, document: archived, ...seen, source };
}

/** A document behind a script is named by its answer, where the links that lead to it say nothing. */
function nameByAnswer(address: Address, disposition: string | undefined): Address {
  if (disposition === undefined || !saysNothing(address.label)) return address;
  const title = findFileTitle(disposition);
  return title === undefined ? address : { ...address, label: title };
}

/** "Not modified" names nothing: what is held is told by the name that it came with. */
function rememberName(address: Address): Address {
  const label = address.held?.label;
  return label !== undefined && saysNothing(address.label) ? { ...address, label } : address;
}

/**
 * The server says that what is held stands, so that is read from the archive: what a list leads to depends on
 * `--since` and on how well links are understood, both of which may have changed while the list has not. What is no
 * longer in the archive is asked for whole.
 */
async function lookAgain(
  pageFetch: PageFetch,
  address: Address,
  trail: Trail,
  line: VisitLine,
): Promise<Look> {
  const { held } = address;
  const bytes = held && (await findArchived(line.archive, held.sha256));
  if (held === undefined || bytes === undefined) {
    return look({ ...address, held: undefined }, trail, line);
  }
  remember(pageFetch, held.sha256, line);
  const again = { address, pageFetch, document: undefined };
  if (!isWorthReading(held, address)) return { ...again, reading: undefined };
  const { contentType, url } = held;
  const context = { ...toSaid(address, line), contentType, url };
  const reading = await readOrFail(() => line.read(bytes, context));
  if (isBroken(reading)) return { ...again, reading: undefined };
  const seen = await seePictures(reading, { bytes, context }, address, line);
  return { ...again, ...seen, source: toSourceText(bytes, contentType, line) };
}

/** Decoded once, and only if a site family asks for it. */
function toSourceText(bytes: Uint8Array, contentType: string, line: VisitLine): () => string {
  let text: string | undefined;
  return () => {
    text ??= line.toText(bytes.subarray(0, maxSourceBytes), contentType);
    return text;
  };
}

/** Pages lead on, and a better label may say more of any document; else there is nothing to be learnt from it. */
function isWorthReading(held: NonNullable<Address["held"]>, address: Address): boolean {
  const isToldMore = held.label !== address.label || held.linkDate !== address.linkDate;
  return held.contentType.toLowerCase().includes("html") || isToldMore;
}

function unmask(
  pageFetch: PageFetch,
  { outcome, state, reason }: NonNullable<ReturnType<typeof findDisguise>>,
): Omit<Look, "document" | "address"> {
  const fetch = { ...pageFetch.fetch, outcome, reason };
  return { pageFetch: { ...pageFetch, fetch, state }, reading: undefined };
}

function remember({ fetch }: PageFetch, sha256: string, line: VisitLine): void {
  if (fetch.finalUrl === undefined || fetch.httpStatus === undefined) return;
  const { headers, httpStatus: status, requestedAt } = fetch;
  line.recollections.remember(fetch.finalUrl, { sha256, status, headers, requestedAt });
}

async function archive(document: FetchedDocument, line: VisitLine): Promise<ArchivedDocument> {
  const { sha256 } = await line.archive.put(document.bytes);
  return { sha256, byteLength: document.bytes.byteLength, contentType: document.contentType };
}

/** A document that came before is read as it was then, so that reading it from the archive gives the same. */
function toContext(
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

function toSaid(address: Address, { source }: VisitLine) {
  return {
    agency: source.agency,
    divisionCode: source.divisionCode,
    linkText: address.label,
    linkDate: address.linkDate,
  };
}

function discoverFrom(
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
