import type { Source } from "../model/source.ts";
import { isSameSite } from "./hosts.ts";
import type { Exchange } from "./http.ts";
import type { RequestMeter } from "./paced-request.ts";
import { askPolitely, type FetchLine } from "./page-fetch.ts";
import { toPostedAddress } from "./posted-address.ts";
import { followRedirects, readLocation } from "./redirects.ts";
import type { PageAnswer, PageRequest, PageRequests } from "./rendered-page.ts";

/** What asking for what a page's scripts want needs. */
export interface ScriptLine extends FetchLine {
  readonly source: Source;
}

/** Scripts that the pages of one source share, by address: they are asked for once in a crawl. */
export type ScriptCache = Map<string, PageAnswer & { readonly kind: "answer" }>;

export interface OpenPageRequests extends PageRequests {
  readonly meter: RequestMeter;
}

/** A page of a large framework asks for some thirty. */
const maxRequests = 60;
const maxRedirects = 5;
/** A page that leads on and on. */
const maxNavigations = 5;
const maxBodyBytes = 8 * 1024 * 1024;
const maxCachedScripts = 50;
const maxCachedBytes = 1024 * 1024;

/** What the server is told of a page's own request. No cookies: a page that needs them is a session, or a wall. */
const sentHeaders = ["accept", "content-type", "x-requested-with", "referer"];
/** What the browser is told of an answer: how to read it, and whether another site's script may. */
const passedHeaders =
  /^(?:content-type|access-control-allow-(?:origin|credentials|headers|methods))$/u;

/**
 * Asks for what the scripts of one page want as the crawl asks for everything: guard, robots.txt and pace for every hop.
 * What is refused is said, and the page goes on without it.
 */
export function createPageRequests(
  pageUrl: URL,
  cache: ScriptCache,
  line: ScriptLine,
): OpenPageRequests {
  const meter: RequestMeter = { requests: 0, durationMs: 0 };
  const budget = { requests: maxRequests, navigations: maxNavigations };
  const { id: sourceId } = line.source;
  const onRefused = (url: string, reason: string) =>
    line.onEvent({ kind: "script_refused", sourceId, pageUrl: pageUrl.href, url, reason });
  return {
    meter,
    onRefused,
    async ask(request, signal) {
      const known = request.kind === "script" ? cache.get(request.url) : undefined;
      if (known !== undefined) return known;
      const url = new URL(request.url);
      const answer =
        findObjection(request, url, pageUrl, budget) ??
        (await bring(request, url, meter, { ...line, signal }));
      if (typeof answer === "string") {
        onRefused(url.href, answer);
        return { kind: "refused" };
      }
      if (request.kind === "script") keep(cache, request.url, answer);
      return answer;
    },
  };
}

/** What a page may still ask for. */
interface Budget {
  requests: number;
  navigations: number;
}

function findObjection(
  { kind, method }: PageRequest,
  url: URL,
  page: URL,
  budget: Budget,
): string | undefined {
  if (method !== "GET" && method !== "POST") return `the method ${method} is not used`;
  budget.requests -= 1;
  if (budget.requests < 0) return `the page wants more than ${maxRequests} things`;
  return kind === "document" ? findObjectionToLeading(method, url, page, budget) : undefined;
}

function findObjectionToLeading(
  method: string,
  url: URL,
  page: URL,
  budget: Budget,
): string | undefined {
  if (method === "POST") return "no form is sent";
  if (!isSameSite(url, page)) return "it leads to another site";
  budget.navigations -= 1;
  return budget.navigations < 0 ? `it leads on more than ${maxNavigations} times` : undefined;
}

type Answer = PageAnswer & { readonly kind: "answer" };

/** A sentence if there is no answer. */
async function bring(
  request: PageRequest,
  url: URL,
  meter: RequestMeter,
  line: ScriptLine,
): Promise<Answer | string> {
  url.hash = "";
  const start = request.method === "POST" ? toPostedAddress(url, request.body ?? "") : url;
  const headers = Object.fromEntries(
    sentHeaders.flatMap((name) => {
      const value = request.headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const askOnce = (hop: URL) =>
    askPolitely(hop, line.source, { headers, maxBodyBytes, meter }, line);
  try {
    if (request.kind === "document") return toLeadOn(await askOnce(start), start);
    return toAnswer((await followRedirects(start, maxRedirects, askOnce)).exchange);
  } catch (error) {
    // The crawl was stopped, the page's time is up, or the host wants to be left alone.
    return error instanceof Error ? error.message : String(error);
  }
}

/** The browser must know where it is, so it takes each hop of a page that leads on by itself, and comes back here. */
function toLeadOn(exchange: Exchange, url: URL): Answer | string {
  const location = exchange.kind === "answer" ? exchange.headers.location : undefined;
  if (exchange.kind === "failed" || exchange.body !== undefined || location === undefined) {
    return toAnswer(exchange);
  }
  const next = readLocation(location, url);
  if (next === undefined) return `a redirect to what is no address: ${location}`;
  const href = next.href.replaceAll('"', "%22");
  const body = Buffer.from(`<meta http-equiv="refresh" content="0;url=${href}">`);
  return { kind: "answer", status: 200, headers: { "content-type": "text/html" }, body };
}

function toAnswer(exchange: Exchange): Answer | string {
  if (exchange.kind === "failed") return exchange.reason;
  const { status, body = new Uint8Array() } = exchange;
  const headers = Object.fromEntries(
    Object.entries(exchange.headers).filter(([name]) => passedHeaders.test(name)),
  );
  return { kind: "answer", status, headers, body };
}

function keep(cache: ScriptCache, url: string, answer: Answer): void {
  const isWorthIt = answer.status === 200 && answer.body.byteLength <= maxCachedBytes;
  if (isWorthIt && cache.size < maxCachedScripts) cache.set(url, answer);
}
