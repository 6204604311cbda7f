import type { Command } from "commander";
import { Option } from "commander";

/** Options that every command takes. */
export interface SharedOptions {
  readonly db: string;
  readonly archive: string;
  readonly sources: string;
  /** Undefined: corrections.json beside sources.json. */
  readonly corrections?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly logLevel: string;
}

/** Options of the commands that read documents. */
export interface ReadingOptions extends SharedOptions {
  readonly threads?: number;
  readonly ocr?: true;
  readonly metrics?: string;
}

/** Adds `--threads`, `--ocr` and `--metrics`. */
export function addReadingOptions(command: Command): Command {
  return command
    .option("--threads <n>", "worker threads that read documents", toWholeNumber("--threads", 1))
    .option("--ocr", "read scans and tables that are pictures by OCR (some seconds a page)")
    .addOption(
      new Option(
        "--metrics <file>",
        "write Prometheus metrics of the run to a file once it has ended",
      ).conflicts("dryRun"),
    );
}

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"];
const GROUP = "Options of every command:";

/** Adds them below a command's own, where its help shows them apart. */
export function addSharedOptions(command: Command): Command {
  const options = [
    new Option("--db <path>", "database").default("data/nianbao.sqlite"),
    new Option("--archive <dir>", "folder of archived documents").default("data/archive"),
    new Option("--sources <path>", "list of sources").default("sources.json"),
    new Option("--corrections <path>", "people's corrections, beside --sources"),
    new Option("--json", "print the result as JSON, and logs as lines of JSON"),
    new Option("--quiet", "no progress, and only warnings and errors"),
    new Option("--log-level <level>", "how much to log").choices(LOG_LEVELS).default("info"),
  ];
  for (const option of options) command.addOption(option.helpGroup(GROUP));
  return command;
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
