import { toHostName } from "../crawl/hosts.ts";
import {
  listRunLosses,
  listRunRequests,
  type RunLoss,
  type RunReport,
  type RunRequest,
  readRunReport,
} from "../store/run-report.ts";
import { withStore } from "./session.ts";
import type { SharedOptions } from "./shared-options.ts";
import { toRunJson } from "./status-read.ts";

/** Losses of one kind and for one reason, whatever the host. */
export interface LossGroup {
  readonly kind: RunLoss["kind"];
  readonly reason: string;
  readonly addresses: number;
  readonly hosts: number;
  /** The first of them, to look at. */
  readonly example: string;
}

/** How one host served a run. */
export interface HostSpeed {
  readonly host: string;
  readonly requests: number;
  /** Of the requests for one document, in milliseconds. */
  readonly medianMs: number;
  readonly worstMs: number;
}

/** A run's report with its losses and hosts summed up. */
export interface RunStory extends RunReport {
  /** The most frequent first. */
  readonly losses: readonly LossGroup[];
  /** The slowest first. */
  readonly hosts: readonly HostSpeed[];
}

/** Reads what one run did; undefined if there is no such run. */
export function readRunStory(shared: SharedOptions, wanted: number | "last"): RunStory | undefined {
  return withStore(shared, (store) => {
    const report = readRunReport(store, wanted);
    if (report === undefined) return undefined;
    const { runId } = report.run;
    return {
      ...report,
      losses: groupLosses(listRunLosses(store, runId)),
      hosts: measureHosts(listRunRequests(store, runId)),
    };
  });
}

/** "robots.txt of http://www.qingshi.example could not be had, so the site counts as closed: " */
const ROBOTS_LOST = /^robots\.txt of \S+ could not be had, so the site counts as closed: /;
/** "robots.txt of www.qingshi.example closes /a.html (line 4)" */
const ROBOTS_RULE = /^robots\.txt of \S+ closes .*$/;
/** "www.qingshi.example:8080: the connection was refused": what is said of a host. */
const HOST_IN_FRONT = /^[\w.[\]:-]+: /;
/** " (after a redirect to http://www.qingshi.example/new/)" */
const REDIRECT_BEHIND = / \(after a redirect to \S+\)$/;
/** "http://www.qingshi.example/robots.txt" inside a sentence */
const ADDRESS_WITHIN = /https?:\/\/\S+/g;

/** A reason without what is this one address's: a hundred hosts that refuse connections are one line, not a hundred. */
export function toCommonReason(reason: string, url: string): string {
  const said = reason.replace(REDIRECT_BEHIND, "").replace(ROBOTS_RULE, "robots.txt closes it");
  const cause = said.replace(ROBOTS_LOST, "");
  const common = cause
    .replace(HOST_IN_FRONT, "")
    .replace(ADDRESS_WITHIN, "…")
    .replaceAll(toHost(url), "the host");
  return cause === said ? common : `no robots.txt: ${common}`;
}

/** Something that is in no reason for a file of this machine, which has no host. */
function toHost(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "" ? url : host;
}

function groupLosses(losses: Iterable<RunLoss>): LossGroup[] {
  const groups = new Map<string, Omit<LossGroup, "hosts"> & { readonly hosts: Set<string> }>();
  for (const { kind, reason: told, url } of losses) {
    const reason = toCommonReason(told, url);
    const key = `${kind} ${reason}`;
    const known = groups.get(key) ?? { kind, reason, addresses: 0, hosts: new Set(), example: url };
    known.hosts.add(toPlace(url));
    groups.set(key, { ...known, addresses: known.addresses + 1 });
  }
  return [...groups.values()]
    .map((group) => ({ ...group, hosts: group.hosts.size }))
    .sort((one, other) => other.addresses - one.addresses);
}

/** A file of this machine has no host. */
const toPlace = (url: string): string => (URL.canParse(url) ? toHostName(new URL(url)) : "");

function measureHosts(requests: Iterable<RunRequest>): HostSpeed[] {
  const hosts = new Map<string, { requests: number; readonly each: number[] }>();
  for (const { url, requests: made, durationMs } of requests) {
    const host = toPlace(url);
    const known = hosts.get(host) ?? { requests: 0, each: [] };
    known.requests += made;
    known.each.push(durationMs / made);
    hosts.set(host, known);
  }
  return [...hosts]
    .map(([host, { requests: made, each }]) => ({ host, requests: made, ...toSpeed(each) }))
    .sort((one, other) => other.medianMs - one.medianMs);
}

function toSpeed(each: number[]): Pick<HostSpeed, "medianMs" | "worstMs"> {
  const sorted = each.sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return { medianMs: Math.round(median), worstMs: Math.round(sorted.at(-1) ?? 0) };
}

/** As scripts read it. */
export function toRunStoryJson(story: RunStory): object {
  const { run, reports, outcomes, missing, losses, hosts } = story;
  return {
    ...toRunJson(run),
    reports: {
      new: reports.added,
      changed: reports.changed,
      unchanged: reports.unchanged,
      withdrawn: reports.withdrawn,
    },
    outcomes,
    missing: missing.map(({ sourceId, ...rest }) => ({ source: sourceId, ...rest })),
    losses,
    hosts: hosts.map(({ host, requests, medianMs, worstMs }) => {
      return { host, requests, median_ms: medianMs, worst_ms: worstMs };
    }),
  };
}
