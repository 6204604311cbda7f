#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { readVersion } from "./commands/program-version.ts";

const DONE = 0;
const FAILED = 1;
/**
 * By how many per cent of what is in use the heap may grow before V8 collects. Left to itself it lets it grow fourfold on a
 * machine with memory to spare, of which a program that runs beside others for hours should not make use: a crawl takes a
 * tenth less with this. V8 asks for it anew each time, so that it may be set while the program runs.
 */
const HEAP_GROWTH = 100;

/** Asking for the version loads nothing else, so that scripts may ask often. */
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  process.stdout.write(`${readVersion()}\n`);
} else {
  await main(process.argv.slice(2));
}

async function main(words: readonly string[]): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const isJson = words.includes("--json");
  const complain = isJson ? complainAsJson : complainInWords;
  endWithReader(complain);
  const [{ createTerminal }, { runProgram }] = await Promise.all([
    import("./commands/process-terminal.ts"),
    import("./commands/program.ts"),
  ]);
  const terminal = createTerminal({
    isJson,
    isQuiet: words.includes("--quiet"),
    logLevel: readLogLevel(words),
    complain,
  });
  try {
    process.exitCode = await runProgram(words, terminal, complain);
  } catch (error) {
    complain(
      `${describeDefect(error)}\nThis is a defect of nianbao; what was stored before is kept.`,
    );
    process.exitCode = FAILED;
  }
}

function complainInWords(message: string): void {
  // A bar may stand on the line.
  const clear = process.stderr.isTTY ? "\r\u001B[K" : "";
  process.stderr.write(`${clear}nianbao: ${message}\n`);
}

/** Like a line of the log, so that standard error can be read line by line. */
function complainAsJson(message: string): void {
  const line = { level: "error", time: new Date().toISOString(), msg: message };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** Commander reads the level too and refuses unknown ones; logging must be set up before it can say so. */
function readLogLevel(words: readonly string[]): string {
  const at = words.indexOf("--log-level");
  const inline = words.find((word) => word.startsWith("--log-level="));
  const level = inline?.slice("--log-level=".length) ?? (at === -1 ? undefined : words[at + 1]);
  return level !== undefined && ["silent", "error", "warn", "debug"].includes(level)
    ? level
    : "info";
}

/**
 * `nianbao show 1 | head` closes the pipe early, and that is no error. Nobody reading the log is no reason to stop
 * either: a crawl goes on.
 */
function endWithReader(complain: (message: string) => void): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(DONE);
    complain(`the result cannot be written to standard output: ${error.message}`);
    process.exit(FAILED);
  });
  process.stderr.on("error", () => undefined);
}

function describeDefect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
