import { ExportError } from "../export/whole-file.ts";
import { forms } from "../model/forms/forms.ts";
import { rulesBetween } from "../reconcile/reconcile.ts";
import { type Archive, openArchive } from "../store/archive.ts";
import { takeLock } from "../store/lock.ts";
import { openStore } from "../store/open-store.ts";
import { finishRun, type Run, type RunOutcome, startRun } from "../store/run.ts";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { syncCorrections } from "./corrections-sync.ts";
import { type EndedRun, expectMetricsFolder, writeMetrics } from "./metrics.ts";
import { readVersion } from "./program-version.ts";
import type { ReadingOptions, SharedOptions } from "./shared-options.ts";

/** An open database and archive for a command that writes, with the lock held and the run begun. */
export interface Session {
  readonly store: Store;
  readonly archive: Archive;
  readonly run: Run;
  readonly version: string;
}

/** What a run did, as its row in the database keeps it. */
export interface RunEnd {
  readonly outcome: Exclude<RunOutcome, "running">;
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Options of a command that writes. */
export type SessionOptions = SharedOptions & Pick<ReadingOptions, "metrics">;

/**
 * Opens everything a writing command needs, lets it work, and closes it however the work ends. Only one such session
 * works on a database at a time.
 */
export async function withSession<Result extends RunEnd>(
  command: string,
  options: SessionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  if (options.metrics !== undefined) expectMetricsFolder(options.metrics);
  const startedAt = new Date().toISOString();
  const lock = takeLock(options.db, {
    pid: process.pid,
    command: `nianbao ${command}`,
    since: startedAt,
  });
  try {
    const store = openStore(options.db, {
      mode: "write",
      forms: [...forms.values()],
      rulesBetween,
    });
    try {
      return await runIn(store, command, startedAt, options, work);
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

async function runIn<Result extends RunEnd>(
  store: Store,
  command: string,
  startedAt: string,
  options: SessionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const version = readVersion();
  const run = startRun({
    command,
    arguments: process.argv.slice(2),
    parserVersion: version,
    startedAt,
  });
  const finish = ({ outcome, summary }: RunEnd): EndedRun => {
    const end = { finishedAt: new Date().toISOString(), outcome, summary };
    finishRun(store, run, end);
    return { command, startedAt, ...end };
  };
  const tell = (ended: EndedRun): void => {
    if (options.metrics !== undefined) writeMetrics(options.metrics, ended, store);
  };
  let result: Result;
  let ended: EndedRun;
  try {
    syncCorrections(store, run, options);
    result = await work({ store, archive: openArchive(options.archive), run, version });
    ended = finish(result);
  } catch (error) {
    noteFailure(error, (end) => tell(finish(end)));
    throw error;
  }
  tell(ended);
  return result;
}

/** What broke the run most often keeps its end from being written too, and it is the one to be told of. */
function noteFailure(error: unknown, finish: (end: RunEnd) => void): void {
  const message = error instanceof Error ? error.message : String(error);
  try {
    finish({ outcome: "failed", summary: { error: message } });
  } catch (second) {
    if (!(second instanceof StoreError || second instanceof ExportError)) throw second;
  }
}

/** Opens a database for looking only. */
export function withStore<Result>(options: SharedOptions, work: (store: Store) => Result): Result {
  const store = openStore(options.db, { mode: "read", forms: [...forms.values()] });
  try {
    return work(store);
  } finally {
    store.close();
  }
}
