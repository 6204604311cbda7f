import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { toPortalSite } from "../portal/sample-portal.ts";
import {
  type Portal,
  type PortalEntry,
  type PortalPage,
  type PortalSite,
  startPortal,
} from "../portal/server.ts";
import { type LargeSite, largeSites } from "../sample/large-sites.ts";
import type { SampleSite, SourceEntry } from "../sample/site.ts";
import { sampleSites } from "../sample/sites.ts";

const program = new URL("../../dist/cli.js", import.meta.url).pathname;
/** `NIANBAO_KILLS=50` kills more often, over a crawl of some hundred pages more: some minutes. */
const usualKills = 12;
const kills = Number(process.env.NIANBAO_KILLS ?? usualKills);
const isLong = kills > usualKills;
const intervalMs = 20;
/** A name the archive gives a document, and one it gives a file that is still being written. */
const documentName = /^[0-9a-f]{64}$/;
const partName = /^\.[0-9a-f-]{36}\.part$/;

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Without the page that answers 503 at first: the pauses it asks for would be most of the test. */
function withoutPauses(site: SampleSite): SampleSite {
  const pages = [...site.pages].map(([path, { failFirst: _, ...page }]) => [path, page] as const);
  return { ...site, pages: new Map(pages) };
}

/** A site of the portal, what of it goes into sources.json, and how many reports a crawl finds there. */
interface Crawled {
  readonly name: string;
  readonly site: PortalSite;
  readonly sources: (baseUrl: string) => readonly SourceEntry[];
  readonly reports: number;
}

function listSites(): Crawled[] {
  const small = sampleSites().map((sample) => {
    const { name, sources, reports } = sample;
    return { name, sources, site: toPortalSite(withoutPauses(sample)), reports: reports.length };
  });
  if (!isLong) return small;
  const large = largeSites({ hosts: 3, pages: 120, seed: 7 }).map((sample) => {
    const { name, sources, robots, reportPaths } = sample;
    const routes: Record<string, PortalPage> = {};
    for (const path of [...listPaths(sample), ...reportPaths]) {
      const page = sample.pageAt(path);
      if (page !== undefined) routes[path] = page;
    }
    return { name, sources, site: { routes, robots }, reports: reportPaths.length };
  });
  return [...small, ...large];
}

/** Their lists are numbered from none. */
function listPaths({ sources, pageAt }: LargeSite): string[] {
  const first = new URL(sources("http://portal").flatMap(({ start }) => start)[0] ?? "").pathname;
  const paths = [first];
  for (let list = 1; pageAt(paths.at(-1) ?? "") !== undefined; list += 1) {
    paths.push(first.replace(".html", `_${list}.html`));
  }
  return paths;
}

/** A database and an archive to crawl the portal into, with the real command line. */
interface Place {
  readonly folder: string;
  readonly sources: number;
  start(): ChildProcess;
  /** Rows in an order and by names of their own: numbers and times differ between two crawls. */
  describe(): Record<string, unknown>;
}

function createPlace(portal: Portal, sites: readonly Crawled[]): Place {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-kill-"));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const sources = sites.flatMap((site) => site.sources(portal.url(site.name, "")));
  const path = join(folder, "sources.json");
  writeFileSync(path, JSON.stringify({ defaults: { interval_ms: intervalMs }, sources }));
  const database = join(folder, "nianbao.sqlite");
  const words = ["--db", database, "--archive", join(folder, "archive"), "--sources", path];
  return {
    folder,
    sources: sources.length,
    start() {
      const all = [program, "crawl", ...words, "--allow-private-network", "--log-level", "error"];
      const child = spawn(process.execPath, all, { stdio: ["ignore", "ignore", "inherit"] });
      closers.push(() => void child.kill("SIGKILL"));
      return child;
    },
    describe: () => describeDatabase(database),
  };
}

const stated = {
  reports: `select agency, division_code, year, template, title, published_on, published_from, url,
    document_sha256, errors, warnings, infos from reports order by agency, division_code, year`,
  versions: `select agency, year, document_sha256, is_current, superseded_because, url from versions
    order by agency, year, document_sha256`,
  cells: `select r.agency, r.year, c.table_name, c.row_name, c.column_name, c.value, c.raw, c.status,
    c.locator from cells c join reports r using (report_id) order by 1, 2, 3, 4, 5`,
  findings: `select r.agency, r.year, f.code, f.severity, f.message, f.cells from findings f
    join reports r using (report_id) order by 1, 2, 3, 5, 6`,
  sections: `select r.agency, r.year, s.number, s.heading, s.text from sections s
    join reports r using (report_id) order by 1, 2, 3, 4`,
  claims: `select r.agency, r.year, c.subject, c.value, c.sentence from claims c
    join reports r using (report_id) order by 1, 2, 3, 4, 5`,
  addresses: "select url, role, label, depth, state, reason from address order by url",
  readings: `select a.url, d.sha256, r.kind, r.failure, r.reason from reading r
    join address a using (address_id) join document d on d.document_id = r.document_id order by 1, 2`,
};

function describeDatabase(path: string): Record<string, unknown> {
  const database = new Database(path, { readonly: true });
  try {
    const rows = Object.entries(stated).map(([name, sql]) => [
      name,
      database.prepare(sql).raw().all(),
    ]);
    return {
      ...Object.fromEntries(rows),
      integrity: database.pragma("integrity_check", { simple: true }),
      dangling: database.pragma("foreign_key_check"),
    };
  } finally {
    database.close();
  }
}

const isPage = ({ path }: PortalEntry) => path !== "/robots.txt";

/** Kills the crawl some milliseconds after it has asked for so many pages; false if it was done before. */
async function killAfter(child: ChildProcess, portal: Portal, pages: number, delayMs: number) {
  const from = portal.entries.length;
  const ended = once(child, "exit");
  while (child.exitCode === null) {
    if (portal.entries.slice(from).filter(isPage).length >= pages) break;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  child.kill("SIGKILL");
  const [, signal] = await ended;
  return signal === "SIGKILL";
}

const countPages = (entries: readonly PortalEntry[]) => {
  const counts = new Map<string, number>();
  for (const { site, path, status } of entries.filter(isPage)) {
    if (status === 200 || status === 0) counts.set(site + path, (counts.get(site + path) ?? 0) + 1);
  }
  return counts;
};

test("a crawl killed again and again ends as if it had never been", {
  timeout: isLong ? 900_000 : 120_000,
}, async () => {
  const sites = listSites();
  const portal = await startPortal({
    sites: Object.fromEntries(sites.map(({ name, site }) => [name, site])),
  });
  closers.push(portal.close);
  const calm = createPlace(portal, sites);
  const [calmCode] = await once(calm.start(), "exit");
  const calmPages = countPages(portal.entries);
  const from = portal.entries.length;

  const disturbed = createPlace(portal, sites);
  let killed = 0;
  while (killed < kills) {
    const child = disturbed.start();
    const pages = 1 + Math.floor(Math.random() * 4);
    if (!(await killAfter(child, portal, pages, Math.random() * 2 * intervalMs))) break;
    killed += 1;
  }
  const [code] = await once(disturbed.start(), "exit");

  expect(killed).toBeGreaterThanOrEqual(isLong ? kills : 6);
  expect(code).toBe(calmCode);
  const stored = disturbed.describe();
  expect(stored).toMatchObject({ integrity: "ok", dangling: [] });
  expect(stored).toEqual(calm.describe());
  expect(stored.reports).toHaveLength(sites.reduce((sum, { reports }) => sum + reports, 0));
  expectArchive(join(disturbed.folder, "archive"));
  const pages = countPages(portal.entries.slice(from));
  expect([...pages.keys()].sort()).toEqual([...calmPages.keys()].sort());
  expect(Math.max(...pages.values())).toBeLessThanOrEqual(1 + killed);
  const more = [...pages.values()].reduce((sum, count) => sum + count - 1, 0);
  // At most the page in hand of each source, for each kill.
  expect(more).toBeLessThanOrEqual(killed * disturbed.sources);
});

function expectArchive(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(30);
  for (const { name, parentPath } of files) {
    if (partName.test(name)) continue;
    expect(name).toMatch(documentName);
    const bytes = readFileSync(join(parentPath, name));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(name);
  }
}
