import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addCrawl } from "./crawl.ts";
import { addDoctor } from "./doctor.ts";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import { addExport } from "./export.ts";
import { addIngest } from "./ingest.ts";
import { readVersion } from "./program-version.ts";
import { addReparse } from "./reparse.ts";
import { InvalidNumber } from "./shared-options.ts";
import { addShow } from "./show.ts";
import { addSources } from "./sources.ts";
import { addStatus } from "./status.ts";
import type { Terminal } from "./terminal.ts";

const ABOUT = `nianbao (年报) collects Chinese government-information-disclosure annual reports
(政府信息公开工作年度报告): it crawls or takes them from files, archives the bytes, reads every number of the official
tables, checks it, and stores it in SQLite with the place it was read at.`;

const COMMANDS = [
  addCrawl,
  addIngest,
  addReparse,
  addCheck,
  addShow,
  addStatus,
  addSources,
  addExport,
  addDoctor,
];

/** Runs one command line and gives its exit code; messages for people go to standard error. */
export async function runProgram(
  words: readonly string[],
  terminal: Terminal,
  complain: (message: string) => void,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const program = new Command("nianbao")
    .description(ABOUT)
    .version(readVersion(), "-V, --version", "print the version")
    .showHelpAfterError("(nianbao COMMAND --help shows how it is used)")
    .exitOverride();
  for (const add of COMMANDS) {
    add(program, terminal, (ended) => {
      code = ended;
    });
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return explainEnd(error, complain);
  }
}

/** Errors whose messages are written for the person at the terminal, by name, with the exit code of each. */
const EXPECTED: ReadonlyMap<string, ExitCode> = new Map([
  ["ArchiveError", exitCode.failed],
  ["ExportError", exitCode.failed],
  ["LockedError", exitCode.locked],
  ["SourcesError", exitCode.usage],
  ["StoreError", exitCode.failed],
]);

function explainEnd(error: unknown, complain: (message: string) => void): ExitCode {
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  if (error instanceof CommandError) {
    complain(error.message);
    return error.code;
  }
  if (error instanceof InvalidNumber) {
    complain(error.message);
    return exitCode.usage;
  }
  if (!(error instanceof Error)) throw error;
  const code = EXPECTED.get(error.name);
  if (code === undefined) throw error;
  complain(error.message);
  return code;
}
