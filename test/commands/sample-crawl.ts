import { afterAll } from "vitest";
import { toPortalSite } from "../portal/sample-portal.ts";
import { type Portal, type PortalSite, startPortal } from "../portal/server.ts";
import type { SampleSite } from "../sample/site.ts";
import { sampleSites } from "../sample/sites.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

/** The sample portal, running, and a workplace whose sources.json lists it. */
export interface SampleCrawl {
  readonly portal: Portal;
  readonly sites: readonly SampleSite[];
  readonly place: Workplace;
  crawl(...words: string[]): ReturnType<Workplace["run"]>;
}

const portals: Portal[] = [];

afterAll(async () => {
  await Promise.all(portals.splice(0).map((portal) => portal.close()));
});

/** A portal that is closed after the tests of a file. */
export async function openPortal(sites: Readonly<Record<string, PortalSite>>): Promise<Portal> {
  const portal = await startPortal({ sites });
  portals.push(portal);
  return portal;
}

export interface SampleCrawlOptions {
  /** `at_once`: the address that answers 503 twice does not, which saves the waits between attempts. */
  readonly heals?: "at_third_request" | "at_once";
  readonly intervalMs?: number;
}

export async function openSampleCrawl(options: SampleCrawlOptions = {}): Promise<SampleCrawl> {
  const sites = sampleSites();
  const portal = await openPortal(
    Object.fromEntries(sites.map((site) => [site.name, toSite(site, options)])),
  );
  const place = makeWorkplace();
  place.write("sources.json", listSources(sites, portal, options.intervalMs ?? 1));
  return {
    portal,
    sites,
    place,
    crawl: (...words) => place.run("crawl", "--allow-private-network", ...words),
  };
}

export function listSources(
  sites: readonly SampleSite[],
  portal: Portal,
  intervalMs: number,
): string {
  const sources = sites.flatMap((site) => site.sources(portal.url(site.name, "")));
  return JSON.stringify({ defaults: { interval_ms: intervalMs, concurrency: 1 }, sources });
}

function toSite(site: SampleSite, { heals }: SampleCrawlOptions): PortalSite {
  if (heals !== "at_once") return toPortalSite(site);
  const pages = [...site.pages].map(([path, { failFirst: _, ...page }]) => [path, page] as const);
  return toPortalSite({ ...site, pages: new Map(pages) });
}

/** Paths asked for since the entries numbered so many. */
export function pathsSince(portal: Portal, entries: number): string[] {
  return portal.entries.slice(entries).map(({ path }) => path);
}
