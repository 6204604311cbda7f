import type { Command } from "commander";
import { Option } from "commander";

/** Options that every command takes. */
export interface SharedOptions {
  readonly db: string;
  readonly archive: string;
  readonly sources: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly logLevel: string;
}

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"];

export function addSharedOptions(command: Command): Command {
  return command
    .addOption(new Option("--db <path>", "database").default("data/nianbao.sqlite"))
    .addOption(
      new Option("--archive <dir>", "folder of archived documents").default("data/archive"),
    )
    .addOption(new Option("--sources <path>", "list of sources").default("sources.json"))
    .option("--json", "print the result as JSON on standard output, logs as JSON lines")
    .option("--quiet", "no progress, and only warnings and errors")
    .addOption(
      new Option("--log-level <level>", "how much to log").choices(LOG_LEVELS).default("info"),
    );
}

/** Reads a whole number of at least `least` from the command line. */
export function toWholeNumber(name: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new InvalidNumber(
      `expected ${name} to be a whole number of at least ${least}, got ${JSON.stringify(text)}`,
    );
  };
}

/** Says what is wrong with a number on the command line. */
export class InvalidNumber extends Error {
  override readonly name = "InvalidNumber";
}
