#!/usr/bin/env node
import { readVersion } from "./commands/program-version.ts";

const INTERRUPTED = 130;
const FAILED = 1;

/** Asking for the version loads nothing else, so that scripts may ask often. */
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  process.stdout.write(`${readVersion()}\n`);
} else {
  await main(process.argv.slice(2));
}

async function main(words: readonly string[]): Promise<void> {
  endQuietlyWithReader();
  const [{ createTerminal }, { runProgram }] = await Promise.all([
    import("./commands/process-terminal.ts"),
    import("./commands/program.ts"),
  ]);
  const terminal = createTerminal({
    isJson: words.includes("--json"),
    isQuiet: words.includes("--quiet"),
    logLevel: readLogLevel(words),
    signal: listenForInterrupt(),
  });
  const complain = (message: string): void => void process.stderr.write(`nianbao: ${message}\n`);
  try {
    process.exitCode = await runProgram(words, terminal, complain);
  } catch (error) {
    complain(
      `${describeDefect(error)}\nThis is a defect of nianbao; what was stored before is kept.`,
    );
    process.exitCode = FAILED;
  }
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

/** The first Ctrl-C or SIGTERM lets the page in hand finish; a second ends the process at once. */
function listenForInterrupt(): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    process.stderr.write("nianbao: stopping after the page in hand; once more to stop at once\n");
    stop.abort(new Error("stopped by the operator"));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return stop.signal;
}

/** `nianbao show 1 | head` closes the pipe early, and that is no error. */
function endQuietlyWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}

function describeDefect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
