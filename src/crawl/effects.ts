import type { Address } from "../model/address.ts";
import type { DocumentContext, PageReading } from "../model/reading.ts";
import type { Round, Source } from "../model/source.ts";
import type { Settled, Visit } from "../model/visit.ts";
import type { Clock } from "./clock.ts";
import type { CrawlEvent } from "./crawl-event.ts";
import type { HostRests } from "./host-rests.ts";
import type { Requester } from "./http.ts";
import type { Renderer } from "./renderer.ts";
import type { RobotsCache } from "./robots.ts";

type Awaitable<T> = T | Promise<T>;

/** The addresses of all sources and what became of them; lives as long as the database. */
export interface Frontier {
  /** Queues what this round has to ask for; a round that was interrupted goes on where it was. */
  beginRound(source: Source, round: Round): Awaitable<void>;
  /** A queued address of the source that is not among those in hand; undefined when none is left. */
  nextAddress(sourceId: string, inHand: ReadonlySet<number>): Awaitable<Address | undefined>;
  /** Writes one visit and the addresses it found, all or nothing. */
  settle(visit: Visit): Awaitable<Settled>;
  /** Reports of the source held from this and earlier crawls. */
  countReports(sourceId: string): Awaitable<number>;
}

/** Where bytes are kept before anyone looks at them. */
export interface Archive {
  put(bytes: Uint8Array): Awaitable<{ readonly sha256: string }>;
  /** The bytes again; rejects if they are missing or no longer what they were. */
  get(sha256: string): Awaitable<Uint8Array>;
}

/** Requests of the fetch log. */
export interface LoggedRequests {
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly requests: number;
}

/** Everything outside the crawl that it uses. */
export interface CrawlEffects {
  readonly frontier: Frontier;
  readonly archive: Archive;
  /** Decodes and interprets a document. */
  read(bytes: Uint8Array, context: DocumentContext): Promise<PageReading>;
  /** Reads a document whose text stands in pictures; undefined without OCR. */
  readonly readPictures?:
    | ((
        bytes: Uint8Array,
        context: DocumentContext,
        pictures: ReadonlyMap<string, Uint8Array>,
      ) => Promise<PageReading>)
    | undefined;
  /** Bytes as text, in whatever charset they turn out to be: scripts and hidden fields are not among what is read. */
  toText(bytes: Uint8Array, contentType: string): string;
  readonly clock: Clock;
  readonly requester: Requester;
  /** Runs the scripts of pages that show nothing without them; if left out, pages are read as they came. */
  readonly renderer?: Renderer | undefined;
  onEvent(event: CrawlEvent): void;
  /** What was asked since a moment, for daily budgets; none is known if left out. */
  listRequests?(since: Date): Iterable<LoggedRequests>;
  /** Kept between crawls if given; otherwise every crawl asks for robots.txt once for each origin. */
  readonly robotsCache?: RobotsCache | undefined;
  /** Kept between crawls if given; otherwise a crawl does not know which hosts asked an earlier one to leave them alone. */
  readonly hostRests?: HostRests | undefined;
}
