import cliProgress from "cli-progress";
import pino, { type Logger } from "pino";
import pretty from "pino-pretty";
import type { Progress, Terminal } from "./terminal.ts";

export interface TerminalOptions {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly logLevel: string;
  readonly signal: AbortSignal;
}

/** Lines between two reports of progress where there is no terminal to draw on, such as in cron. */
const PLAIN_INTERVAL_MS = 30_000;
const STANDARD_ERROR = 2;

/** The terminal of this process. */
export function createTerminal(options: TerminalOptions): Terminal {
  const log = createLog(options);
  const isDrawn = process.stderr.isTTY && !options.isQuiet && !options.isJson;
  return {
    log,
    signal: options.signal,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    print: (text) => void process.stdout.write(text),
    startProgress: (what) => (isDrawn ? drawProgress(what) : writeProgress(what, log)),
  };
}

/** JSON lines for machines, plain lines for people; both on standard error. */
function createLog({ isJson, isQuiet, logLevel }: TerminalOptions): Logger {
  const level = isQuiet && logLevel === "info" ? "warn" : logLevel;
  const destination = isJson
    ? pino.destination({ dest: STANDARD_ERROR, sync: true })
    : pretty({
        colorize: process.stderr.isTTY,
        destination: STANDARD_ERROR,
        hideObject: true,
        ignore: "pid,hostname",
        sync: true,
        translateTime: "SYS:yyyy-mm-dd HH:MM:ss",
      });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

function drawProgress(what: string): Progress {
  const bar = new cliProgress.SingleBar(
    {
      format: `{bar} {value}/{total} ${what}, {detail}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 100,
    },
    cliProgress.Presets.shades_classic,
  );
  let done = 0;
  let expected = 0;
  bar.start(0, 0, { detail: "" });
  return {
    expect: (total) => {
      expected = total;
      bar.setTotal(total);
    },
    step: (detail) => {
      done += 1;
      if (expected < done) bar.setTotal(done);
      bar.update(done, { detail });
    },
    stop: () => bar.stop(),
  };
}

function writeProgress(what: string, log: Logger): Progress {
  let done = 0;
  let expected: number | undefined;
  let last = performance.now();
  return {
    expect: (total) => {
      expected = total;
    },
    step: (detail) => {
      done += 1;
      if (performance.now() - last < PLAIN_INTERVAL_MS) return;
      last = performance.now();
      log.info(`${done}${expected === undefined ? "" : `/${expected}`} ${what}, ${detail}`);
    },
    stop: () => undefined,
  };
}
