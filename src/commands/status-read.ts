import { countRelations } from "../store/relation.ts";
import { listIdleCorrections, type StaleCorrection } from "../store/report-history.ts";
import {
  type Coverage,
  type Failure,
  type FrontierStatus,
  listCoverage,
  listFailures,
  listFrontier,
  listRuns,
  type RunStatus,
} from "../store/status.ts";
import { withStore } from "./session.ts";
import type { SharedOptions } from "./shared-options.ts";

/** How a database stands. */
export interface Status {
  readonly counts: Readonly<Record<string, number>>;
  readonly runs: readonly RunStatus[];
  readonly coverage: readonly Coverage[];
  readonly failures: readonly Failure[];
  readonly frontier: readonly FrontierStatus[];
  /** Those not applied. */
  readonly idleCorrections: readonly StaleCorrection[];
}

export function readStatus(shared: SharedOptions, runs: number): Status {
  return withStore(shared, (store) => ({
    counts: countRelations(store),
    runs: listRuns(store, runs),
    coverage: listCoverage(store),
    failures: listFailures(store),
    frontier: listFrontier(store),
    idleCorrections: listIdleCorrections(store),
  }));
}

/** The row of a run as scripts read it. */
export const toRunJson = (run: RunStatus): object => ({
  run_id: run.runId,
  command: run.command,
  arguments: run.arguments,
  parser_version: run.parserVersion,
  started_at: run.startedAt,
  finished_at: run.finishedAt,
  outcome: run.outcome,
  summary: run.summary,
});

/** As scripts read it: names as in every other JSON of this program. */
export function toJson(status: Status): object {
  const { counts, runs, coverage, failures, frontier, idleCorrections } = status;
  return {
    counts,
    runs: runs.map(toRunJson),
    coverage: coverage.map(({ sourceId, notCrawled, supposed, ...rest }) => {
      return { source: sourceId, ...rest, not_crawled: notCrawled, supposed };
    }),
    failures: failures.map(({ sourceId, ...failure }) => ({ source: sourceId, ...failure })),
    frontier: frontier.map(({ sourceId, ...rest }) => ({ source: sourceId, ...rest })),
    corrections_not_applied: idleCorrections,
  };
}
