/** Measures nianbao side by side with what a user would pick instead, and prints one table of ratios. */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import type { Line } from "./line.ts";
import { crawlAfresh, databaseOf, measureCrawl } from "./measure-crawl.ts";
import { measureFormats } from "./measure-formats.ts";
import { measureRead } from "./measure-read.ts";
import { measureReparse } from "./measure-reparse.ts";
import { measureScheduling } from "./measure-scheduling.ts";
import { measureStart } from "./measure-start.ts";
import { measureStore } from "./measure-store.ts";
import { measureWorkbench } from "./measure-workbench.ts";
import { openPortal } from "./portal.ts";
import { countWrongOfOurs } from "./wrong-reports.ts";

const REPORTS = 2_000;
const MANY_REPORTS = 20_000;
const GROWTH_GOAL = 1.15;

const isLarge = process.argv.includes("--large");
const folder = mkdtempSync(join(tmpdir(), "nianbao-bench-"));
const loadBefore = loadavg();
try {
  print(await measureAll());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(): Promise<Line[]> {
  say("start-up");
  const lines = [measureStart()];
  say("reading");
  lines.unshift(await measureRead());
  say("reading other formats");
  const formats = await measureFormats();
  say("storing");
  const store = await measureStore();
  say(`crawling ${REPORTS} reports, with nianbao, Crawlee and Scrapy, three times`);
  const portal = await openPortal(REPORTS);
  const crawled = await measureCrawl(portal, folder);
  portal.close();
  say("scheduling");
  const scheduling = await measureScheduling();
  say("reparsing");
  const reparse = await measureReparse(crawled.folder);
  say("looking: the workbench on a database of a country's size, and Lighthouse");
  const looked = await measureWorkbench();
  const [read, start] = lines;
  const growth = isLarge ? [await measureGrowth(crawled.peakMb)] : [];
  return [
    read,
    ...formats,
    ...crawled.lines,
    scheduling,
    ...growth,
    ...store,
    start,
    reparse,
    ...looked,
  ].filter((line) => line !== undefined);
}

/** Memory must not grow with the number of pages. */
async function measureGrowth(peakMb: number): Promise<Line> {
  say(`crawling ${MANY_REPORTS} reports, after some minutes of printing them`);
  const portal = await openPortal(MANY_REPORTS);
  try {
    const grown = join(folder, "many");
    const run = await crawlAfresh(portal, grown);
    const ratio = run.peakMb / peakMb;
    const wrong = countWrongOfOurs(databaseOf(grown), portal);
    return {
      what: `crawl ${MANY_REPORTS} reports: peak memory, against ${REPORTS}`,
      ratio: ratio.toFixed(2),
      goal: `<= ${GROWTH_GOAL}`,
      isMet: ratio <= GROWTH_GOAL && wrong === 0,
      smallPrint: `MB: ${run.peakMb.toFixed(0)} and ${peakMb.toFixed(0)}; ${wrong} wrong reports; ${(portal.pages / run.wallSeconds).toFixed(0)} pages/s, CPU seconds ${run.cpuSeconds.toFixed(1)}`,
    };
  } finally {
    portal.close();
  }
}

function print(lines: readonly Line[]): void {
  const table = new Table({
    head: ["what", "ratio", "goal", ""],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "left", "left"],
  });
  for (const { what, ratio, goal, isMet } of lines) {
    table.push([what, ratio, goal, isMet === undefined ? "" : isMet ? "met" : "NOT MET"]);
  }
  const small = lines.map(({ what, smallPrint }) => `  ${what.trim()}\n    ${smallPrint}`);
  const load = [loadBefore, loadavg()].map(([minute]) => minute?.toFixed(1)).join(" before, ");
  console.log(`\n${table.toString()}\n\nIn absolute figures, which hold for this machine and hour only:
${small.join("\n")}
  load of the machine: ${load} after; beyond 1 while nothing is measured, other work disturbs the figures${
    isLarge ? "" : `\n\nMemory at ${MANY_REPORTS} reports takes longer: npm run bench -- --large`
  }`);
}

function say(what: string): void {
  console.error(`bench: ${what}`);
}
