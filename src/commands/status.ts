import type { Command } from "commander";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import { type SharedOptions, toWholeNumber } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

interface StatusOptions extends SharedOptions {
  readonly runs: number;
  /** True: named without a number. */
  readonly run?: number | "last" | true;
}

const EXAMPLES = `
Examples:
  nianbao status             runs, coverage, what failed and why
  nianbao status --runs 50   more of the runs
  nianbao status --run       the last run: what came, what failed, slow hosts
  nianbao status --run 12    that of run 12
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
    .option("--run [n]", "report of one run, the last if no number is given", toRunNumber)
    .addHelpText("after", EXAMPLES)
    .action(async (options: StatusOptions) => {
      if (options.run !== undefined) {
        await showRun(options, options.run === true ? "last" : options.run, terminal);
        end(exitCode.done);
        return;
      }
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

const toNumber = toWholeNumber("--run", 1);

function toRunNumber(text: string): number | "last" {
  return text === "last" ? text : toNumber(text);
}

async function showRun(
  options: StatusOptions,
  wanted: number | "last",
  terminal: Terminal,
): Promise<void> {
  const { readRunStory, toRunStoryJson } = await import("./run-story.ts");
  const story = readRunStory(options, wanted);
  if (story === undefined) {
    const what = wanted === "last" ? "no run yet" : `no run ${wanted}`;
    throw new CommandError(
      `${options.db} has ${what}: nianbao status lists those it has`,
      exitCode.failed,
    );
  }
  if (options.json) {
    terminal.print(`${JSON.stringify(toRunStoryJson(story), undefined, 2)}\n`);
    return;
  }
  const { describeRunStory } = await import("./run-story-text.ts");
  terminal.print(describeRunStory(story, terminal.columns));
}
