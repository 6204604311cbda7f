import type { Logger } from "pino";

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  /** Part of the result. */
  print(text: string): void;
  readonly log: Logger;
  /** A bar on a terminal, a line now and then elsewhere, nothing with --quiet. */
  startProgress(what: string): Progress;
  /** Aborted by the first Ctrl-C or SIGTERM; the second ends the process. */
  readonly signal: AbortSignal;
  /** Width in columns for tables; undefined where output is not a terminal. */
  readonly columns: number | undefined;
}

export interface Progress {
  /** Sets how many steps there are, where that is known. */
  expect(total: number): void;
  /** One step is done; `detail` says how it stands. */
  step(detail: string): void;
  stop(): void;
}
