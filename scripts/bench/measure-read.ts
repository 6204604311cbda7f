import type { Line } from "./line.ts";
import { describe } from "./numbers.ts";
import { runScript } from "./process-run.ts";
import type { PassResult } from "./read-child.ts";

const ROUNDS = 3;
const GOAL = 1;

/** One: decoding, interpreting and reconciling a page, against parsing it with cheerio. */
export async function measureRead(): Promise<Line> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(...(await measure("nianbao")));
    theirs.push(...(await measure("cheerio")));
  }
  const ratio = Math.min(...ours) / Math.min(...theirs);
  return {
    what: "read a page of about 100 KB whole: CPU, best pass, against cheerio.load (parse5)",
    ratio: ratio.toFixed(2),
    goal: `<= ${GOAL.toFixed(1)}`,
    isMet: ratio <= GOAL,
    smallPrint: `CPU ms a page, median (range) of ${ours.length} passes: nianbao ${describe(ours, 1)}, cheerio ${describe(theirs, 1)}`,
  };
}

/** CPU milliseconds a page of each pass but the first, in which the code is still being compiled. */
async function measure(task: "nianbao" | "cheerio"): Promise<number[]> {
  const { output } = await runScript("read-child.ts", [task]);
  const passes: readonly PassResult[] = JSON.parse(output);
  return passes.slice(1).map(({ cpuMs, documents }) => cpuMs / documents);
}
