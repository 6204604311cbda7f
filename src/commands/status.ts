import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { addSharedOptions, type SharedOptions, toWholeNumber } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

interface StatusOptions extends SharedOptions {
  readonly runs: number;
}

const EXAMPLES = `
Examples:
  nianbao status                the last runs, coverage by source and year, what failed and why
  nianbao status --runs 50 --json`;

/** nianbao status: runs, coverage by source and year, what failed and why. */
export function addStatus(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  addSharedOptions(program.command("status"))
    .description("runs, coverage by source and year, what failed and why")
    .option("--runs <n>", "how many runs to show", toWholeNumber("--runs", 1), 10)
    .addHelpText("after", EXAMPLES)
    .action(async (options: StatusOptions) => {
      const { readStatus } = await import("./status-read.ts");
      const status = readStatus(options, options.runs);
      if (options.json) terminal.print(`${JSON.stringify(status, undefined, 2)}\n`);
      else {
        const { describeStatus } = await import("./status-text.ts");
        terminal.print(describeStatus(status));
      }
      end(exitCode.done);
    });
}
