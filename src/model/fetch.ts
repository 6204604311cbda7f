/** One request for a document and how it ended; redirects followed are part of it. */
export interface Fetch {
  readonly requestedUrl: string;
  readonly finalUrl: string | undefined;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly httpStatus: number | undefined;
  /** Response headers worth keeping, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: FetchOutcome;
  /** For every outcome but `fetched` and `unchanged`: what happened, in a sentence. */
  readonly reason: string | undefined;
  /** What it took; left out where nothing was sent, as for a local file. */
  readonly effort?: Effort | undefined;
}

/** Requests made for a document, those for redirects, further attempts and robots.txt included. */
export interface Effort {
  readonly requests: number;
  /** From sending each to the end of its answer, summed; waits for a turn are not part of it. */
  readonly durationMs: number;
}

/**
 * - `fetched`: a body came and was archived
 * - `unchanged`: 304, the document we hold stands
 * - `gone`: 404 or 410
 * - `refused`: robots.txt, the address guard, 401, 403, or a challenge page
 * - `too_large`: the body passed the size cap
 * - `unreachable`: no name, no connection, a time-out, a broken answer
 * - `server_error`: the server answered 429 or 5xx to the last attempt too
 */
export type FetchOutcome =
  | "fetched"
  | "unchanged"
  | "gone"
  | "refused"
  | "too_large"
  | "unreachable"
  | "server_error";
