import type { Store } from "./store.ts";

/** How often something is in the database. */
export interface Total {
  readonly name: string;
  readonly rows: number;
}

/** Fetches of all runs by how they ended. */
export function countFetches(store: Store): Total[] {
  return store
    .sql<[], Total>(
      "select outcome as name, count(*) as rows from fetch group by outcome order by outcome",
    )
    .all();
}

/** Addresses of all sources by how they stand. */
export function countAddresses(store: Store): Total[] {
  return store
    .sql<[], Total>(
      `select state as name, count(*) as rows from address where source_id is not null
       group by state order by state`,
    )
    .all();
}

/** Reports that have a version, and documents. */
export function countHoldings(store: Store): Total[] {
  return store
    .sql<[], Total>(
      `select 'reports' as name, count(*) as rows from version where superseded_because is null
       union all select 'documents', count(*) from document`,
    )
    .all();
}

/** When each source in use last gave something; those that never did are left out. */
export function listLastSuccesses(
  store: Store,
): readonly { readonly sourceId: string; readonly at: string }[] {
  return store
    .sql<[], { readonly sourceId: string; readonly at: string }>(
      `select a.source_id as "sourceId", max(f.requested_at) as at
       from source s join address a using (source_id) join fetch f on f.address_id = a.address_id
       where s.listed = 1 and f.outcome in ('fetched', 'unchanged')
       group by a.source_id order by a.source_id`,
    )
    .all();
}

/** Reports that each source should give, by status; those that are only supposed to exist are left out. */
export function countExpected(
  store: Store,
): readonly { readonly sourceId: string; readonly status: string; readonly reports: number }[] {
  return store
    .sql<[], { readonly sourceId: string; readonly status: string; readonly reports: number }>(
      `select source_id as "sourceId", status, count(*) as reports from expected
       where status = 'stored' or basis <> 'supposed'
       group by source_id, status order by source_id, status`,
    )
    .all();
}
