import { isPassing, isSlowDown } from "./answer.ts";
import type { Clock } from "./clock.ts";
import type { CrawlEvent } from "./crawl-event.ts";
import type { Begun, HostPace, Pace } from "./host-pace.ts";
import type { Hosts } from "./hosts.ts";
import type { Exchange, ExchangeOptions, Requester } from "./http.ts";
import { type RetryOptions, retryPassing } from "./retry.ts";
import { readRetryAfterMs } from "./retry-after.ts";

/** What a request of the crawl goes through. */
export interface RequestLine {
  readonly hosts: Hosts;
  readonly requester: Requester;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
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
    const exchange = await host.run(
      (begun) => exchangeMetered(url, options, line, begun),
      line.signal,
    );
    heed(exchange, host, line);
    return exchange;
  };
  return retryPassing(attempt, isPassing, line.retry, line.signal);
}

async function exchangeMetered(
  url: URL,
  { meter, ...options }: PacedOptions,
  { clock, requester }: RequestLine,
  begun: Begun,
): Promise<Exchange> {
  // A connection that never comes about takes its time, too.
  let sentMs = clock.monotonicMs();
  const onBegun = () => {
    sentMs = clock.monotonicMs();
    begun();
    options.onBegun?.();
  };
  const exchange = await requester.exchange(url, { ...options, onBegun });
  meter.requests += 1;
  meter.durationMs += clock.monotonicMs() - sentMs;
  return exchange;
}

/** 429 and 503 are the server's word to everyone who asks this host, so the whole host is left alone for a while. */
function heed(exchange: Exchange, host: HostPace, line: RequestLine): void {
  if (exchange.kind === "failed") return;
  if (!isSlowDown(exchange)) {
    host.clearSetbacks();
    return;
  }
  const asked = readRetryAfterMs(exchange.headers["retry-after"], line.clock.now());
  const { baseDelayMs, maxDelayMs } = line.retry;
  const growing = Math.min(baseDelayMs * 2 ** (host.countSetback() - 1), maxDelayMs);
  const reason =
    asked === undefined
      ? `it answered ${exchange.status}`
      : `it answered ${exchange.status} with Retry-After`;
  const delayMs = host.rest(asked ?? growing, reason);
  line.onEvent({ kind: "host_slowed", host: host.name, delayMs, reason });
}
