import type { Line } from "./line.ts";
import { archiveOf, databaseOf } from "./measure-crawl.ts";
import { describe, median } from "./numbers.ts";
import { runNode, runScript } from "./process-run.ts";
import type { PassResult } from "./read-child.ts";

const ROUNDS = 3;

/** Six: reading the whole archive again, start and checks included, against a bare loop in one thread. */
export async function measureReparse(folder: string): Promise<Line> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { output } = await runScript("read-child.ts", ["nianbao", archiveOf(folder)]);
    const [pass]: readonly PassResult[] = JSON.parse(output);
    if (pass === undefined) throw new Error("the archive was not read");
    bare.push((pass.documents / pass.wallMs) * 1000);
    const shared = ["--db", databaseOf(folder), "--archive", archiveOf(folder)];
    const { wallSeconds } = await runNode(["dist/cli.js", "reparse", "--quiet", ...shared]);
    ours.push(pass.documents / wallSeconds);
  }
  return {
    what: "reparse: documents/s, against reading them in a loop in one thread",
    ratio: (median(ours) / median(bare)).toFixed(2),
    goal: "",
    isMet: undefined,
    smallPrint: `documents/s: reparse ${describe(ours, 0)}, loop ${describe(bare, 0)}`,
  };
}
