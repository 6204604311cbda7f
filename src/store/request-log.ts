import type { Store } from "./store.ts";

/** What was asked for one document, at an address that may have redirected to another host. */
export interface LoggedRequests {
  readonly url: string;
  readonly requestedAt: string;
  readonly requests: number;
}

/**
 * Everything asked of web sites since a moment (ISO 8601, UTC), by whatever run. What was fetched before requests were
 * counted counts once.
 */
export function listRequestsSince(store: Store, since: string): Iterable<LoggedRequests> {
  return store
    .sql<[{ since: string }], LoggedRequests>(
      `select coalesce(final_url, requested_url) as url, requested_at as "requestedAt",
         coalesce(requests, 1) as requests
       from fetch
       -- The run that was under way at that moment is the last that began before it.
       where run_id >= (select coalesce(max(run_id), 0) from run where started_at <= :since)
         and requested_at > :since and requested_url like 'http%'
         and (requests is null or requests > 0)`,
    )
    .iterate({ since });
}
