import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PeerResult } from "./crawlee-peer.ts";
import type { Line } from "./line.ts";
import { readBusySeconds } from "./machine.ts";
import { describe, median } from "./numbers.ts";
import type { BenchPortal } from "./portal.ts";
import { type ProcessRun, runNode, runScript } from "./process-run.ts";
import { countWrongOfOurs, countWrongOfPeer } from "./wrong-reports.ts";

interface Round {
  readonly first: ProcessRun;
  readonly again: ProcessRun;
  readonly peer: ProcessRun & PeerResult;
  readonly wrongOurs: number;
  readonly wrongPeer: number;
  /** Cores that neither side nor the portal used, while the first crawl ran. */
  readonly others: number | undefined;
}

const ROUNDS = 3;
const SPEED_GOAL = 1.5;
const AGAIN_GOAL = 0.2;
export const PEAK_GOAL_MB = 300;
/** For every host; 16 of them are under way at once. */
const CONCURRENCY = 2;

/** Two and three: a first crawl and one of unchanged pages, against Crawlee on the same portal. Leaves its last archive. */
export async function measureCrawl(
  portal: BenchPortal,
  folder: string,
): Promise<{ readonly lines: readonly Line[]; readonly peakMb: number }> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runRound(portal, folder));
  const peaks = rounds.map(({ first }) => first.peakMb);
  return { lines: describeRounds(rounds, portal), peakMb: median(peaks) };
}

/** A first crawl with nothing stored before. */
export async function crawlAfresh(portal: BenchPortal, folder: string): Promise<ProcessRun> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
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
  const peerFile = join(folder, "peer.sqlite");
  const peerRun = await runScript("crawlee-peer.ts", [peerFile, JSON.stringify(portal.starts)]);
  const peer = { ...peerRun, ...(JSON.parse(peerRun.output) satisfies PeerResult) };
  return {
    first,
    again,
    peer,
    wrongOurs,
    wrongPeer: countWrongOfPeer(peerFile, portal),
    others,
  };
}

function describeRounds(rounds: readonly Round[], portal: BenchPortal): Line[] {
  const speeds = rounds.map(({ first }) => portal.pages / first.wallSeconds);
  const peerSpeeds = rounds.map(({ peer }) => portal.pages / peer.wallSeconds);
  const speed = median(speeds) / median(peerSpeeds);
  const cpu = rounds.map(({ first }) => first.cpuSeconds);
  const peerCpu = rounds.map(({ peer }) => peer.cpuSeconds);
  const peaks = rounds.map(({ first }) => first.peakMb);
  const peerPeaks = rounds.map(({ peer }) => peer.peakMb);
  const again = rounds.map((round) => round.again.cpuSeconds / round.first.cpuSeconds);
  const others = rounds.flatMap((round) => (round.others === undefined ? [] : [round.others]));
  const wrong = Math.max(...rounds.map(({ wrongOurs }) => wrongOurs));
  const wrongPeer = Math.max(...rounds.map(({ wrongPeer: count }) => count));
  return [
    {
      what: `crawl ${portal.reports} reports: pages/s, against Crawlee's CheerioCrawler`,
      ratio: speed.toFixed(2),
      goal: `>= ${SPEED_GOAL}`,
      isMet: speed >= SPEED_GOAL,
      smallPrint: `pages/s: nianbao ${describe(speeds, 0)}, Crawlee ${describe(peerSpeeds, 0)}; cores busy with other things: ${others.length === 0 ? "unknown" : describe(others, 2)}`,
    },
    {
      what: "  the same: CPU",
      ratio: (median(cpu) / median(peerCpu)).toFixed(2),
      goal: "",
      isMet: undefined,
      smallPrint: `CPU seconds: nianbao ${describe(cpu, 1)}, Crawlee ${describe(peerCpu, 1)}`,
    },
    {
      what: "  the same: peak memory",
      ratio: (median(peaks) / median(peerPeaks)).toFixed(2),
      goal: `<= ${PEAK_GOAL_MB} MB`,
      isMet: median(peaks) <= PEAK_GOAL_MB,
      smallPrint: `MB: nianbao ${describe(peaks, 0)}, Crawlee ${describe(peerPeaks, 0)}`,
    },
    {
      what: "  the same: wrong reports (ours in any cell of the form, Crawlee's in table three)",
      ratio: `${wrong} : ${wrongPeer}`,
      goal: "0",
      isMet: wrong === 0,
      smallPrint: `of ${portal.reports}; Crawlee takes pages whose charset stands in the meta tag alone for UTF-8`,
    },
    {
      what: "crawl unchanged pages again: CPU, against the first crawl",
      ratio: median(again).toFixed(2),
      goal: `<= ${AGAIN_GOAL}`,
      isMet: median(again) <= AGAIN_GOAL,
      smallPrint: `ratio ${describe(again, 2)}; CPU seconds ${describe(
        rounds.map((round) => round.again.cpuSeconds),
        1,
      )}`,
    },
  ];
}
