import type { Address, HeldDocument } from "../model/address.ts";
import type { Visit } from "../model/visit.ts";
import { type Discovery, discoverNothing } from "./discover.ts";
import { findDisguise } from "./disguise.ts";
import { findFileTitle, saysNothing } from "./file-name.ts";
import {
  addEffort,
  archive,
  discoverFrom,
  findHost,
  type Look,
  toContext,
  toSaid,
  toSourceText,
  unmask,
  type VisitLine,
} from "./look.ts";
import { lookAfterScripts } from "./look-after-scripts.ts";
import { fetchPage, type PageFetch } from "./page-fetch.ts";
import { seePictures } from "./page-pictures.ts";
import { isBroken, readOrFail } from "./read-document.ts";
import { findArchived } from "./recollection.ts";
import { findRefresh } from "./refresh.ts";

/** A visit ready to be settled, and the links it left aside. */
export interface Visited {
  readonly visit: Visit;
  readonly left: Discovery["left"];
  /** The site family that read it as a list. */
  readonly family: Discovery["family"];
  /** True if the failure may pass by itself: an interrupted crawl leaves such an address queued. */
  readonly isUnsettled: boolean;
}

/** One address from request to reading. The bytes are in the archive before anyone looks at them. */
export async function visitAddress(known: Address, line: VisitLine): Promise<Visited> {
  const seen = await look(rememberName(known), [new URL(known.url)], line);
  const { pageFetch, document, reading, pictures, address, received } = seen;
  const { fetch, state } = pageFetch;
  if (fetch.outcome === "fetched" || fetch.outcome === "unchanged") {
    findHost(pageFetch, line).clearWalls();
  }
  const { found, left, family } =
    reading === undefined ? discoverNothing() : discoverFrom(reading, seen, address, line);
  const outcome = reading?.outcome;
  const sourceId = line.source.id;
  const visit = { sourceId, address, fetch, state, document, received, outcome, found, pictures };
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
    return { address, ...unmask(pageFetch, disguise, line), document: archived };
  }
  const next = findRefresh(reading, new URL(fetch.finalUrl ?? address.url), trail);
  if (next !== undefined) return addEffort(await look(address, [next, ...trail], line), fetch);
  remember(pageFetch, archived.sha256, line);
  const source = toSourceText(bytes, context.contentType, line);
  const plain = { address, pageFetch, document: archived, reading, source };
  const received = { fetch, document: archived };
  const scripted = await lookAfterScripts(plain, { bytes, received }, line);
  if (scripted !== undefined) return scripted;
  const { sha256 } = archived;
  const seen = await seePictures(reading, { bytes, context, sha256 }, address, line);
  return { ...plain, ...seen };
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
 * longer in the archive is asked for whole. A report that was read is left where it lies: to look through all of an archive
 * in every crawl would cost the disk more than the pages cost the web sites.
 */
async function lookAgain(
  pageFetch: PageFetch,
  address: Address,
  trail: Trail,
  line: VisitLine,
): Promise<Look> {
  const { held } = address;
  if (held !== undefined && held.received === undefined && !isWorthReading(held, address, line)) {
    remember(pageFetch, held.sha256, line);
    return { address, pageFetch, document: undefined, reading: undefined };
  }
  const bytes = held && (await findArchived(line.archive, held.sha256));
  const lookAnew = async () =>
    addEffort(await look({ ...address, held: undefined }, trail, line), pageFetch.fetch);
  if (held === undefined || bytes === undefined) return lookAnew();
  if (held.received !== undefined) {
    const received = await findArchived(line.archive, held.received.sha256);
    if (received === undefined) return lookAnew();
    remember(pageFetch, held.sha256, line);
    const scripted = await lookAgainAfterScripts(pageFetch, address, received, line);
    if (scripted !== undefined) return scripted;
  }
  remember(pageFetch, held.sha256, line);
  return lookAtHeld(pageFetch, address, bytes, line);
}

/** Whatever the server says of the page itself: what its scripts asked for may be another today. */
async function lookAgainAfterScripts(
  pageFetch: PageFetch,
  address: Address,
  bytes: Uint8Array,
  line: VisitLine,
): Promise<Look | undefined> {
  const document = address.held?.received;
  if (document === undefined) return undefined;
  const { contentType, answeredUrl: url } = document;
  const reading = await readOrFail(() =>
    line.read(bytes, { ...toSaid(address, line), contentType, url }),
  );
  const source = toSourceText(bytes, contentType, line);
  const received = { fetch: pageFetch.fetch, document };
  const plain = { address, pageFetch, document: undefined, reading, source };
  return lookAfterScripts(plain, { bytes, received }, line);
}

async function lookAtHeld(
  pageFetch: PageFetch,
  address: Address,
  bytes: Uint8Array,
  line: VisitLine,
): Promise<Look> {
  const again = { address, pageFetch, document: undefined };
  const { held } = address;
  if (held === undefined || !isWorthReading(held, address, line)) {
    return { ...again, reading: undefined };
  }
  const { contentType, url } = held;
  const context = { ...toSaid(address, line), contentType, url };
  const reading = await readOrFail(() => line.read(bytes, context));
  if (isBroken(reading)) return { ...again, reading: undefined };
  const source = toSourceText(bytes, contentType, line);
  const plain = { ...again, reading, source };
  if (held.received === undefined) {
    const document = { sha256: held.sha256, byteLength: bytes.byteLength, contentType };
    const received = { fetch: pageFetch.fetch, document };
    const scripted = await lookAfterScripts(plain, { bytes, received }, line);
    if (scripted !== undefined) return scripted;
  }
  const { sha256 } = held;
  const seen = await seePictures(reading, { bytes, context, sha256 }, address, line);
  return { ...plain, ...seen };
}

/**
 * Pages lead on, and a better label may say more of any document; else there is nothing to be learnt from it, unless more
 * is wanted than the last time. A report leads on too where it stands in the place of a list.
 */
function isWorthReading(held: HeldDocument, address: Address, line: VisitLine): boolean {
  if (held.label !== address.label || held.linkDate !== address.linkDate) return true;
  const isPage = held.contentType.toLowerCase().includes("html");
  if (held.readAs !== "whole") return isPage || isSeenFirst(held, line);
  const isList = address.role === "start" || address.role === "list";
  const isWider = (line.sinceYear ?? 0) < (held.wanted?.sinceYear ?? 0);
  return isPage && (isList || isWider || line.source.render === "browser");
}

/** A scan that no earlier crawl could read, and this one may. */
function isSeenFirst({ wanted }: HeldDocument, { readPictures }: VisitLine): boolean {
  return readPictures !== undefined && wanted?.ocr === "off";
}

function remember({ fetch }: PageFetch, sha256: string, line: VisitLine): void {
  if (fetch.finalUrl === undefined || fetch.httpStatus === undefined) return;
  const { headers, httpStatus: status, requestedAt } = fetch;
  line.recollections.remember(fetch.finalUrl, { sha256, status, headers, requestedAt });
}
