import type { Address } from "../model/address.ts";
import type { PageReading } from "../model/reading.ts";
import type { Source } from "../model/source.ts";
import type { PictureFetch } from "../model/visit.ts";
import type { CrawlEffects } from "./effects.ts";
import { findPageAddress } from "./page-address.ts";
import { type FetchLine, fetchPage } from "./page-fetch.ts";
import { type DocumentToRead, isBroken, readOrFail } from "./read-document.ts";
import { findArchived } from "./recollection.ts";

/** What asking for pictures needs. */
export interface PictureLine extends FetchLine {
  readonly source: Source;
  readonly archive: CrawlEffects["archive"];
  readonly readPictures: CrawlEffects["readPictures"];
  /** `left`: a dry run asks for pages only. */
  readonly pictures: "asked" | "left";
}

/** A document that may have pictures, with the SHA-256 that it has in the archive. */
export interface DocumentToSee extends DocumentToRead {
  readonly sha256: string;
}

/** What came of a document's pictures. */
export interface Seen {
  /** Pictures asked for now. */
  readonly pictures: readonly PictureFetch[];
  /** With OCR what the document reads as by it, else the reading given. */
  readonly reading: PageReading;
}

/**
 * Fetches and archives the pictures in which a document's tables may stand, and, with OCR, reads the document again with
 * them. Where OCR fails, the reading without it stands: it says that the document is an image.
 */
export async function seePictures(
  reading: PageReading,
  document: DocumentToSee,
  address: Address,
  line: PictureLine,
): Promise<Seen> {
  const { outcome } = reading;
  const isSeen = outcome.kind === "failed" || outcome.unread === undefined;
  if (isSeen || line.pictures === "left") return { pictures: [], reading };
  const { fetched, bytes } = await fetchPictures(reading, document, address, line);
  const { readPictures } = line;
  if (readPictures === undefined) return { pictures: fetched, reading };
  const again = await readOrFail(() => readPictures(document.bytes, document.context, bytes));
  return { pictures: fetched, reading: isBroken(again) ? reading : again };
}

interface PagePictures {
  readonly fetched: readonly PictureFetch[];
  /** Bytes of all that are in the archive, by their addresses as written. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** A report photographed page by page has some twenty. */
const maxPicturesOfPage = 40;
/** A site that refuses so many of a page's pictures in a row gives none of them to strangers. */
const enoughRefusals = 2;

/** One after the other, but for those that are held already; a page that has changed may show others under their names. */
async function fetchPictures(
  { outcome }: PageReading,
  { context, sha256 }: DocumentToSee,
  address: Address,
  line: PictureLine,
): Promise<PagePictures> {
  const fetched: PictureFetch[] = [];
  const bytes = new Map<string, Uint8Array>();
  let refusals = 0;
  const isAsHeld = sha256 === address.held?.sha256;
  for (const [source, url] of listAddresses(outcome, context.url)) {
    const held = isAsHeld ? await findHeld(source, address, line) : undefined;
    if (held !== undefined) {
      bytes.set(source, held);
      continue;
    }
    if (refusals === enoughRefusals) continue;
    const { picture, body } = await fetchPicture(source, url, address, line);
    fetched.push(picture);
    if (body !== undefined) bytes.set(source, body);
    refusals = picture.fetch.outcome === "refused" ? refusals + 1 : 0;
  }
  return { fetched, bytes };
}

function listAddresses(outcome: PageReading["outcome"], pageUrl: string): Map<string, URL> {
  const unread = outcome.kind === "failed" ? [] : (outcome.unread ?? []);
  const addresses = unread.flatMap(({ source, isEmbedded }) => {
    const url = isEmbedded ? undefined : findPageAddress(source, new URL(pageUrl));
    return url === undefined ? [] : [[source, url] as const];
  });
  return new Map(addresses.slice(0, maxPicturesOfPage));
}

async function findHeld(
  source: string,
  { held }: Address,
  { archive }: PictureLine,
): Promise<Uint8Array | undefined> {
  const sha256 = held?.pictures?.get(source);
  return sha256 === undefined ? undefined : findArchived(archive, sha256);
}

async function fetchPicture(
  source: string,
  url: URL,
  page: Address,
  line: PictureLine,
): Promise<{ readonly picture: PictureFetch; readonly body: Uint8Array | undefined }> {
  const asked = { ...page, url: url.href, held: undefined, etag: undefined };
  const { fetch, document } = await fetchPage(
    { ...asked, lastModified: undefined },
    url,
    line.source,
    line,
  );
  if (document === undefined) return { picture: { source, fetch, document }, body: undefined };
  const { bytes, contentType } = document;
  const { sha256 } = await line.archive.put(bytes);
  const archived = { sha256, byteLength: bytes.byteLength, contentType };
  return { picture: { source, fetch, document: archived }, body: bytes };
}
