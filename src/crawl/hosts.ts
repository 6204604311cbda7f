import { isIP } from "node:net";
import { getDomain } from "tldts";
import { toPort } from "./address-guard.ts";
import type { Clock } from "./clock.ts";
import { HostPace, type Pace } from "./host-pace.ts";
import { findRestMs, type HostRest } from "./host-rests.ts";
import type { PastRequests } from "./request-budget.ts";

/** The hosts of one crawl: whoever asks the same one gets the same pace. */
export interface Hosts {
  /** The pace of the host an address lies on, at least as gentle as the one given. */
  findPace(url: URL, pace: Pace): HostPace;
}

export interface HostsOptions {
  /** The longest wait for a host that is to be left alone. */
  readonly maxWaitMs: number;
  /** Requests of the last 24 hours by the names of their hosts. */
  readonly past?: ReadonlyMap<string, readonly PastRequests[]>;
  /** Hosts that asked an earlier crawl to leave them alone. */
  readonly rests?: readonly HostRest[] | undefined;
}

/** The hosts of one crawl, none known yet. */
export function createHosts({ maxWaitMs, past, rests = [] }: HostsOptions, clock: Clock): Hosts {
  const paces = new Map<string, HostPace>();
  const restOf = new Map(rests.map((rest) => [rest.host, rest]));
  return {
    findPace(url, pace) {
      const name = toHostName(url);
      const known = paces.get(name);
      if (known === undefined) {
        const created = new HostPace(name, pace, { maxWaitMs, past: past?.get(name) ?? [] }, clock);
        paces.set(name, created);
        const rest = restOf.get(name);
        if (rest !== undefined) created.rest(findRestMs(rest, clock), rest.reason);
        return created;
      }
      known.tighten(pace);
      return known;
    },
  };
}

/**
 * The name under which addresses share a pace: the registrable domain, because a county's bureaus are names on one
 * server, and the port. 80 and 443 are one place and stay unwritten. A numeric address stands for itself.
 */
export function toHostName(url: URL): string {
  const port = toPort(url);
  const domain = toSite(url);
  return port === 80 || port === 443 ? domain : `${domain}:${port}`;
}

/** True if two addresses belong to one site: one registrable domain, or one numeric address and port. */
export function isSameSite(one: URL, other: URL): boolean {
  if (toSite(one) !== toSite(other)) return false;
  return !isNumeric(one) || toPort(one) === toPort(other);
}

function toSite(url: URL): string {
  if (isNumeric(url)) return url.hostname;
  return getDomain(url.hostname) ?? url.hostname;
}

function isNumeric(url: URL): boolean {
  return url.hostname.startsWith("[") || isIP(url.hostname) !== 0;
}
