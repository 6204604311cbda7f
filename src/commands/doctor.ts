import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  nianbao doctor          every check, and how to mend what is wrong
  nianbao doctor --json   the same for scripts

Exit code 1 if something needed is missing or damaged; what is only of use for
some pages is a warning.`;

/** nianbao doctor: what is missing on this machine, and how to mend it. */
export function addDoctor(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("doctor")
    .description("what is missing on this machine, and how to mend it")
    .addHelpText("after", EXAMPLES)
    .action(async (options: SharedOptions) => {
      const { examine } = await import("./doctor-checks.ts");
      const checks = await examine(options);
      if (options.json) terminal.print(`${JSON.stringify({ checks }, undefined, 2)}\n`);
      else {
        for (const { name, state, detail } of checks) {
          terminal.print(`${state.padEnd("warning".length)}  ${name}: ${detail}\n`);
        }
      }
      end(checks.some(({ state }) => state === "error") ? exitCode.failed : exitCode.done);
    });
}
