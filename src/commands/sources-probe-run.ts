import { systemClock } from "../crawl/clock.ts";
import { crawlSources } from "../crawl/crawl.ts";
import type { CrawlEvent, PageDone } from "../crawl/crawl-event.ts";
import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import { findYear } from "../crawl/link-label.ts";
import { createMemoryFrontier } from "../crawl/memory-frontier.ts";
import { createRenderer } from "../crawl/renderer.ts";
import { readSources } from "../crawl/sources.ts";
import { decodeText } from "../decode/charset.ts";
import { readTitle } from "../interpret/title.ts";
import { createReader } from "../reader.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { openRequester, type Visitor } from "./open-requester.ts";
import { toQuantity } from "./tally.ts";

export interface ProbeJob extends Visitor {
  readonly url: string;
  readonly signal: AbortSignal;
}

/** What a look at a site showed; names as in its JSON. */
export interface Probe {
  readonly url: string;
  /** The families of its lists, the commonest first; empty if they were read the general way. */
  readonly families: readonly string[];
  readonly reports: {
    readonly total: number;
    /** By the year they report on; `unknown` where the list names none. */
    readonly by_year: Readonly<Record<string, number>>;
    /** By the agency as the list words it; `unknown` where it names none. */
    readonly by_agency: Readonly<Record<string, number>>;
  };
  readonly lists: {
    readonly asked: number;
    /** Further pages and lists that were found and not asked for. */
    readonly waiting: number;
  };
  /** What could not be had or worked out. */
  readonly notes: readonly string[];
  /** To be pasted into sources.json. */
  readonly entry: Entry;
}

interface Entry {
  readonly id: string;
  readonly agency?: string;
  readonly start: readonly string[];
}

/** With robots.txt, fifteen requests. */
const MAX_PAGES = 14;
const UNKNOWN = "unknown";
/** A county has two hundred; the JSON has them all. */
const MAX_NAMED = 8;
/** An entry to paste looks like success. */
const NOTHING_SEEN =
  "No report was seen. An entry for sources.json if you want it all the same, to which";
const LIMIT_NOTE = "stopped at the limit";
/** 县, 市, 区: a name that says where its agency is */
const PLACED = /[省市县区旗州盟]/;
/** What an id may not hold. */
const NOT_IN_ID = /[^a-z0-9]+/g;
const EDGE_DASHES = /^-+|-+$/g;
/** www.qingshi.gov.cn → qingshi */
const HOST_DRESS = /^www\.|\.(?:gov|com|org|net)\.cn$|\.cn$/g;
const FILE = /[^/]*\.[a-z]+$/i;

/** Follows the lists of a site as a crawl would, and looks at what they lead to. Stores nothing. */
export async function probeSource(job: ProbeJob): Promise<Probe> {
  const id = toId(job.url);
  const [source] = readSources(
    JSON.stringify({ sources: [{ id, start: [job.url] }] }),
    "the address to probe",
  );
  if (source === undefined) throw new CommandError(`no address: ${job.url}`, exitCode.usage);
  const requester = openRequester(job);
  const reader = createReader({ threads: 1 });
  const renderer = createRenderer();
  const follower = new Follower();
  try {
    const summary = await crawlSources(
      [source],
      { signal: job.signal, dryRun: "lists_only", maxPages: MAX_PAGES, retry: { attempts: 2 } },
      {
        frontier: createMemoryFrontier(),
        archive: { put: () => ({ sha256: "" }), get: () => Promise.reject(new Error("none")) },
        read: reader.read,
        toText: (bytes, contentType) => decodeText(bytes, contentType).text,
        clock: systemClock,
        requester,
        renderer,
        onEvent: (event) => follower.follow(event),
      },
    );
    return follower.tell({ id, url: job.url }, summary);
  } finally {
    await Promise.all([reader.close(), requester.close(), renderer.close()]);
  }
}

/** Gathers what the events of a crawl say of lists and reports. */
class Follower {
  readonly #reports = new Map<string, string | undefined>();
  readonly #lists = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #families = new Map<string, number>();
  readonly #failures: string[] = [];

  follow(event: CrawlEvent): void {
    if (event.kind === "report_listed") this.#reports.set(event.url, event.label);
    if (event.kind === "list_found") this.#lists.add(event.url);
    if (event.kind === "page_done") this.#addPage(event);
  }

  #addPage({ url, family, fetch, outcome }: PageDone): void {
    this.#asked.add(url);
    if (family !== undefined) this.#families.set(family, (this.#families.get(family) ?? 0) + 1);
    if (fetch.reason !== undefined) this.#failures.push(`${url}: ${fetch.reason}`);
    if (outcome?.kind !== "report") return;
    const { title, year } = outcome.report;
    this.#reports.set(url, title ?? `${year}年`);
  }

  tell({ id, url }: { readonly id: string; readonly url: string }, summary: CrawlSummary): Probe {
    const [source] = summary.sources;
    const labels = [...this.#reports.values()];
    const reason = source?.reason === undefined ? [] : [source.reason];
    const agency = findAgency(labels);
    return {
      url,
      families: [...this.#families].sort(([, one], [, other]) => other - one).map(([name]) => name),
      reports: {
        total: labels.length,
        by_year: countBy(labels, (label) => findYear(label)),
        by_agency: countBy(labels, (label) => readTitle(label)?.agency),
      },
      lists: {
        asked: this.#asked.size,
        waiting: [...this.#lists].filter((list) => !this.#asked.has(list)).length,
      },
      notes: [...new Set([...this.#failures, ...reason, ...listNotes(source?.notes)])],
      entry: { id, ...(agency !== undefined && { agency }), start: [url] },
    };
  }
}

/** That it stopped early is what a probe does; the lists that wait are counted. */
function listNotes(notes: readonly string[] = []): string[] {
  return notes.filter((note) => !note.startsWith(LIMIT_NOTE));
}

function countBy(
  labels: readonly (string | undefined)[],
  find: (label: string) => string | number | undefined,
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) {
    const name = `${(label === undefined ? undefined : find(label)) ?? UNKNOWN}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => one.localeCompare(other)));
}

/** The one agency whose reports these are, if all of them name it and it says where it is. */
function findAgency(labels: readonly (string | undefined)[]): string | undefined {
  const agencies = new Set(labels.map((label) => readTitle(label ?? "")?.agency));
  const [agency] = agencies;
  return agencies.size === 1 && agency !== undefined && PLACED.test(agency) ? agency : undefined;
}

/** qingshi-zfxxgknb: the host and the last folder. */
function toId(url: string): string {
  if (!URL.canParse(url)) return "probe";
  const { hostname, port, pathname } = new URL(url);
  const folder = pathname.replace(FILE, "").split("/").filter(Boolean).at(-1) ?? "";
  const words = [hostname.replace(HOST_DRESS, ""), port, folder];
  const id = words.join("-").toLowerCase().replace(NOT_IN_ID, "-").replace(EDGE_DASHES, "");
  return id === "" ? "probe" : id;
}

/** The same for people. */
export function describeProbe(probe: Probe): string {
  const { families, reports, lists, notes, entry } = probe;
  const years = Object.entries(reports.by_year).map(([year, count]) => `${year}: ${count}`);
  const waiting =
    lists.waiting === 0 ? "" : `; ${toQuantity(lists.waiting, "further list page")} not asked for`;
  const agencies = Object.keys(reports.by_agency).filter((name) => name !== UNKNOWN);
  const missing = [
    ...(entry.agency === undefined && agencies.length <= 1 ? ["agency (if all are of one)"] : []),
    "division_code",
  ];
  return [
    `family: ${families.length === 0 ? "none; read the general way" : families.join(", ")}`,
    `reports: ${reports.total}${years.length === 0 ? "" : ` (${years.join(", ")})`}`,
    ...describeAgencies(reports.by_agency),
    `asked for ${toQuantity(lists.asked, "page")}${waiting}`,
    ...notes.map((note) => `  ${note}`),
    "",
    `${reports.total === 0 ? NOTHING_SEEN : "For sources.json, to which"} you may add ${missing.join(" and ")}:`,
    JSON.stringify(entry, undefined, 2),
    "",
  ].join("\n");
}

/** The agencies with the most reports first; a list that names none says nothing of them. */
function describeAgencies(counts: Probe["reports"]["by_agency"]): string[] {
  const named = Object.entries(counts).filter(([name]) => name !== UNKNOWN);
  if (named.length === 0) return [];
  const sorted = named.sort(([, one], [, other]) => other - one);
  const shown = sorted.slice(0, MAX_NAMED).map(([name, count]) => `${name}: ${count}`);
  const more = sorted.length > MAX_NAMED ? [`and ${sorted.length - MAX_NAMED} more`] : [];
  const unnamed = counts[UNKNOWN] === undefined ? [] : [`not named: ${counts[UNKNOWN]}`];
  return [`agencies: ${sorted.length} (${[...shown, ...more, ...unnamed].join(", ")})`];
}
