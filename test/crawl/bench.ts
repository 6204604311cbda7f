import { createHash } from "node:crypto";
import { createAddressGuard, type GuardOptions } from "../../src/crawl/address-guard.ts";
import { systemClock } from "../../src/crawl/clock.ts";
import { type CrawlOptions, crawlSources } from "../../src/crawl/crawl.ts";
import type { CrawlEvent, PageDone } from "../../src/crawl/crawl-event.ts";
import type { CrawlSummary } from "../../src/crawl/crawl-summary.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import { createRequester, type Requester, type RequestLimits } from "../../src/crawl/http.ts";
import { createMemoryFrontier, type MemoryFrontier } from "../../src/crawl/memory-frontier.ts";
import { toUserAgent } from "../../src/crawl/user-agent.ts";
import { decodeText } from "../../src/decode/charset.ts";
import type { DocumentContext, PageReading } from "../../src/model/reading.ts";
import type { Report } from "../../src/model/report.ts";
import type { Source } from "../../src/model/source.ts";
import {
  type Portal,
  type PortalPage,
  type PortalRoute,
  type PortalSite,
  startPortal,
} from "../portal/server.ts";

/** Limits under which every fault of the portal ends within a second. */
export const shortLimits: Partial<RequestLimits> = {
  connectTimeoutMs: 1_000,
  headersTimeoutMs: 400,
  silenceTimeoutMs: 400,
  deadlineMs: 600,
  maxHeaderBytes: 8 * 1024,
  maxWireBytes: 256 * 1024,
  maxBodyBytes: 512 * 1024,
};

/** A requester that may ask the portal and nothing else, unless told otherwise. */
export function createTestRequester(
  privateNetwork: GuardOptions["privateNetwork"] = "allowed",
  limits: Partial<RequestLimits> = shortLimits,
): Requester {
  const guard = createAddressGuard({ privateNetwork });
  return createRequester({ userAgent: toUserAgent("9.9.9", "test@example.org"), guard, limits });
}

/** A crawl with everything around it in memory. */
export interface Bench {
  readonly frontier: MemoryFrontier;
  readonly events: CrawlEvent[];
  /** sha256 of everything archived, in order. */
  readonly archived: string[];
  /** What the archive holds, by sha256; a test may lose or damage it. */
  readonly documents: Map<string, Uint8Array>;
  readonly requester: Requester;
  /** What the next crawl uses; a test may put something else in. */
  effects: CrawlEffects;
  crawl(sources: readonly Source[], options?: CrawlOptions): Promise<CrawlSummary>;
  close(): Promise<void>;
}

/** `effects` given here replace those of the bench. */
export function createBench(
  replaced: Partial<CrawlEffects> = {},
  privateNetwork: GuardOptions["privateNetwork"] = "allowed",
): Bench {
  const frontier = createMemoryFrontier();
  const events: CrawlEvent[] = [];
  const archived: string[] = [];
  const documents = new Map<string, Uint8Array>();
  const requester = createTestRequester(privateNetwork);
  const effects: CrawlEffects = {
    frontier,
    archive: {
      put(bytes) {
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        archived.push(sha256);
        documents.set(sha256, bytes);
        return { sha256 };
      },
      get(sha256) {
        const bytes = documents.get(sha256);
        if (bytes === undefined) throw new Error(`${sha256} is not there`);
        return bytes;
      },
    },
    read: (bytes, context) => Promise.resolve(readTestPage(bytes, context)),
    toText: (bytes, contentType) => decodeText(bytes, contentType).text,
    clock: systemClock,
    requester,
    onEvent: (event) => events.push(event),
    ...replaced,
  };
  const bench: Bench = {
    frontier,
    events,
    archived,
    documents,
    requester,
    effects,
    crawl: (sources, options = {}) =>
      crawlSources(
        sources,
        { ...options, retry: { baseDelayMs: 10, ...options.retry } },
        bench.effects,
      ),
    close: () => requester.close(),
  };
  return bench;
}

export function toSource(id: string, start: string, wishes: Partial<Source> = {}): Source {
  return {
    id,
    start: [start],
    adapter: "auto",
    render: "auto",
    intervalMs: 0,
    concurrency: 1,
    enabled: true,
    ...wishes,
  };
}

/** A list page that links reports and further pages by path and text. */
export function listPage(links: Readonly<Record<string, string>>): PortalPage {
  const items = Object.entries(links).map(
    ([href, text]) => `<li><a href="${href}">${text}</a></li>`,
  );
  return page(`<title>政府信息公开年报</title><ul>${items.join("")}</ul>`);
}

export function reportPage(title: string): PortalPage {
  return page(`<title>${title}</title><h1>${title}</h1>`);
}

export function page(body: string): PortalPage {
  return { body, contentType: "text/html; charset=utf-8" };
}

/** A list at / and so many reports below it, as the routes of a site. */
export function siteOfReports(count: number): Record<string, PortalRoute> {
  const paths = Array.from({ length: count }, (_, index) => `/zfxxgknb/${2010 + index}.html`);
  const title = (path: string) => `青石县民政局${path.slice(10, 14)}年政府信息公开工作年度报告`;
  return {
    "/zfxxgknb/": listPage(Object.fromEntries(paths.map((path) => [path, title(path)]))),
    ...Object.fromEntries(paths.map((path) => [path, reportPage(title(path))])),
  };
}

export function pagesDone(events: readonly CrawlEvent[]): PageDone[] {
  return events.flatMap((event) => (event.kind === "page_done" ? [event] : []));
}

const titleElement = /<title>([^<]*)<\/title>/;
const anchor = /<(a|iframe) (?:href|src)="([^"]*)"[^>]*>([^<]*)/g;
const reportTitle = /(20\d\d)年政府信息公开工作年度报告/;

/** Stands in for decode and interpret: a page whose title is that of a report is one. */
function readTestPage(bytes: Uint8Array, context: DocumentContext): PageReading {
  const text = new TextDecoder().decode(bytes);
  const title = titleElement.exec(text)?.[1];
  const links = [...text.matchAll(anchor)].map(([, tag, href = "", label = ""]) => ({
    kind: tag === "a" ? ("anchor" as const) : ("frame" as const),
    href,
    text: label,
    title: undefined,
    beside: undefined,
  }));
  const year = reportTitle.exec(title ?? "")?.[1];
  if (year === undefined) {
    const outcome = { kind: "other", page: "list", reason: "links to reports" } as const;
    return { outcome, title, links };
  }
  const report = toReport(Number(year), title ?? "", context);
  return { outcome: { kind: "report", report, findings: [] }, title, links };
}

function toReport(year: number, title: string, context: DocumentContext): Report {
  const agency = { name: context.agency ?? null, printed: null, divisionCode: null };
  const nothing = {
    sections: [],
    cells: [],
    extras: [],
    claims: [],
    publishedOn: null,
    publishedFrom: null,
  };
  return { agency, year, template: "none", title, ...nothing };
}

/** Portals and benches of one test file, closed after each test. */
export interface Stage {
  start(
    sites: Record<string, PortalSite>,
    ...bench: Parameters<typeof createBench>
  ): Promise<{ portal: Portal; bench: Bench }>;
  /** Closed with the rest, in no order. */
  keep(...closers: (() => Promise<void>)[]): void;
  close(): Promise<void>;
}

export function createStage(): Stage {
  const open: (() => Promise<void>)[] = [];
  return {
    async start(sites, ...bench) {
      const portal = await startPortal({ sites });
      const made = createBench(...bench);
      open.push(portal.close, made.close);
      return { portal, bench: made };
    },
    keep: (...closers) => {
      open.push(...closers);
    },
    close: async () => {
      await Promise.all(open.splice(0).map((close) => close()));
    },
  };
}

/** Where the list of `siteOfReports` lies. */
export const list = "/zfxxgknb/";

/** Paths in the order they were asked for. */
export const paths = (portal: Portal) => portal.entries.map(({ path }) => path);
