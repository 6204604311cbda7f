import type { Logger } from "pino";
import type { Progress } from "./terminal.ts";

/** Back to the first column, and the line is empty. */
export const CLEAR_LINE = "\r\u001B[K";

/** Lines between two reports of progress where there is no terminal to draw on, such as in cron. */
const PLAIN_INTERVAL_MS = 30_000;
const FRAME_MS = 100;
const REFRESH_MS = 1_000;
/** Leaves room on 80 columns for numbers and words. */
const BAR_COLUMNS = 24;

/**
 * A bar on the last line of standard error, gone when the work ends. It saves no cursor position and hides no cursor:
 * lines of the log scroll past it, and a killed process leaves the terminal as it was.
 */
export function drawProgress(what: string, stream: NodeJS.WriteStream): Progress {
  let done = 0;
  let expected = 0;
  let tail = what;
  let drawn = { line: "", at: Number.NEGATIVE_INFINITY };
  let isStopped = false;
  const draw = (): void => {
    const at = performance.now();
    const bar = `${toBar(done, Math.max(expected, done))} ${tail}`;
    const line = bar.slice(0, Math.max(0, stream.columns - 1));
    // A line of the log may have taken its place meanwhile.
    if (line === drawn.line && at - drawn.at < REFRESH_MS) return;
    drawn = { line, at };
    stream.write(`${CLEAR_LINE}${line}`);
  };
  const timer = setInterval(draw, FRAME_MS);
  timer.unref();
  return {
    expect: (total) => {
      expected = total;
    },
    step: (detail) => {
      done += 1;
      tail = `${what}, ${detail}`;
      if (performance.now() - drawn.at >= FRAME_MS) draw();
    },
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      stream.write(CLEAR_LINE);
    },
  };
}

function toBar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.floor((done / total) * BAR_COLUMNS);
  return `${"█".repeat(filled)}${"░".repeat(BAR_COLUMNS - filled)} ${done}/${total}`;
}

/** A line of the log now and then. */
export function writeProgress(what: string, log: Logger): Progress {
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
