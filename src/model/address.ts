/** An address that a source led to, and what became of it. */
export interface Address {
  readonly id: number;
  readonly sourceId: string;
  readonly url: string;
  readonly role: AddressRole;
  /** The best that links leading here say of it; undefined if none says anything. */
  readonly label: string | undefined;
  /** ISO date of publication that a page leading here gives for it. */
  readonly linkDate?: string | undefined;
  /** Links followed from a start address. */
  readonly depth: number;
  readonly attempts: number;
  /** Validators of the last answer with a body, for a conditional request. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** The document it brought last; undefined if it never brought any. */
  readonly held: HeldDocument | undefined;
}

/** A document in the archive, as an address brought it. */
export interface HeldDocument {
  readonly sha256: string;
  /** Content type and address it first came with: whoever reads it again is told the same. */
  readonly contentType: string;
  readonly url: string;
  /** The address that answered when it came last, redirects followed: validators are meant for it. */
  readonly answeredUrl: string;
  /** The label and date it was last asked for under. */
  readonly label: string | undefined;
  readonly linkDate?: string | undefined;
  /**
   * `whole`: it was read as a report, and there is nothing to be learnt from reading it again. A report that is an image
   * may have pictures to be fetched, and lists lead on.
   */
  readonly readAs?: "whole" | "other" | undefined;
  /** What was wanted when it was asked for last: more may be wanted today. */
  readonly wanted?: Wanted | undefined;
  /** SHA-256 of its pictures that are in the archive, by their addresses as written. */
  readonly pictures?: ReadonlyMap<string, string> | undefined;
  /** If it is a page after its scripts: the page as the server sent it. */
  readonly received?: ReceivedDocument | undefined;
}

export interface Wanted {
  /** Reports of earlier years were left; undefined if none were. */
  readonly sinceYear: number | undefined;
  readonly ocr: "on" | "off";
}

/** A page in the archive as the server sent it. */
export interface ReceivedDocument {
  readonly sha256: string;
  readonly byteLength: number;
  readonly contentType: string;
  readonly answeredUrl: string;
}

export type AddressRole = "start" | "list" | "report" | "attachment";

/**
 * - `queued`: to be fetched in this round
 * - `done`: fetched, or confirmed unchanged
 * - `failed`: could not be had this round; the next crawl asks again
 * - `refused`: robots.txt, a block, a login or the address guard said no
 * - `gone`: 404 or 410; a report we hold stays
 */
export type AddressState = "queued" | "done" | "failed" | "refused" | "gone";

/** An address found on a page, not yet known to the frontier. */
export interface FoundAddress {
  readonly url: string;
  readonly role: AddressRole;
  readonly label: string | undefined;
  readonly linkDate?: string | undefined;
  /**
   * Depth the address is to have. Left out: one more than that of the page it was found on. The next page of a list
   * lies as deep as the list itself.
   */
  readonly depth?: number;
}
