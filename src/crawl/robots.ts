import { createRequire } from "node:module";
import type { Clock } from "./clock.ts";
import type { Exchange } from "./http.ts";
import { Recent } from "./recent.ts";
import type { RequestFailure } from "./request-failure.ts";
import { productName } from "./user-agent.ts";

/** What is known of one origin's robots.txt: plain data, so that it can be kept between crawls. */
export interface RobotsRecord {
  /** ISO 8601, UTC; after that it is asked for again. */
  readonly expiresAt: string;
  readonly state:
    | { readonly kind: "open" }
    | { readonly kind: "rules"; readonly text: string }
    | RequestFailure;
}

/** Where the records of origins are kept. */
export interface RobotsCache {
  find(origin: string): RobotsRecord | undefined;
  keep(origin: string, record: RobotsRecord): void;
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
  readonly cache: RobotsCache;
  readonly clock: Clock;
  onNote(origin: string, note: string): void;
}

/** The Robots Exclusion Protocol's own figures (RFC 9309, 2.4 and 2.5). */
const lifetimeMs = 24 * 60 * 60 * 1000;
const maxRulesBytes = 500 * 1024;
/** What could not be had is asked for again within the same crawl. */
const closedLifetimeMs = 5 * 60 * 1000;
/** A delay beyond this, met where a file was written for another decade, would take years for a county. */
const maxCrawlDelayMs = 60_000;
/** Far more than are under way at once. */
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

  async function fetchRecord(origin: string, fetchRobots: FetchRobots): Promise<RobotsRecord> {
    const exchange = await fetchRobots(new URL("/robots.txt", origin));
    const record = toRecord(origin, exchange, clock.now());
    cache.keep(origin, record);
    return record;
  }

  return async (origin: string, fetchRobots: FetchRobots): Promise<RobotsRecord> => {
    const kept = cache.find(origin);
    if (kept !== undefined && Date.parse(kept.expiresAt) > clock.now().getTime()) return kept;
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

/** Records for the length of one crawl; of very many sites those not met for long are asked again. */
export function createRobotsCache(): RobotsCache {
  const records = new Recent<RobotsRecord>(maxOrigins);
  return {
    find: (origin) => records.get(origin),
    keep: (origin, record) => {
      records.set(origin, record);
    },
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

function toRecord(origin: string, exchange: Exchange, now: Date): RobotsRecord {
  const state = toState(origin, exchange);
  const lifetime = state.kind === "failed" ? closedLifetimeMs : lifetimeMs;
  return { expiresAt: new Date(now.getTime() + lifetime).toISOString(), state };
}

/** RFC 9309: 4xx means there are no rules; 5xx and no answer mean that everything is closed for now. */
function toState(origin: string, exchange: Exchange): RobotsRecord["state"] {
  if (exchange.kind === "failed") {
    const outcome = exchange.outcome === "refused" ? "refused" : "unreachable";
    const isPassing = outcome === "unreachable";
    const reason = isPassing
      ? `robots.txt of ${origin} could not be had, so the site counts as closed: ${exchange.reason}`
      : exchange.reason;
    return { kind: "failed", outcome, reason, isPassing };
  }
  if (exchange.body !== undefined) return { kind: "rules", text: decodeRules(exchange.body) };
  const { status } = exchange;
  if (status >= 400 && status < 500 && status !== 429) return { kind: "open" };
  const reason = `robots.txt of ${origin} answered ${status}, so the site counts as closed for now`;
  return { kind: "failed", outcome: "refused", reason, isPassing: true };
}

function decodeRules(body: Uint8Array): string {
  const whole = new TextDecoder().decode(body.subarray(0, maxRulesBytes));
  // A rule cut in two could close or open more than it says.
  return body.byteLength > maxRulesBytes ? whole.slice(0, whole.lastIndexOf("\n") + 1) : whole;
}
