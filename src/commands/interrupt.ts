import { exitCode } from "./exit-code.ts";

/**
 * The first Ctrl-C or SIGTERM lets the page in hand finish; a second ends the process at once. To be asked for by
 * commands that heed it only: the others end at the first one, as programs do.
 */
export function listenForInterrupt(complain: (message: string) => void): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(exitCode.interrupted);
    complain("stopping after the page in hand; once more to stop at once");
    stop.abort(new Error("stopped by the operator"));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return stop.signal;
}
