import { createRequire } from "node:module";
import type { Clock } from "./clock.ts";
import type { Exchange } from "./http.ts";
import { Recent } from "./recent.ts";
import type { RequestFailure } from "./request-failure.ts";
import { findLifetimeMs, isFresh, setsNoRules } from "./robots-lifetime.ts";
import { productName } from "./user-agent.ts";

/** What an origin answered when its robots.txt was asked for: plain data, so that it can be kept between crawls. */
export interface KeptRobots {
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  /** After that it is asked for again. */
  readonly expiresAt: string;
  readonly status: number;
  /** The part of the file that counts; undefined where the answer brought none. */
  readonly rules: string | undefined;
}

/** Where the answers of origins are kept for the next crawl. */
export interface RobotsCache {
  find(origin: string): KeptRobots | undefined;
  keep(origin: string, answer: KeptRobots): void;
}

interface RobotsRecord {
  readonly expiresAt: string;
  readonly state:
    | { readonly kind: "open" }
    | { readonly kind: "rules"; readonly text: string }
    | RequestFailure;
}

/** Whether an address may be asked; the failure is passing if the site may open again by itself. */
export type RobotsVerdict =
  | { readonly kind: "allowed"; readonly crawlDelayMs: number }
  | RequestFailure;

export interface Robots {
  /** `fetchRobots` brings the robots.txt of the address's origin, redirects followed, at the host's pace. */
  check(url: URL, fetchRobots: FetchRobots): Promise<RobotsVerdict>;
}

export interface RobotsEffects {
  /** Beside what is remembered for the length of the crawl. */
  readonly cache?: RobotsCache | undefined;
  readonly clock: Clock;
  onNote(origin: string, note: string): void;
}

/** The Robots Exclusion Protocol's own figure (RFC 9309, 2.5). */
const maxRulesBytes = 500 * 1024;
/** A delay beyond this, met where a file was written for another decade, would take years for a county. */
const maxCrawlDelayMs = 60_000;
/** Far more than are under way at once; of very many sites those not met for long are looked up or asked again. */
const maxOrigins = 500;
/** Read, but rules are only taken from its first 500 KiB. */
export const maxRobotsBytes = 4 * 1024 * 1024;

interface Rules {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getMatchingLineNumber(url: string, userAgent: string): number;
  getCrawlDelay(userAgent: string): number | undefined;
}

// The package is CommonJS and its types claim an ES default export, which is not there under Node's own rules.
const parseRules: (url: string, text: string) => Rules = createRequire(import.meta.url)(
  "robots-parser",
);

type FetchRobots = (url: URL) => Promise<Exchange>;

/** The robots.txt files of one crawl. */
export function createRobots(effects: RobotsEffects): Robots {
  const findRecord = createRecordFinder(effects);
  const findRules = createRulesFinder(effects);
  return {
    async check(url, fetchRobots) {
      const record = await findRecord(url.origin, fetchRobots);
      const { state } = record;
      if (state.kind === "open") return { kind: "allowed", crawlDelayMs: 0 };
      if (state.kind === "failed") return state;
      return judge(url, findRules(url.origin, record, state.text));
    },
  };
}

/** The record kept or, if it is not there or too old, a new one. Pages that come up together ask once. */
function createRecordFinder({ cache, clock }: RobotsEffects) {
  const underWay = new Map<string, Promise<RobotsRecord>>();
  const known = new Recent<RobotsRecord>(maxOrigins);

  function findKnown(origin: string): RobotsRecord | undefined {
    const now = clock.now();
    const record = known.get(origin);
    if (record !== undefined && isFresh(record, now)) return record;
    const kept = cache?.find(origin);
    if (kept === undefined || !isFresh(kept, now)) return undefined;
    const { expiresAt, status, rules } = kept;
    const again = { expiresAt, state: toState(origin, status, rules) };
    known.set(origin, again);
    return again;
  }

  async function fetchRecord(origin: string, fetchRobots: FetchRobots): Promise<RobotsRecord> {
    const exchange = await fetchRobots(new URL("/robots.txt", origin));
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + findLifetimeMs(exchange)).toISOString();
    if (exchange.kind === "failed") {
      const record = { expiresAt, state: toFailure(origin, exchange) };
      known.set(origin, record);
      return record;
    }
    const { status, body } = exchange;
    const rules = body && decodeRules(body);
    const record = { expiresAt, state: toState(origin, status, rules) };
    known.set(origin, record);
    cache?.keep(origin, { fetchedAt: now.toISOString(), expiresAt, status, rules });
    return record;
  }

  return async (origin: string, fetchRobots: FetchRobots): Promise<RobotsRecord> => {
    const record = findKnown(origin);
    if (record !== undefined) return record;
    const other = underWay.get(origin);
    if (other !== undefined) return other;
    const fetching = fetchRecord(origin, fetchRobots).finally(() => underWay.delete(origin));
    underWay.set(origin, fetching);
    return fetching;
  };
}

/** The rules of a record, parsed once. */
function createRulesFinder({ onNote }: RobotsEffects) {
  const parsed = new Recent<{ readonly expiresAt: string; readonly rules: Rules }>(maxOrigins);
  return (origin: string, { expiresAt }: RobotsRecord, text: string): Rules => {
    const known = parsed.get(origin);
    if (known?.expiresAt === expiresAt) return known.rules;
    const rules = parseRules(`${origin}/robots.txt`, text);
    parsed.set(origin, { expiresAt, rules });
    const delaySeconds = rules.getCrawlDelay(productName) ?? 0;
    if (delaySeconds * 1000 > maxCrawlDelayMs) {
      onNote(origin, `Crawl-delay ${delaySeconds} s is kept as ${maxCrawlDelayMs / 1000} s`);
    }
    return rules;
  };
}

function judge(url: URL, rules: Rules): RobotsVerdict {
  if (rules.isAllowed(url.href, productName) === false) {
    const line = rules.getMatchingLineNumber(url.href, productName);
    const reason = `robots.txt of ${url.host} closes ${url.pathname} (line ${line})`;
    return { kind: "failed", outcome: "refused", reason, isPassing: false };
  }
  const delayMs = Math.max(0, (rules.getCrawlDelay(productName) ?? 0) * 1000);
  return { kind: "allowed", crawlDelayMs: Math.min(delayMs, maxCrawlDelayMs) };
}

/**
 * RFC 9309: 4xx means there are no rules; 5xx means that everything is closed for now, whatever was said before. That the
 * copy of yesterday might still be used (2.4) is left: whoever cannot give a small file is to be left alone.
 */
function toState(origin: string, status: number, rules: string | undefined): RobotsRecord["state"] {
  if (rules !== undefined) return { kind: "rules", text: rules };
  if (setsNoRules(status)) return { kind: "open" };
  const reason = `robots.txt of ${origin} answered ${status}, so the site counts as closed for now`;
  return { kind: "failed", outcome: "refused", reason, isPassing: true };
}

/** No answer at all: nothing that could be told the next crawl, as the network may be at fault, or our own rules. */
function toFailure(origin: string, failure: RequestFailure): RequestFailure {
  const outcome = failure.outcome === "refused" ? "refused" : "unreachable";
  const isPassing = outcome === "unreachable";
  const reason = isPassing
    ? `robots.txt of ${origin} could not be had, so the site counts as closed: ${failure.reason}`
    : failure.reason;
  return { kind: "failed", outcome, reason, isPassing };
}

function decodeRules(body: Uint8Array): string {
  const whole = new TextDecoder().decode(body.subarray(0, maxRulesBytes));
  // A rule cut in two could close or open more than it says.
  return body.byteLength > maxRulesBytes ? whole.slice(0, whole.lastIndexOf("\n") + 1) : whole;
}
