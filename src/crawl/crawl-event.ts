import type { AddressRole } from "../model/address.ts";
import type { Fetch } from "../model/fetch.ts";
import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import type { SourceSummary } from "./crawl-summary.ts";

/** What the crawl says while it runs, for progress and logs. */
export type CrawlEvent =
  | { readonly kind: "source_begun"; readonly sourceId: string }
  | PageDone
  | {
      readonly kind: "report_listed";
      readonly sourceId: string;
      readonly url: string;
      readonly label: string | undefined;
    }
  | {
      /** A list that a page of a dry run leads to, known before or not. */
      readonly kind: "list_found";
      readonly sourceId: string;
      readonly url: string;
    }
  | {
      readonly kind: "link_left";
      readonly sourceId: string;
      readonly pageUrl: string;
      readonly url: string;
      readonly reason: string;
    }
  | {
      /** Something that a page in the browser wanted and did not get. */
      readonly kind: "script_refused";
      readonly sourceId: string;
      readonly pageUrl: string;
      readonly url: string;
      readonly reason: string;
    }
  | {
      readonly kind: "host_slowed";
      /** The source whose request showed it. */
      readonly sourceId: string;
      readonly host: string;
      readonly delayMs: number;
      readonly reason: string;
    }
  /** A host's answers take longer than usual, or no longer do, so it is asked at another interval from now on. */
  | {
      readonly kind: "host_paced";
      /** The source whose request showed it. */
      readonly sourceId: string;
      readonly host: string;
      readonly intervalMs: number;
      readonly reason: string;
    }
  | { readonly kind: "robots_note"; readonly origin: string; readonly note: string }
  | { readonly kind: "source_done"; readonly summary: SourceSummary };

/** A page was settled: it is in the store, whatever became of it. */
export interface PageDone {
  readonly kind: "page_done";
  readonly sourceId: string;
  readonly url: string;
  readonly role: AddressRole;
  readonly label: string | undefined;
  readonly fetch: Fetch;
  readonly outcome: Outcome | undefined;
  readonly settled: Settled;
  /** The site family that read the page as a list of its own. */
  readonly family?: string | undefined;
  /** Addresses the page leads to. */
  readonly found: number;
  readonly byteLength: number;
  /** From taking the address to the end of its settling, waits included. */
  readonly durationMs: number;
}
