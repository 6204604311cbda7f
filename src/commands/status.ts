import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { type SharedOptions, toWholeNumber } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

interface StatusOptions extends SharedOptions {
  readonly runs: number;
}

const EXAMPLES = `
Examples:
  nianbao status             runs, coverage, what failed and why
  nianbao status --runs 50   more of the runs
  nianbao status --json      all of it, for scripts`;

/** nianbao status: runs, coverage by source and year, what failed and why. */
export function addStatus(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("status")
    .description("runs, coverage by source and year, what failed and why")
    .option("--runs <n>", "how many runs to show", toWholeNumber("--runs", 1), 10)
    .addHelpText("after", EXAMPLES)
    .action(async (options: StatusOptions) => {
      const { readStatus, toJson } = await import("./status-read.ts");
      const status = readStatus(options, options.runs);
      if (options.json) terminal.print(`${JSON.stringify(toJson(status), undefined, 2)}\n`);
      else {
        const { describeStatus } = await import("./status-text.ts");
        terminal.print(describeStatus(status, terminal.columns));
      }
      end(exitCode.done);
    });
}
