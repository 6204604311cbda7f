import { spawnSync } from "node:child_process";
import type { Line } from "./line.ts";
import { describe, median } from "./numbers.ts";

const SPAWNS = 21;
const GOAL = 1.25;

/** Five: the time until `nianbao --version` has said it, against that of node alone. */
export function measureStart(): Line {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let spawn = 0; spawn < SPAWNS; spawn += 1) {
    bare.push(time(["-e", "0"]));
    ours.push(time(["dist/cli.js", "--version"]));
  }
  const ratio = median(ours) / median(bare);
  return {
    what: `start: nianbao --version against node -e 0, median of ${SPAWNS} interleaved`,
    ratio: ratio.toFixed(2),
    goal: `<= ${GOAL}`,
    isMet: ratio <= GOAL,
    smallPrint: `ms: nianbao ${describe(ours, 0)}, node ${describe(bare, 0)}`,
  };
}

function time(words: readonly string[]): number {
  const begunMs = performance.now();
  const { status } = spawnSync(process.execPath, words, { stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${words.join(" ")} ended with code ${status}`);
  return performance.now() - begunMs;
}
