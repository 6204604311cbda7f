import { isPassing, isSlowDown, isWall } from "./answer.ts";
import type { Clock } from "./clock.ts";
import type { CrawlEvent } from "./crawl-event.ts";
import { type Begun, describeRest, type HostPace, HostResting, type Pace } from "./host-pace.ts";
import { type Hosts, toHostName } from "./hosts.ts";
import type { Exchange, ExchangeOptions, Requester } from "./http.ts";
import { findClosedMs } from "./opening-hours.ts";
import { type RetryOptions, retryPassing } from "./retry.ts";
import { readRetryAfterMs } from "./retry-after.ts";

/** What a request of the crawl goes through. */
export interface RequestLine {
  readonly hosts: Hosts;
  readonly requester: Requester;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whose requests these are. */
  readonly source: { readonly id: string };
  onEvent(event: CrawlEvent): void;
}

/** Adds up what requests take. */
export interface RequestMeter {
  requests: number;
  durationMs: number;
}

export interface PacedOptions extends ExchangeOptions {
  readonly meter: RequestMeter;
}

/** One address asked at its host's pace, again if the failure may pass. Every attempt waits for a turn of its own. */
export function requestPaced(
  url: URL,
  pace: Pace,
  options: PacedOptions,
  line: RequestLine,
): Promise<Exchange> {
  const host = line.hosts.findPace(url, pace);
  const attempt = async (): Promise<Exchange> => {
    const exchange = await host.run((begun) => {
      // It may have waited past the end of the hours.
      expectOpen(url, pace, line);
      return exchangeMetered(url, options, line, { host, begun });
    }, line.signal);
    heed(exchange, host, line);
    return exchange;
  };
  return retryPassing(attempt, isPassing, line.retry, line.signal);
}

/** Throws HostResting outside the hours of whoever asks. */
export function expectOpen(url: URL, { hours }: Pace, { clock }: RequestLine): void {
  const closedMs = hours === undefined ? 0 : findClosedMs(hours, clock.now());
  if (closedMs === 0) return;
  const reason = `its hours are ${hours} in Asia/Shanghai`;
  throw new HostResting(describeRest(toHostName(url), closedMs, reason, clock), "operator");
}

/** A time-out is as good as an answer that took so long; a connection that is refused at once says nothing of it. */
const leastTellingMs = 1_000;

async function exchangeMetered(
  url: URL,
  { meter, ...options }: PacedOptions,
  line: RequestLine,
  { host, begun }: { readonly host: HostPace; readonly begun: Begun },
): Promise<Exchange> {
  const { clock } = line;
  // A connection that never comes about takes its time, too.
  let sentMs = clock.monotonicMs();
  let answeredMs: number | undefined;
  const onBegun = () => {
    sentMs = clock.monotonicMs();
    begun();
    options.onBegun?.();
  };
  const onAnswered = () => {
    answeredMs = clock.monotonicMs();
  };
  const exchange = await line.requester.exchange(url, { ...options, onBegun, onAnswered });
  const durationMs = clock.monotonicMs() - sentMs;
  meter.requests += 1;
  meter.durationMs += durationMs;
  const latencyMs = answeredMs === undefined ? durationMs : answeredMs - sentMs;
  if (exchange.kind === "answer" || latencyMs >= leastTellingMs) watch(host, latencyMs, line);
  return exchange;
}

function watch(host: HostPace, latencyMs: number, line: RequestLine): void {
  const reason = host.noteLatency(latencyMs);
  if (reason === undefined) return;
  const { name, intervalMs } = host;
  line.onEvent({ kind: "host_paced", sourceId: line.source.id, host: name, intervalMs, reason });
}

/** 429 and 503 are the server's word to everyone who asks this host, so the whole host is left alone for a while. */
function heed(exchange: Exchange, host: HostPace, line: RequestLine): void {
  if (exchange.kind === "failed") return;
  if (isWall(exchange)) heedWall(host, `it answered ${exchange.status}`, line);
  if (!isSlowDown(exchange)) {
    host.clearSetbacks();
    return;
  }
  const asked = readRetryAfterMs(exchange.headers["retry-after"], line.clock.now());
  const reason =
    asked === undefined
      ? `it answered ${exchange.status}`
      : `it answered ${exchange.status} with Retry-After`;
  // A wait of none, or one that is over, is what servers say that have set it once for all.
  rest(host, Math.max(asked ?? 0, toGrowing(host.countSetback(), line)), reason, line);
}

/** Leaves a host alone that puts a wall before its pages, longer each time until a page comes again. */
export function heedWall(host: HostPace, reason: string, line: RequestLine): void {
  rest(host, toGrowing(host.countWall(), line), reason, line);
}

function toGrowing(times: number, { retry: { baseDelayMs, maxDelayMs } }: RequestLine): number {
  return Math.min(baseDelayMs * 2 ** (times - 1), maxDelayMs);
}

function rest(host: HostPace, wishedMs: number, reason: string, line: RequestLine): void {
  const delayMs = host.rest(wishedMs, reason);
  line.onEvent({ kind: "host_slowed", sourceId: line.source.id, host: host.name, delayMs, reason });
}
