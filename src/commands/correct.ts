import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
REPORT is as nianbao show takes it, CELL a name such as requests.new.total,
VALUE what the document prints there, or null where no number can be told.

Examples:
  nianbao correct 12 requests.new.total 13 --reason "the picture prints 13"
  nianbao correct 桐柏县水务局/2024 requests.new.total null --reason "illegible"
  nianbao correct 12 requests.new.total --remove

The correction is written into corrections.json, for the document that the
report is now read from, and is in force at once. Keep that file under version
control.`;

export interface CorrectOptions extends SharedOptions {
  readonly reason?: string;
  readonly by?: string;
  readonly on?: string;
  readonly remove?: true;
}

/** nianbao correct: says what a document prints in a cell where the program read otherwise. */
export function addCorrect(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("correct")
    .description("correct a cell of a report, beside what was read, in corrections.json")
    .argument("<report>", "number, or agency/year")
    .argument("<cell>", "table.row.column")
    .argument("[value]", "number, or null")
    .option("--reason <text>", "why, for those who come later")
    .option("--by <name>", "who looked (default: user.name of git)")
    .option("--on <date>", "day they looked (default: today)")
    .option("--remove", "take the correction of the cell back")
    .addHelpText("after", EXAMPLES)
    .action(
      async (report: string, cell: string, value: string | undefined, options: CorrectOptions) => {
        const { correct } = await import("./correct-run.ts");
        const done = await correct({ report, cell, value, options });
        terminal.print(
          options.json ? `${JSON.stringify(done.record, undefined, 2)}\n` : `${done.sentence}\n`,
        );
        end(exitCode.done);
      },
    );
}
