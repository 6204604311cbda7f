import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Line } from "./line.ts";
import { describe, median } from "./numbers.ts";
import { runScript } from "./process-run.ts";
import { rateViews } from "./rate-views.ts";
import { type ServedWorkbench, serveWorkbench } from "./served-workbench.ts";

const REPORTS = 100_000;
const REPEATS = 9;
const FIRST_GOAL_MS = 100;
const VIEW_GOAL_MS = 300;
const COVERAGE_GOAL_MS = 500;
const WEIGHT_GOAL_KB = 300;
const SCORE_GOAL = 95;

/** Paths of what is looked at; the agencies and counties are those of `workbench-child.ts`. */
const COVERAGE = [
  "/coverage?by=county",
  "/coverage?by=province",
  "/coverage?by=agency",
  "/coverage?kind=department",
  "/coverage?source=s7",
  `/coverage?name=${encodeURIComponent("第7")}`,
];
const OTHERS = [
  "/findings",
  "/findings?severity=error&page=20",
  "/findings/3000",
  "/compare",
  `/compare?name=${encodeURIComponent("第77")}`,
  `/compare?agency=${encodeURIComponent("第0县第7局")}`,
  "/compare?division=990105&year=2024",
  `/search?q=${encodeURIComponent("政府信息")}`,
  `/search?q=${encodeURIComponent("行政复议 不足")}`,
  "/runs",
  "/runs/1",
  "/reports/1",
  "/versions/1/original?target=requests.new.total",
];
const RATED = ["/coverage", "/reports/1", "/findings"];

/** Server times on a database as large as a country's, and what Lighthouse says of three views. */
export async function measureWorkbench(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-workbench-"));
  try {
    await runScript("workbench-child.ts", [folder, String(REPORTS)]);
    return await measureIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param folder where `workbench-child.ts` has put a database and an archive */
export async function measureIn(folder: string): Promise<Line[]> {
  const workbench = await serveWorkbench(folder);
  try {
    const firstMs = await timeOnce(workbench, "/coverage");
    await workbench.settled();
    // What was looked up is kept, so another page is asked for each time.
    const coverage = await timeAll(
      workbench,
      COVERAGE,
      (path, repeat) => `${path}&page=${repeat + 2}`,
    );
    const others = await timeAll(workbench, OTHERS, (path) => path);
    const ratings = await rateViews(workbench.url, RATED);
    return [
      {
        what: `workbench, ${REPORTS} reports: first page after the start, ms`,
        ratio: firstMs.toFixed(0),
        goal: `< ${FIRST_GOAL_MS} ms`,
        isMet: firstMs < FIRST_GOAL_MS,
        smallPrint: "of the request, its answer included",
      },
      toTimeLine("coverage", coverage, COVERAGE_GOAL_MS),
      toTimeLine("any other view", others, VIEW_GOAL_MS),
      ...toRatingLines(ratings),
    ];
  } finally {
    await workbench.close();
  }
}

interface Timed {
  readonly path: string;
  readonly timesMs: readonly number[];
}

async function timeAll(
  workbench: ServedWorkbench,
  paths: readonly string[],
  toAsked: (path: string, repeat: number) => string,
): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (const path of paths) {
    const timesMs: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      timesMs.push(await timeOnce(workbench, toAsked(path, repeat)));
    }
    timed.push({ path, timesMs });
  }
  return timed;
}

async function timeOnce({ url }: ServedWorkbench, path: string): Promise<number> {
  const begunMs = performance.now();
  const answer = await fetch(url + path);
  await answer.text();
  const tookMs = performance.now() - begunMs;
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return tookMs;
}

/** Held against the goal is the slowest view, each by its median. */
function toTimeLine(what: string, timed: readonly Timed[], goalMs: number): Line {
  const slowest = Math.max(...timed.map(({ timesMs }) => median(timesMs)));
  const each = timed.map(({ path, timesMs }) => `${decodeURI(path)} ${describe(timesMs, 0)}`);
  return {
    what: `workbench, ${REPORTS} reports: ${what}, median of the slowest, ms`,
    ratio: slowest.toFixed(0),
    goal: `< ${goalMs} ms`,
    isMet: slowest < goalMs,
    smallPrint: each.join(", "),
  };
}

function toRatingLines(ratings: Awaited<ReturnType<typeof rateViews>>): Line[] {
  if (ratings.kind === "missing") {
    const missing = { ratio: "–", isMet: undefined, smallPrint: ratings.advice };
    return [{ what: "workbench: Lighthouse (no browser)", goal: `>= ${SCORE_GOAL}`, ...missing }];
  }
  const { views } = ratings;
  const least = Math.min(...views.flatMap(({ scores }) => scores.map(({ score }) => score)));
  const heaviest = Math.max(...views.map(({ bytes }) => bytes / 1024));
  return [
    {
      what: "workbench: Lighthouse, least of three scores for three views on a phone",
      ratio: least.toFixed(0),
      goal: `>= ${SCORE_GOAL}`,
      isMet: least >= SCORE_GOAL,
      smallPrint: views
        .map(({ path, scores }) =>
          [path, ...scores.map(({ name, score }) => `${name} ${score.toFixed(0)}`)].join(" "),
        )
        .join(", "),
    },
    {
      what: "workbench: weight of a page with all it loads, KB",
      ratio: heaviest.toFixed(0),
      goal: `< ${WEIGHT_GOAL_KB} KB`,
      isMet: heaviest < WEIGHT_GOAL_KB,
      smallPrint: views
        .map(({ path, bytes }) => `${path} ${(bytes / 1024).toFixed(0)} KB`)
        .join(", "),
    },
  ];
}
