import type { Exchange } from "./http.ts";
import { isPosted } from "./posted-address.ts";
import type { RequestFailure } from "./request-failure.ts";

/** "ä", a byte of 政府 written as it is, in UTF-8 or GBK: a header is handed over with a character for each byte. */
const rawByte = /[\u0080-\u00ff]/g;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** RFC 9110, 15.4.8 and 15.4.9: the method and the form stay. */
const keepingStatuses: ReadonlySet<number> = new Set([307, 308]);

/** The end of a chain of redirects: the last address asked, and what it gave. */
export interface Followed {
  readonly finalUrl: URL;
  readonly exchange: Exchange;
}

/** Asks an address and every one it redirects to, one by one, until something else than a redirect comes. */
export async function followRedirects(
  start: URL,
  maxRedirects: number,
  ask: (url: URL) => Promise<Exchange>,
): Promise<Followed> {
  const asked = new Set<string>();
  let url = start;
  for (;;) {
    asked.add(url.href);
    const exchange = await ask(url);
    const next = findRedirect(exchange, url);
    if (next === undefined) return { finalUrl: url, exchange };
    if (typeof next === "string") return { finalUrl: url, exchange: toFailure(next) };
    if (asked.has(next.href)) {
      return {
        finalUrl: url,
        exchange: toFailure(`the redirects turn in a circle at ${next.href}`),
      };
    }
    if (asked.size > maxRedirects) {
      return { finalUrl: url, exchange: toFailure(`more than ${maxRedirects} redirects`) };
    }
    url = next;
  }
}

/** The address in a Location header, relative to the one that sent it; undefined if it is none. */
export function readLocation(location: string, url: URL): URL | undefined {
  const written = location.replace(rawByte, encodeByte);
  return URL.canParse(written, url.href) ? new URL(written, url) : undefined;
}

const encodeByte = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;

/** Where a redirect leads; a sentence if it leads nowhere; undefined for any other exchange. */
function findRedirect(exchange: Exchange, url: URL): URL | string | undefined {
  if (exchange.kind === "failed" || !redirectStatuses.has(exchange.status)) return undefined;
  const { location } = exchange.headers;
  if (location === undefined) return `${exchange.status} without a Location`;
  const next = readLocation(location, url);
  if (next === undefined) return `a redirect to what is no address: ${location}`;
  next.hash = isPosted(url) && isStillAsked(exchange.status, next, url) ? url.hash : "";
  return next;
}

/** A form is sent on where the server says so, and where a site has only moved to another host or scheme. */
function isStillAsked(status: number, next: URL, url: URL): boolean {
  const isSamePlace = next.pathname === url.pathname && next.search === url.search;
  return keepingStatuses.has(status) || isSamePlace;
}

function toFailure(reason: string): RequestFailure {
  return { kind: "failed", outcome: "unreachable", reason, isPassing: false };
}
