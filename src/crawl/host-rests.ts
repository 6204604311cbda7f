import type { Clock } from "./clock.ts";
import type { CrawlEvent } from "./crawl-event.ts";

/** A host that is to be left alone. */
export interface HostRest {
  /** As its pace is named. */
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly reason: string;
}

/** The hosts that are to be left alone, from one crawl to the next. */
export interface HostRests {
  list(): readonly HostRest[];
  keep(rest: HostRest): void;
}

/** What is longer is more likely a mistake than a wish, and would take the site out of many crawls. */
const longestMs = 24 * 60 * 60 * 1000;

/** Hands a host's wish on to the next crawl. */
export function keepRest(
  { host, delayMs, reason }: Extract<CrawlEvent, { kind: "host_slowed" }>,
  rests: HostRests | undefined,
  clock: Clock,
): void {
  const untilMs = clock.now().getTime() + Math.min(delayMs, longestMs);
  rests?.keep({ host, until: new Date(untilMs).toISOString(), reason });
}

/** How long a host is still to be left alone. Where the machine's clock was set back since, that is not believed. */
export function findRestMs({ until }: HostRest, clock: Clock): number {
  const restMs = Date.parse(until) - clock.now().getTime();
  return restMs <= longestMs ? restMs : 0;
}
