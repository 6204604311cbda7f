import { countRelations } from "../store/relation.ts";
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
}

export function readStatus(shared: SharedOptions, runs: number): Status {
  return withStore(shared, (store) => ({
    counts: countRelations(store),
    runs: listRuns(store, runs),
    coverage: listCoverage(store),
    failures: listFailures(store),
    frontier: listFrontier(store),
  }));
}
