import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addCorrect } from "./correct.ts";
import { addCrawl } from "./crawl.ts";
import { addDiff } from "./diff.ts";
import { addDoctor } from "./doctor.ts";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import { addExport } from "./export.ts";
import { addIngest } from "./ingest.ts";
import { readVersion } from "./program-version.ts";
import { addReparse } from "./reparse.ts";
import { addServe } from "./serve.ts";
import { addSharedOptions, InvalidNumber } from "./shared-options.ts";
import { addShow } from "./show.ts";
import { addSources } from "./sources.ts";
import { addStatus } from "./status.ts";
import type { Terminal } from "./terminal.ts";

const ABOUT = `nianbao (年报) collects Chinese government-information-disclosure annual reports
(政府信息公开工作年度报告). It crawls them or takes them from files, keeps the
bytes, reads every number of the official tables, checks it, and stores it in
SQLite with the place where it was read.`;

const EXAMPLES = `
Examples:
  nianbao ingest reports/                 read the reports of a folder
  nianbao crawl --contact me@example.org  fetch those of sources.json, politely
  nianbao status                          what there is, and what failed
  nianbao COMMAND --help                  options and examples of a command`;

const COMMANDS = [
  addCrawl,
  addIngest,
  addReparse,
  addCheck,
  addCorrect,
  addShow,
  addDiff,
  addStatus,
  addSources,
  addExport,
  addServe,
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
    // A command below another takes its own options: sources probe --json.
    .enablePositionalOptions()
    .configureHelp({ subcommandTerm: toTerm })
    .addHelpText("after", EXAMPLES);
  for (const add of COMMANDS) {
    add(program, terminal, (ended) => {
      code = ended;
    });
  }
  for (const command of listCommands(program)) refuseKindly(addSharedOptions(command));
  refuseKindly(program);
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return explainEnd(error, complain);
  }
}

/** correct <report> <cell> [value]: that every command has options goes without saying. */
function toTerm(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...words].join(" ");
}

/** What commander calls an error begins so: "error: unknown option '--foo'". */
const COMMANDER_PREFIX = /^error: /;

/** Every command, and those below it: `sources probe`. */
function listCommands(command: Command): Command[] {
  return command.commands.flatMap((below) => [below, ...listCommands(below)]);
}

/** The words a command is called by: sources probe. */
function toWords(command: Command): string {
  const { parent } = command;
  if (parent === null || parent.parent === null) return command.name();
  return `${toWords(parent)} ${command.name()}`;
}

/** Wrong usage is told like any other error, and with the help that would have prevented it. */
function refuseKindly(command: Command): void {
  const { parent } = command;
  const advice =
    parent === null
      ? "Options stand after the command; nianbao --help shows both."
      : `nianbao ${toWords(command)} --help shows how it is used.`;
  command.configureOutput({ outputError: () => undefined });
  command.exitOverride((error) => {
    // Help or version were asked for, or help was printed because nothing was asked.
    if (error.exitCode === 0 || error.code === "commander.help") throw error;
    const message = error.message.replace(COMMANDER_PREFIX, "").trim();
    throw new CommandError(`${message}\n${advice}`, exitCode.usage);
  });
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
  // Commander has printed the help.
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
