import type { AddressState } from "../model/address.ts";
import type { FetchOutcome } from "../model/fetch.ts";
import type { Answer, Exchange } from "./http.ts";

/** What an exchange means for the address that was asked. */
export interface Verdict {
  readonly outcome: FetchOutcome;
  readonly state: AddressState;
  readonly reason: string | undefined;
}

/** Response headers that say something about the document or the server's wishes. */
const keptHeaders = [
  "content-type",
  "content-length",
  "content-encoding",
  "content-disposition",
  "etag",
  "last-modified",
  "date",
  "server",
  "retry-after",
  "location",
];
const maxHeaderLength = 1_000;

/**
 * Answers by which a wall in front of the site asks for a script to be run: 412 from one widespread product in
 * China, 521 from another. Nothing here tries to pass it.
 */
const challengeStatuses: ReadonlySet<number> = new Set([412, 521]);
const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** True if the same request may well succeed in a moment. */
export function isPassing(exchange: Exchange): boolean {
  return exchange.kind === "failed" ? exchange.isPassing : passingStatuses.has(exchange.status);
}

/** True if the server asks for fewer requests. */
export function isSlowDown(exchange: Exchange): exchange is Answer {
  return exchange.kind === "answer" && (exchange.status === 429 || exchange.status === 503);
}

/** 401 and 403 are what a wall or a login answers most often, 407 a proxy that wants one. */
const refusingStatuses: ReadonlySet<number> = new Set([401, 403, 407, ...challengeStatuses]);

/** True if the server asks for somebody else: a login, a person, a browser. */
export function isWall(exchange: Exchange): exchange is Answer {
  return exchange.kind === "answer" && refusingStatuses.has(exchange.status);
}

/** `isConditional`: validators were sent along, so that 304 has a meaning. */
export function toVerdict(
  exchange: Exchange,
  { isConditional }: { readonly isConditional: boolean },
): Verdict {
  if (exchange.kind === "failed") {
    const isFinal = exchange.outcome === "refused" && !exchange.isPassing;
    const state = isFinal ? "refused" : "failed";
    return { outcome: exchange.outcome, state, reason: exchange.reason };
  }
  const { status } = exchange;
  if (exchange.body !== undefined && status !== 206) {
    return { outcome: "fetched", state: "done", reason: undefined };
  }
  if (status === 304 && isConditional) {
    return { outcome: "unchanged", state: "done", reason: undefined };
  }
  return toRefusal(status);
}

function toRefusal(status: number): Verdict {
  const reason = `the server answered ${status}`;
  if (status === 404 || status === 410) return { outcome: "gone", state: "gone", reason };
  if (challengeStatuses.has(status)) {
    return {
      outcome: "refused",
      state: "refused",
      reason: `${reason}: a challenge that only a browser passes`,
    };
  }
  if (passingStatuses.has(status) || status >= 500) {
    return { outcome: "server_error", state: "failed", reason };
  }
  if (status >= 400) return { outcome: "refused", state: "refused", reason };
  return {
    outcome: "unreachable",
    state: "failed",
    reason: `${reason}, which means nothing to this request`,
  };
}

/** The headers of an answer that go into the fetch log. */
export function keepHeaders(exchange: Exchange): Record<string, string> {
  if (exchange.kind === "failed") return {};
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = exchange.headers[name];
    // An empty tag sent back would keep a server from looking at the date beside it.
    if (value !== undefined && value !== "") kept[name] = value.slice(0, maxHeaderLength);
  }
  return kept;
}
