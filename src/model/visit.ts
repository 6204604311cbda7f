import type { Address, AddressState, FoundAddress } from "./address.ts";
import type { Fetch } from "./fetch.ts";
import type { Outcome } from "./reading.ts";

/** Bytes in the archive. */
export interface ArchivedDocument {
  readonly sha256: string;
  readonly byteLength: number;
  /** As the server or the file's name declared it, with parameters. */
  readonly contentType: string;
}

/** A picture of a page, asked for with it because a table may stand in it. */
export interface PictureFetch {
  /** Its address as written in the page. */
  readonly source: string;
  readonly fetch: Fetch;
  /** Undefined if it did not come. */
  readonly document: ArchivedDocument | undefined;
}

/** A page as the server sent it, where what is read is what its scripts made of it. */
export interface ReceivedPage {
  readonly fetch: Fetch;
  readonly document: ArchivedDocument;
}

/** One document asked for, from request to reading: what the store writes in one transaction. */
export interface Visit {
  /** Undefined for a local file. */
  readonly sourceId: string | undefined;
  readonly address: Address | undefined;
  readonly fetch: Fetch;
  /** Undefined if no body came. */
  readonly document: ArchivedDocument | undefined;
  /** If `fetch` and `document` are a page after its scripts: the page before them. */
  readonly received?: ReceivedPage | undefined;
  /** Of an unchanged document: what it reads as today. */
  readonly outcome: Outcome | undefined;
  readonly pictures?: readonly PictureFetch[] | undefined;
  /** Addresses the document leads to. */
  readonly found: readonly FoundAddress[];
  /** What the address is from now on. */
  readonly state: AddressState;
}

/** What storing a visit changed. */
export interface Settled {
  readonly change: "new_report" | "new_version" | "unchanged" | "none";
  readonly reportId: number | undefined;
}
