import type { Store } from "./store.ts";

export type RunOutcome = "running" | "done" | "partial" | "failed" | "interrupted";

/** What is known of an invocation before it does anything. */
export interface RunStart {
  readonly command: string;
  /** Command-line arguments as given. */
  readonly arguments: readonly string[];
  readonly parserVersion: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/**
 * One invocation. Its row is written together with the first thing the run changes, so that a run
 * that changes nothing leaves the database as it was.
 */
export interface Run {
  readonly start: RunStart;
  /** Undefined until the run has written something. */
  id: number | undefined;
}

export function startRun(start: RunStart): Run {
  return { start, id: undefined };
}

/**
 * Does a write of this run, all or nothing; `work` is given what makes the run's row when called. Many
 * visits or readings go into one transaction, and far faster, inside one such `work`.
 */
export function writeInRun<Result>(
  store: Store,
  run: Run,
  work: (runId: () => number) => Result,
): Result {
  const before = run.id;
  try {
    return store.write(() => work(() => ensureRun(store, run)));
  } catch (error) {
    run.id = before; // The row went back with the rest.
    throw error;
  }
}

/** Writes the run's row at once, for a run that is of interest even if it changes nothing else, such as a crawl. */
export function recordRun(store: Store, run: Run): number {
  return writeInRun(store, run, (runId) => runId());
}

/** Closes a run that wrote; one that wrote nothing leaves no trace. */
export function finishRun(
  store: Store,
  run: Run,
  end: {
    readonly finishedAt: string;
    readonly outcome: Exclude<RunOutcome, "running">;
    readonly summary: Readonly<Record<string, unknown>>;
  },
): void {
  const { id } = run;
  if (id === undefined) return;
  store.write(() =>
    store
      .sql<[string, string, string, number], never>(
        "update run set finished_at = ?, outcome = ?, summary = ? where run_id = ?",
      )
      .run(end.finishedAt, end.outcome, JSON.stringify(end.summary), id),
  );
}

function ensureRun(store: Store, run: Run): number {
  if (run.id !== undefined) return run.id;
  // Only one run at a time holds the lock, so whatever still says running was cut off.
  store.sql("update run set outcome = 'interrupted' where outcome = 'running'").run();
  const { start } = run;
  const { lastInsertRowid } = store
    .sql<[string, string, string, string], never>(
      `insert into run (command, arguments, parser_version, started_at, outcome)
       values (?, ?, ?, ?, 'running')`,
    )
    .run(start.command, JSON.stringify(start.arguments), start.parserVersion, start.startedAt);
  run.id = Number(lastInsertRowid);
  return run.id;
}
