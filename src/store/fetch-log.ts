import { inOneMoment } from "./moment.ts";
import type { Store } from "./store.ts";

/** A request of the log, with what it says of the document it brought. */
export interface LoggedFetch {
  readonly fetchId: number;
  readonly runId: number;
  readonly sourceId: string | null;
  readonly requestedUrl: string;
  readonly finalUrl: string | null;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly httpStatus: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** Of the document it brought, or that an answer of 304 says still stands. */
  readonly documentSha256: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly durationMs: number | null;
  /** The first fetch listed that brought this document. */
  readonly first: { readonly fetchId: number; readonly url: string; readonly at: string } | null;
  /** Of a page after its scripts: the fetch of the page as received. */
  readonly receivedFetchId: number | null;
}

interface FetchRow {
  readonly fetch_id: number;
  readonly run_id: number;
  readonly source_id: string | null;
  readonly requested_url: string;
  readonly final_url: string | null;
  readonly requested_at: string;
  readonly http_status: number | null;
  readonly headers: string;
  readonly content_type: string | null;
  readonly sha256: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly duration_ms: number | null;
  readonly first_id: number | null;
  readonly first_url: string | null;
  readonly first_at: string | null;
  readonly received_fetch_id: number | null;
}

/** The fetches of a run, and the earlier ones whose documents its "not modified" answers speak of. */
const LISTED = `
with chosen as materialized (
  select fetch_id from fetch where :run is null or run_id = :run
),
listed as materialized (
  select fetch_id from chosen
  union
  select (select max(o.fetch_id) from fetch o
    where o.address_id = f.address_id and o.document_id = f.document_id and o.outcome = 'fetched'
    and o.fetch_id < f.fetch_id) as fetch_id
  from fetch f join chosen using (fetch_id) where f.outcome = 'unchanged'
),
firsts as materialized (
  select document_id, min(fetch_id) as fetch_id from fetch join listed using (fetch_id)
  where outcome = 'fetched' group by document_id
)
select f.fetch_id, f.run_id, a.source_id, f.requested_url, f.final_url, f.requested_at,
  f.http_status, f.headers, f.content_type, d.sha256, f.outcome, f.reason, f.duration_ms,
  o.fetch_id as first_id, coalesce(o.final_url, o.requested_url) as first_url,
  o.requested_at as first_at, r.received_fetch_id
from fetch f
join listed using (fetch_id)
join address a on a.address_id = f.address_id
left join document d on d.document_id = f.document_id
left join firsts s on s.document_id = f.document_id
left join fetch o on o.fetch_id = s.fetch_id
left join rendering r on r.fetch_id = f.fetch_id
order by sort_key(coalesce(f.final_url, f.requested_url)), f.requested_at, f.fetch_id`;

/**
 * The fetches of a run, or of all runs, in the order of a key made of their addresses. Sorting is left to SQLite, which
 * does it on the disk where there are many.
 */
export function* listFetches(
  store: Store,
  runId: number | undefined,
  toKey: (url: string) => string,
): Generator<LoggedFetch, void, undefined> {
  store.database.function("sort_key", { deterministic: true }, (url) => toKey(String(url)));
  const statement = store.database.prepare<[{ run: number | null }], FetchRow>(LISTED);
  yield* inOneMoment(store, function* () {
    for (const row of statement.iterate({ run: runId ?? null })) yield toFetch(row);
  });
}

function toFetch(row: FetchRow): LoggedFetch {
  const { first_id, first_url, first_at } = row;
  return {
    fetchId: row.fetch_id,
    runId: row.run_id,
    sourceId: row.source_id,
    requestedUrl: row.requested_url,
    finalUrl: row.final_url,
    requestedAt: row.requested_at,
    httpStatus: row.http_status,
    headers: JSON.parse(row.headers),
    contentType: row.content_type,
    documentSha256: row.sha256,
    outcome: row.outcome,
    reason: row.reason,
    durationMs: row.duration_ms,
    first:
      first_id === null || first_url === null || first_at === null
        ? null
        : { fetchId: first_id, url: first_url, at: first_at },
    receivedFetchId: row.received_fetch_id,
  };
}

/** True if the database knows the run. */
export function hasRun(store: Store, runId: number): boolean {
  return (
    store.sql<[number], unknown>("select 1 from run where run_id = ?").get(runId) !== undefined
  );
}
