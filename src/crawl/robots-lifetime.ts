import type { Exchange } from "./http.ts";

/** RFC 9309, 2.4: no copy is to be used for longer. */
const longestMs = 24 * 60 * 60 * 1000;
/** County servers forbid caching of everything they send; to ask for the file again and again would be no courtesy. */
const shortestMs = 60 * 60 * 1000;
/** What could not be had is asked for again within the same crawl. */
const closedMs = 5 * 60 * 1000;

/** max-age=3600; s-maxage is for caches that many share */
const maxAge = /(?:^|[\s,])max-age="?(\d+)/i;
/** no-store, no-cache="set-cookie" */
const noCache = /(?:^|[\s,])no-(?:store|cache)\b/i;
/** 120 */
const seconds = /^\d+$/;

/**
 * How long what was said when robots.txt was asked for holds: a day, or less where `Cache-Control` says so, which RFC 9309
 * (2.4) allows to be heeded, but no less than an hour. A site that counts as closed does so for five minutes.
 */
export function findLifetimeMs(exchange: Exchange): number {
  if (exchange.kind === "failed") return closedMs;
  const { status, headers, body } = exchange;
  if (body === undefined && !setsNoRules(status)) return closedMs;
  const wishMs = readWishMs(headers["cache-control"] ?? "", headers.age ?? "");
  return Math.min(longestMs, Math.max(shortestMs, wishMs));
}

/** RFC 9309, 2.3.1.3: the file is unavailable. 429 is no such word, but the wish to be left alone. */
export function setsNoRules(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

function readWishMs(cacheControl: string, age: string): number {
  if (noCache.test(cacheControl)) return 0;
  const lifetime = maxAge.exec(cacheControl)?.[1];
  if (lifetime === undefined) return longestMs;
  const spent = seconds.test(age.trim()) ? Number(age) : 0;
  return (Number(lifetime) - spent) * 1000;
}

/** Not yet expired; where the machine's clock was set back since, an answer from the future is not believed for longer. */
export function isFresh({ expiresAt }: { readonly expiresAt: string }, now: Date): boolean {
  const restMs = Date.parse(expiresAt) - now.getTime();
  return restMs > 0 && restMs <= longestMs;
}
