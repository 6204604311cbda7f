/** An address that a source led to, and what became of it. */
export interface Address {
  readonly id: number;
  readonly sourceId: string;
  readonly url: string;
  readonly role: AddressRole;
  /** Text of the link that led here; undefined for a start address. */
  readonly label: string | undefined;
  /** Links followed from a start address. */
  readonly depth: number;
  readonly attempts: number;
  /** Validators of the last answer with a body, for a conditional request. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
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
  /**
   * Depth the address is to have. Left out: one more than that of the page it was found on. The next page of a list
   * lies as deep as the list itself.
   */
  readonly depth?: number;
}
