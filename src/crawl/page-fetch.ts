import type { Address, AddressState } from "../model/address.ts";
import type { Fetch } from "../model/fetch.ts";
import { keepHeaders, toVerdict } from "./answer.ts";
import type { Pace } from "./host-pace.ts";
import { isSameSite } from "./hosts.ts";
import type { Exchange } from "./http.ts";
import {
  expectOpen,
  type PacedOptions,
  type RequestLine,
  type RequestMeter,
  requestPaced,
} from "./paced-request.ts";
import { askWithState } from "./post-back.ts";
import { isPosted, withoutForm } from "./posted-address.ts";
import type { Recollections } from "./recollection.ts";
import { followRedirects } from "./redirects.ts";
import { toReferer } from "./referer.ts";
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
  readonly recollections: Recollections;
}

const maxRedirects = 10;
/** RFC 9309, 2.3.1.2: "at least five". */
const maxRobotsRedirects = 5;

/**
 * Asks for one address: guard, robots.txt and pace for every hop of it, then the answer in our own terms. Begins at
 * `start`, which is another than the address's own where its page leads on. Rejects with the signal's reason, or with
 * `HostResting`, if there was no turn for it.
 */
export async function fetchPage(
  address: Address,
  start: URL,
  pace: Pace,
  line: FetchLine,
): Promise<PageFetch> {
  let begunAt: string | undefined;
  let isRecalled = false;
  const meter: RequestMeter = { requests: 0, durationMs: 0 };
  const askOnce = async (url: URL): Promise<Exchange> => {
    const recalled = await line.recollections.recall(url, address);
    isRecalled = recalled !== undefined;
    begunAt ??= recalled?.requestedAt;
    if (recalled !== undefined) return recalled.answer;
    const onBegun = () => {
      begunAt ??= line.clock.now().toISOString();
    };
    const headers = { ...toValidators(address, url), ...toReferer(url) };
    return askPolitely(url, pace, { headers, onBegun, meter }, line);
  };
  const { finalUrl, exchange } = await followRedirects(start, maxRedirects, (url) =>
    askWithState(url, askOnce),
  );
  const isConditional = isRecalled || Object.keys(toValidators(address, finalUrl)).length > 0;
  const { outcome, state, reason } = toVerdict(exchange, { isConditional });
  const hasAnswered = exchange.kind === "answer";
  const fetch: Fetch = {
    requestedUrl: address.url,
    finalUrl: hasAnswered ? finalUrl.href : undefined,
    requestedAt: begunAt ?? line.clock.now().toISOString(),
    httpStatus: hasAnswered ? exchange.status : undefined,
    headers: keepHeaders(exchange),
    outcome,
    reason: describe(reason, new URL(address.url), finalUrl),
    effort: meter,
  };
  return { fetch, state, document: outcome === "fetched" ? findDocument(exchange) : undefined };
}

/**
 * One hop: nothing is sent before the guard and robots.txt have agreed to it. Rejects with the signal's reason, or with
 * `HostResting`, if there was no turn for it.
 */
export async function askPolitely(
  url: URL,
  pace: Pace,
  options: PacedOptions,
  line: FetchLine,
): Promise<Exchange> {
  const refusal = line.requester.findRefusal(url);
  if (refusal !== undefined) {
    return { kind: "failed", outcome: "refused", reason: refusal, isPassing: false };
  }
  expectOpen(url, pace, line);
  const verdict = await line.robots.check(withoutForm(url), (robotsUrl) =>
    fetchRobots(robotsUrl, pace, options.meter, line),
  );
  if (verdict.kind === "failed") return verdict;
  const intervalMs = Math.max(pace.intervalMs, verdict.crawlDelayMs);
  return requestPaced(url, { ...pace, intervalMs }, options, line);
}

async function fetchRobots(
  url: URL,
  pace: Pace,
  meter: RequestMeter,
  line: FetchLine,
): Promise<Exchange> {
  // Sources of other hours may be waiting for the same file.
  const always = { ...pace, hours: undefined };
  const { exchange } = await followRedirects(url, maxRobotsRedirects, (hop) =>
    requestPaced(hop, always, { maxBodyBytes: maxRobotsBytes, meter }, line),
  );
  return exchange;
}

/**
 * Validators belong to the document that answered last time, so they go where it was answered, or to the same place
 * under another scheme or `www.`; elsewhere a 304 could be said of another document.
 */
function toValidators(address: Address, url: URL): Record<string, string> {
  // RFC 9110, 13.1.2: a condition on a POST means that it is not to be carried out.
  if (address.held === undefined || isPosted(url)) return {};
  const issuer = new URL(address.held.answeredUrl);
  if (isPosted(issuer)) return {};
  const isSamePlace = url.pathname + url.search === issuer.pathname + issuer.search;
  if (!isSamePlace || !isSameSite(issuer, url)) return {};
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
