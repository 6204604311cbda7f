import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PeerResult } from "./crawlee-peer.ts";
import type { Line } from "./line.ts";
import { readBusySeconds } from "./machine.ts";
import { describe, median } from "./numbers.ts";
import type { BenchPortal } from "./portal.ts";
import { type ProcessRun, runNode, runScript } from "./process-run.ts";
import { findScrapy, runScrapy } from "./scrapy-peer.ts";
import { countWrongOfOurs, countWrongOfPeer } from "./wrong-reports.ts";

interface Round {
  readonly first: ProcessRun;
  readonly again: ProcessRun;
  readonly crawlee: PeerRun;
  /** Undefined on a machine without Scrapy. */
  readonly scrapy: PeerRun | undefined;
  readonly wrongOurs: number;
  /** Cores that neither side nor the portal used, while the first crawl ran. */
  readonly others: number | undefined;
}

interface PeerRun {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly wrong: number;
}

const ROUNDS = 3;
const CRAWLEE_SPEED_GOAL = 3;
const SCRAPY_SPEED_GOAL = 2;
const SCRAPY_CPU_GOAL = 0.6;
const AGAIN_GOAL = 0.2;
/** For every host; all of them are under way at once. */
const CONCURRENCY = 2;

/**
 * Two and three: a first crawl and one of unchanged pages, against Crawlee and Scrapy on the same portal. Every round has a
 * folder of its own within the given one, and the last is told: ext4 is slow to make files right after many were removed.
 */
export async function measureCrawl(
  portal: BenchPortal,
  folder: string,
): Promise<{ readonly lines: readonly Line[]; readonly peakMb: number; readonly folder: string }> {
  const rounds: Round[] = [];
  const folderOf = (round: number): string => join(folder, `round-${round}`);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await runRound(portal, folderOf(round)));
  }
  const peaks = rounds.map(({ first }) => first.peakMb);
  return {
    lines: describeRounds(rounds, portal),
    peakMb: median(peaks),
    folder: folderOf(ROUNDS - 1),
  };
}

/** A first crawl with nothing stored before, into a folder that is not there yet. */
export async function crawlAfresh(portal: BenchPortal, folder: string): Promise<ProcessRun> {
  mkdirSync(folder);
  const defaults = { interval_ms: 0, concurrency: CONCURRENCY };
  writeFileSync(
    join(folder, "sources.json"),
    JSON.stringify({ defaults, sources: portal.sources }),
  );
  return crawl(folder);
}

export function databaseOf(folder: string): string {
  return join(folder, "nianbao.sqlite");
}

export function archiveOf(folder: string): string {
  return join(folder, "archive");
}

function crawl(folder: string): Promise<ProcessRun> {
  const shared = ["--db", databaseOf(folder), "--archive", archiveOf(folder)];
  const sources = ["--sources", join(folder, "sources.json")];
  return runNode([
    "dist/cli.js",
    "crawl",
    "--allow-private-network",
    "--quiet",
    ...shared,
    ...sources,
  ]);
}

async function runRound(portal: BenchPortal, folder: string): Promise<Round> {
  const busyBefore = readBusySeconds();
  const servedBefore = await portal.usage();
  const first = await crawlAfresh(portal, folder);
  const busy = readBusySeconds();
  const served = (await portal.usage()) - servedBefore;
  const others =
    busy === undefined || busyBefore === undefined
      ? undefined
      : (busy - busyBefore - first.cpuSeconds - served) / first.wallSeconds;
  const wrongOurs = countWrongOfOurs(databaseOf(folder), portal);
  const again = await crawl(folder);
  const scrapy = await measureScrapy(portal, join(folder, "scrapy.sqlite"));
  const crawlee = await measureCrawlee(portal, join(folder, "crawlee.sqlite"));
  return { first, again, crawlee, scrapy, wrongOurs, others };
}

async function measureCrawlee(portal: BenchPortal, file: string): Promise<PeerRun> {
  const run = await runScript("crawlee-peer.ts", [file, JSON.stringify(portal.starts)]);
  const own = JSON.parse(run.output) satisfies PeerResult;
  return { peakMb: run.peakMb, ...own, wrong: countWrongOfPeer(file, portal) };
}

async function measureScrapy(portal: BenchPortal, file: string): Promise<PeerRun | undefined> {
  const python = findScrapy();
  if (python === undefined) return undefined;
  const run = await runScrapy(python, file, portal.starts);
  return { ...run, wrong: countWrongOfPeer(file, portal) };
}

function describeRounds(rounds: readonly Round[], portal: BenchPortal): Line[] {
  const first = rounds.map((round) => round.first);
  const crawlee = rounds.map((round) => round.crawlee);
  const scrapy = rounds.flatMap((round) => round.scrapy ?? []);
  return [
    ...compareWithCrawlee(first, crawlee, portal),
    ...(scrapy.length === 0 ? [] : compareWithScrapy(first, scrapy, portal)),
    describeWrong(rounds, portal),
    describeAgain(rounds),
  ];
}

function compareWithCrawlee(
  first: readonly ProcessRun[],
  peer: readonly PeerRun[],
  portal: BenchPortal,
): Line[] {
  const speed = compareSpeed(first, peer, portal);
  return [
    {
      what: `crawl ${portal.reports} reports: pages/s, against Crawlee's CheerioCrawler`,
      goal: `>= ${CRAWLEE_SPEED_GOAL}`,
      isMet: speed.value >= CRAWLEE_SPEED_GOAL,
      ...toLine(speed, "pages/s", "Crawlee"),
    },
    {
      what: "  the same: CPU",
      goal: "",
      isMet: undefined,
      ...toLine(
        compare(first, peer, ({ cpuSeconds }) => cpuSeconds),
        "CPU seconds",
        "Crawlee",
      ),
    },
  ];
}

function compareWithScrapy(
  first: readonly ProcessRun[],
  peer: readonly PeerRun[],
  portal: BenchPortal,
): Line[] {
  const speed = compareSpeed(first, peer, portal);
  const cpu = compare(first, peer, ({ cpuSeconds }) => cpuSeconds);
  const peak = compare(first, peer, ({ peakMb }) => peakMb);
  return [
    {
      what: "  the same: pages/s, against Scrapy",
      goal: `>= ${SCRAPY_SPEED_GOAL}`,
      isMet: speed.value >= SCRAPY_SPEED_GOAL,
      ...toLine(speed, "pages/s", "Scrapy"),
    },
    {
      what: "  the same: CPU",
      goal: `<= ${SCRAPY_CPU_GOAL}`,
      isMet: cpu.value <= SCRAPY_CPU_GOAL,
      ...toLine(cpu, "CPU seconds", "Scrapy"),
    },
    {
      what: "  the same: peak memory",
      goal: "<= 1",
      isMet: peak.value <= 1,
      ...toLine(peak, "MB", "Scrapy"),
    },
  ];
}

interface Comparison {
  readonly value: number;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

type Measured = Pick<PeerRun, "wallSeconds" | "cpuSeconds" | "peakMb">;

function compare(
  ours: readonly Measured[],
  theirs: readonly Measured[],
  measure: (run: Measured) => number,
): Comparison {
  const [one, other] = [ours.map(measure), theirs.map(measure)];
  return { value: median(one) / median(other), ours: one, theirs: other };
}

const compareSpeed = (
  ours: readonly Measured[],
  theirs: readonly Measured[],
  portal: BenchPortal,
): Comparison => compare(ours, theirs, ({ wallSeconds }) => portal.pages / wallSeconds);

function toLine(
  { value, ours, theirs }: Comparison,
  unit: string,
  peer: string,
): Pick<Line, "ratio" | "smallPrint"> {
  const digits = unit === "CPU seconds" ? 1 : 0;
  return {
    ratio: value.toFixed(2),
    smallPrint: `${unit}: nianbao ${describe(ours, digits)}, ${peer} ${describe(theirs, digits)}`,
  };
}

function describeWrong(rounds: readonly Round[], portal: BenchPortal): Line {
  const wrong = Math.max(...rounds.map(({ wrongOurs }) => wrongOurs));
  const wrongCrawlee = Math.max(...rounds.map(({ crawlee }) => crawlee.wrong));
  const wrongScrapy = Math.max(...rounds.map(({ scrapy }) => scrapy?.wrong ?? 0));
  const others = rounds.flatMap((round) => (round.others === undefined ? [] : [round.others]));
  const busy = others.length === 0 ? "unknown" : describe(others, 2);
  return {
    what: "  the same: wrong reports (ours in any cell of the form, the others' in table three)",
    ratio: `${wrong} : ${wrongCrawlee} : ${wrongScrapy}`,
    goal: "0",
    isMet: wrong === 0,
    smallPrint: `nianbao, Crawlee and Scrapy, of ${portal.reports}; Crawlee takes pages whose charset stands in the meta tag alone for UTF-8. Cores busy with other things: ${busy}`,
  };
}

function describeAgain(rounds: readonly Round[]): Line {
  const again = rounds.map((round) => round.again.cpuSeconds / round.first.cpuSeconds);
  const seconds = rounds.map((round) => round.again.cpuSeconds);
  return {
    what: "crawl unchanged pages again: CPU, against the first crawl",
    ratio: median(again).toFixed(2),
    goal: `<= ${AGAIN_GOAL}`,
    isMet: median(again) <= AGAIN_GOAL,
    smallPrint: `ratio ${describe(again, 2)}; CPU seconds ${describe(seconds, 1)}`,
  };
}
