import { listRuns, type RunStatus } from "../status.ts";
import type { Store } from "../store.ts";
import { KeptAnswers } from "./kept.ts";
import type { Listing } from "./listing.ts";

/** How the fetches of a run ended, the most frequent first. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly fetches: number;
}

export function countOutcomesOf(store: Store, runId: number): OutcomeCount[] {
  return store
    .sql<[number], OutcomeCount>(
      `select outcome, count(*) as fetches from fetch where run_id = ?
       group by outcome order by fetches desc, outcome`,
    )
    .all(runId);
}

/** Versions that a run wrote, and those of them that were a report's first. */
export function countVersionsOf(
  store: Store,
  runId: number,
): { readonly versions: number; readonly reports: number } {
  const row = store
    .sql<[number], { versions: number; reports: number | null }>(
      `select count(*) as versions, sum(not exists (select 1 from version o
         where o.report_id = v.report_id and o.version_id < v.version_id)) as reports
       from version v where v.run_id = ?`,
    )
    .get(runId);
  return { versions: row?.versions ?? 0, reports: row?.reports ?? 0 };
}

/** Something a run could not have or read. */
export interface LossRow {
  readonly kind: string;
  readonly reason: string;
  readonly source_id: string | null;
  readonly url: string;
  /** What came, if something did. */
  readonly sha256: string | null;
}

/**
 * Everything that a run could not have or read, in the order it was met, as one statement. The cross join keeps its order:
 * address and document are looked up for losses only, of which there are few.
 */
export function lossListing(runId: number): Listing {
  return {
    name: `run-${runId}-losses`,
    sql: `select iif(f.outcome in ('fetched', 'unchanged'), 'unreadable', f.outcome) as kind,
  coalesce(iif(f.outcome = 'fetched', x.reason, f.reason), f.outcome) as reason, a.source_id,
  f.requested_url as url, d.sha256
from fetch f
left join reading x on x.address_id = f.address_id and x.document_id = f.document_id
  and x.kind in ('failed', 'year_unknown')
cross join address a on a.address_id = f.address_id
left join document d on d.document_id = f.document_id
where f.run_id = ? and (f.outcome not in ('fetched', 'unchanged')
  or (f.outcome = 'fetched' and x.reading_id is not null))
order by f.fetch_id`,
    values: [runId],
  };
}

/** The first of them. */
export function listLosses(store: Store, runId: number, most: number): LossRow[] {
  const { sql, values } = lossListing(runId);
  return store.sql<(string | number)[], LossRow>(`${sql} limit ?`).all(...values, most);
}

/** How many there are in all. */
export function countLosses(store: Store, runId: number): number {
  return keptLosses.find(store, String(runId), () => {
    const { sql, values } = lossListing(runId);
    const counted = store
      .sql<(string | number)[], { losses: number }>(`select count(*) as losses from (${sql})`)
      .get(...values);
    return counted?.losses ?? 0;
  });
}

const keptLosses = new KeptAnswers<number>();

export const runListing: Listing = {
  name: "runs",
  sql: "select * from runs order by run_id desc",
  values: [],
};

const MOST_RUNS = 200;

/** The last runs, newest first. */
export function listLastRuns(store: Store): RunStatus[] {
  return listRuns(store, MOST_RUNS);
}
