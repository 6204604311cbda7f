import type { Store } from "./store.ts";

/** How old the data are: the moment (ISO 8601, UTC) at which the last run ended, or began if it was cut off; null without runs. */
export function findDataMoment(store: Store): string | null {
  const row = store
    .sql<[], { moment: string | null }>(
      "select max(coalesce(finished_at, started_at)) as moment from run",
    )
    .get();
  return row?.moment ?? null;
}
