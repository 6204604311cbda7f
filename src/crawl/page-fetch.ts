import type { Address, AddressState } from "../model/address.ts";
import type { Fetch } from "../model/fetch.ts";
import { keepHeaders, toVerdict } from "./answer.ts";
import type { Pace } from "./host-pace.ts";
import { isSameSite } from "./hosts.ts";
import type { Exchange, ExchangeOptions } from "./http.ts";
import { type RequestLine, requestPaced } from "./paced-request.ts";
import { followRedirects } from "./redirects.ts";
import { maxRobotsBytes, type Robots } from "./robots.ts";

/** One address asked for, redirects followed, and what the address is from now on. */
export interface PageFetch {
  readonly fetch: Fetch;
  readonly state: AddressState;
  /** Undefined if no body came. */
  readonly document: FetchedDocument | undefined;
}

export interface FetchedDocument {
  readonly bytes: Uint8Array;
  /** As the server declared it; `application/octet-stream` if it did not. */
  readonly contentType: string;
}

export interface FetchLine extends RequestLine {
  readonly robots: Robots;
}

const maxRedirects = 10;
/** RFC 9309, 2.3.1.2: "at least five". */
const maxRobotsRedirects = 5;

/**
 * Asks for one address: guard, robots.txt and pace for every hop of it, then the answer in our own terms. Rejects
 * with the signal's reason, or with `HostResting`, if there was no turn for it.
 */
export async function fetchPage(address: Address, pace: Pace, line: FetchLine): Promise<PageFetch> {
  let begunAt: Date | undefined;
  const onBegun = () => {
    begunAt ??= line.clock.now();
  };
  const start = new URL(address.url);
  const { finalUrl, exchange } = await followRedirects(start, maxRedirects, (url) =>
    askPolitely(url, pace, { headers: toValidators(address, start, url), onBegun }, line),
  );
  const isConditional = Object.keys(toValidators(address, start, finalUrl)).length > 0;
  const { outcome, state, reason } = toVerdict(exchange, { isConditional });
  const hasAnswered = exchange.kind === "answer";
  const fetch: Fetch = {
    requestedUrl: address.url,
    finalUrl: hasAnswered ? finalUrl.href : undefined,
    requestedAt: (begunAt ?? line.clock.now()).toISOString(),
    httpStatus: hasAnswered ? exchange.status : undefined,
    headers: keepHeaders(exchange),
    outcome,
    reason: describe(reason, start, finalUrl),
  };
  return { fetch, state, document: outcome === "fetched" ? findDocument(exchange) : undefined };
}

/** One hop: nothing is sent before the guard and robots.txt have agreed to it. */
async function askPolitely(
  url: URL,
  pace: Pace,
  options: ExchangeOptions,
  line: FetchLine,
): Promise<Exchange> {
  const refusal = line.requester.findRefusal(url);
  if (refusal !== undefined) {
    return { kind: "failed", outcome: "refused", reason: refusal, isPassing: false };
  }
  const verdict = await line.robots.check(url, (robotsUrl) => fetchRobots(robotsUrl, pace, line));
  if (verdict.kind === "failed") return verdict;
  const intervalMs = Math.max(pace.intervalMs, verdict.crawlDelayMs);
  return requestPaced(url, { ...pace, intervalMs }, options, line);
}

async function fetchRobots(url: URL, pace: Pace, line: FetchLine): Promise<Exchange> {
  const { exchange } = await followRedirects(url, maxRobotsRedirects, (hop) =>
    requestPaced(hop, pace, { maxBodyBytes: maxRobotsBytes }, line),
  );
  return exchange;
}

/**
 * Validators belong to the document that answered last time. They go along a redirect that only changes the scheme or
 * the `www.`; elsewhere a 304 could be said of another document.
 */
function toValidators(address: Address, start: URL, url: URL): Record<string, string> {
  const isSamePlace = url.pathname + url.search === start.pathname + start.search;
  if (!isSamePlace || !isSameSite(start, url)) return {};
  const validators: Record<string, string> = {};
  if (address.etag !== undefined) validators["if-none-match"] = address.etag;
  if (address.lastModified !== undefined) validators["if-modified-since"] = address.lastModified;
  return validators;
}

function describe(reason: string | undefined, start: URL, finalUrl: URL): string | undefined {
  if (reason === undefined || start.href === finalUrl.href) return reason;
  return `${reason} (after a redirect to ${finalUrl.href})`;
}

function findDocument(exchange: Exchange): FetchedDocument | undefined {
  if (exchange.kind === "failed" || exchange.body === undefined) return undefined;
  const contentType = exchange.headers["content-type"] ?? "application/octet-stream";
  return { bytes: exchange.body, contentType };
}
