import { writeSync } from "node:fs";
import pino, { type Logger } from "pino";
import { prettyFactory } from "pino-pretty";
import { listenForInterrupt } from "./interrupt.ts";
import { CLEAR_LINE, drawProgress, writeProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

export interface TerminalOptions {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly logLevel: string;
  /** Says something to the person at the terminal, whatever the log level. */
  readonly complain: (message: string) => void;
}

const STANDARD_ERROR = 2;

/** The terminal of this process. */
export function createTerminal(options: TerminalOptions): Terminal {
  const log = createLog(options);
  const isDrawn = process.stderr.isTTY && !options.isQuiet && !options.isJson;
  let signal: AbortSignal | undefined;
  return {
    log,
    get signal() {
      signal ??= listenForInterrupt(options.complain);
      return signal;
    },
    columns: findColumns(),
    print: (text) => void process.stdout.write(text),
    startProgress: (what) =>
      isDrawn ? drawProgress(what, process.stderr) : writeProgress(what, log),
  };
}

/** Of the terminal, or as COLUMNS says for what comes after a pipe. */
function findColumns(): number | undefined {
  const told = Number(process.env.COLUMNS);
  const columns = process.stdout.isTTY ? process.stdout.columns : told;
  return columns > 0 ? columns : undefined;
}

/** JSON lines for machines, plain lines for people; both on standard error. */
function createLog({ isJson, isQuiet, logLevel }: TerminalOptions): Logger {
  const level = isQuiet && (logLevel === "info" || logLevel === "debug") ? "warn" : logLevel;
  const formatters = { level: (label: string) => ({ level: label }) };
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters },
    { write: isJson ? writeLog : writePlainly() },
  );
}

function writePlainly(): (line: string) => void {
  const isTerminal = process.stderr.isTTY;
  const prettify = prettyFactory({
    colorize: isTerminal,
    hideObject: true,
    translateTime: "SYS:yyyy-mm-dd HH:MM:ss",
  });
  // On a terminal a bar may stand on the line; it is drawn again below.
  return (line) => writeLog((isTerminal ? CLEAR_LINE : "") + prettify(line));
}

/** At once, so that a crash takes no line with it; if nobody reads the log any more, the work goes on. */
function writeLog(text: string): void {
  try {
    writeSync(STANDARD_ERROR, text);
  } catch (error) {
    if (!isUnheard(error)) throw error;
  }
}

const UNHEARD = new Set(["EPIPE", "EAGAIN", "EBADF", "ENOSPC", "EIO"]);

function isUnheard(error: unknown): boolean {
  return error instanceof Error && "code" in error && UNHEARD.has(String(error.code));
}
