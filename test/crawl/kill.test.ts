import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { toPortalSite } from "../portal/sample-portal.ts";
import { type Portal, type PortalEntry, startPortal } from "../portal/server.ts";
import type { SampleSite } from "../sample/site.ts";
import { sampleSites } from "../sample/sites.ts";

const program = new URL("../../dist/cli.js", import.meta.url).pathname;
const kills = 12;
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

/** A database and an archive to crawl the portal into, with the real command line. */
interface Place {
  readonly folder: string;
  readonly sources: number;
  start(): ChildProcess;
  /** Rows in an order and by names of their own: numbers and times differ between two crawls. */
  describe(): Record<string, unknown>;
}

function createPlace(portal: Portal, sites: readonly SampleSite[]): Place {
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
  timeout: 120_000,
}, async () => {
  const sites = sampleSites().map(withoutPauses);
  const portal = await startPortal({
    sites: Object.fromEntries(sites.map((site) => [site.name, toPortalSite(site)])),
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

  expect(killed).toBeGreaterThanOrEqual(6);
  expect(code).toBe(calmCode);
  const stored = disturbed.describe();
  expect(stored).toMatchObject({ integrity: "ok", dangling: [] });
  expect(stored).toEqual(calm.describe());
  expect(stored.reports).toHaveLength(sites.reduce((sum, { reports }) => sum + reports.length, 0));
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
