/** Crawls an embedded portal of invented counties with the real command line, and says what to look at next. */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { color } from "../src/commands/color.ts";
import { toPortalSite } from "../test/portal/sample-portal.ts";
import { type Portal, startPortal } from "../test/portal/server.ts";
import type { SampleSite } from "../test/sample/site.ts";
import { sampleSites } from "../test/sample/sites.ts";

const FOLDER = join("data", "demo");
const DATABASE = join(FOLDER, "nianbao.sqlite");
const ARCHIVE = join(FOLDER, "archive");
const SOURCES = join(FOLDER, "sources.json");
const SHARED = ["--db", DATABASE, "--archive", ARCHIVE, "--sources", SOURCES];
/** Gentle enough to be seen, quick enough for a demo: the portal is on this machine. */
const INTERVAL_MS = 20;

const sites = sampleSites();
const portal = await startPortal({
  sites: Object.fromEntries(sites.map((site) => [site.name, toPortalSite(site)])),
});
try {
  await demonstrate(sites, portal);
} finally {
  await portal.close();
}

async function demonstrate(sites: readonly SampleSite[], portal: Portal): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(SOURCES, `${JSON.stringify(listSources(sites, portal), undefined, 2)}\n`);
  introduce(sites);

  heading("Crawl", ["crawl", ...SHARED, "--allow-private-network"]);
  const crawled = await nianbao(["crawl", ...SHARED, "--allow-private-network"]);
  heading("What was doubted", ["check", ...SHARED]);
  const checked = await nianbao(["check", ...SHARED]);
  heading("What there is, and what failed", ["status", ...SHARED]);
  const described = await nianbao(["status", ...SHARED]);
  if (crawled !== 0 || checked !== 0 || described !== 0) {
    process.exitCode = 1;
    return;
  }
  sayWhatNext(sites);
}

function listSources(sites: readonly SampleSite[], portal: Portal): object {
  const sources = sites.flatMap((site) => site.sources(portal.url(site.name, "")));
  return { defaults: { interval_ms: INTERVAL_MS, concurrency: 1 }, sources };
}

function introduce(sites: readonly SampleSite[]): void {
  const reports = sites.reduce((sum, site) => sum + site.reports.length, 0);
  const lost = sites.flatMap((site) => site.lost);
  console.log(
    `${color.bold("A portal of invented counties")} runs on this machine: ${sites.length} web sites of different make with ${reports} reports.\n` +
      `One report has a wrong sum, one a blank cell, one address answers 503 twice before it heals, and ${lost.length} links\n` +
      `lead to what cannot be had: ${lost.map(({ reason }) => reason.replaceAll("_", " ")).join(", ")}.`,
  );
}

function heading(text: string, words: readonly string[]): void {
  console.log(`\n${color.bold(text)}\n${color.dim(`$ node dist/cli.js ${words.join(" ")}`)}`);
}

/** Runs the command line that users run, and gives its exit code. */
function nianbao(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join("dist", "cli.js"), ...words], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function sayWhatNext(sites: readonly SampleSite[]): void {
  const run = "node dist/cli.js";
  const doubtful = sites
    .flatMap((site) => site.reports)
    .find(({ fault }) => fault?.kind === "wrong_sum")?.report;
  const name = doubtful === undefined ? "1" : `${doubtful.agency}/${doubtful.year}`;
  console.log(`
${color.bold("Left for you to look at")}
  ${DATABASE}   open it with sqlite3, Datasette, R or pandas
  ${ARCHIVE}         every document as it was received, named by its SHA-256

${color.bold("Next")}
  ${run} serve --db ${DATABASE} --archive ${ARCHIVE}
      the workbench: look at all of it in a browser, each number beside its original
  ${run} show ${name} --db ${DATABASE}
      the report with the wrong sum; --cells lists where every number was read
  ${run} export --format jsonl --out data/demo/reports.jsonl --db ${DATABASE}
  ${run} sources
      the real sources of sources.json; without --db and --sources every command works on these
  ${run} crawl --contact you@example.org
      crawls them, politely`);
}
