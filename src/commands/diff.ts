import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
A and B are each a database or snapshot (PATH), one as it was after a run
(PATH#RUN), or a run of the database of --db (a number).

Examples:
  nianbao diff 2025.sqlite 2026.sqlite   two snapshots
  nianbao diff 7 9                       what runs 8 and 9 changed
  nianbao diff old.sqlite#7 data/nianbao.sqlite --csv > changes.csv
  nianbao diff 7 9 --summary             the counts only

Exit code 0 whether or not there are differences; --json ends with their counts.`;

export interface DiffOptions extends SharedOptions {
  readonly csv?: true;
  readonly summary?: true;
}

/** nianbao diff: what changed between two databases, snapshots or runs, by report and cell. */
export function addDiff(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command("diff")
    .description("what changed between two databases or runs, by report and cell")
    .argument("<a>", "database, database#run, or run: before")
    .argument("<b>", "the same: after")
    .option("--csv", "a line a changed cell, ready for a spreadsheet")
    .option("--summary", "print the counts only")
    .addHelpText("after", EXAMPLES)
    .action(async (a: string, b: string, options: DiffOptions) => {
      const { diff } = await import("./diff-run.ts");
      const isInterrupted = await diff([a, b], options, terminal);
      end(isInterrupted ? exitCode.interrupted : exitCode.done);
    });
}
