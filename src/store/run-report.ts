import type { FetchOutcome } from "../model/fetch.ts";
import { findRun, type RunStatus } from "./status.ts";
import type { Store } from "./store.ts";

/** Reports that a run touched. */
export interface RunReports {
  /** Had in this run for the first time. */
  readonly added: number;
  /** Given a new version, by another document or another parser. */
  readonly changed: number;
  /** Met again as they were. */
  readonly unchanged: number;
  /** Kept, but their addresses answered that they are gone. */
  readonly withdrawn: number;
}

/** Addresses of a run that ended alike. */
export interface RunLoss {
  /** How the fetch ended, or `unreadable` for a document that came. */
  readonly kind: Exclude<FetchOutcome, "fetched" | "unchanged"> | "unreadable";
  readonly reason: string;
  readonly url: string;
}

/** Reports of one source that should exist and do not, as it stands now. */
export interface MissingReports {
  readonly sourceId: string;
  readonly missing: number;
  readonly due: number;
}

/** One fetch of a run that was more than looked up. */
export interface RunRequest {
  readonly url: string;
  readonly requests: number;
  readonly durationMs: number;
}

/** What one run did, from the rows it left: true of a run under way or cut off, too. */
export interface RunReport {
  readonly run: RunStatus;
  readonly reports: RunReports;
  /** Fetches by how they ended. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly missing: readonly MissingReports[];
}

/** The report of a run; undefined if there is no such run. */
export function readRunReport(store: Store, wanted: number | "last"): RunReport | undefined {
  const run = findRun(store, wanted);
  if (run === undefined) return undefined;
  const { runId } = run;
  return {
    run,
    reports: countReports(store, runId),
    outcomes: countOutcomes(store, runId),
    missing: listMissing(store, runId),
  };
}

const WRITTEN = `select v.report_id, min(v.version_id) = (
    select min(version_id) from version where report_id = v.report_id) as is_new
  from version v where v.run_id = :run group by v.report_id`;

const MET = `select distinct v.report_id, f.outcome from fetch f
  join reading r on r.address_id = f.address_id and r.document_id = coalesce(f.document_id,
    (select document_id from address where address_id = f.address_id))
  join version v on v.version_id = r.version_id
  where f.run_id = :run`;

function countReports(store: Store, runId: number): RunReports {
  const counts = store
    .sql<[{ run: number }], RunReports>(
      `with written as (${WRITTEN}), met as (${MET}),
       kept as (select * from met where report_id not in (select report_id from written))
       select (select count(*) from written where is_new) as added,
         (select count(*) from written where not is_new) as changed,
         (select count(distinct report_id) from kept
           where outcome in ('fetched', 'unchanged')) as unchanged,
         (select count(distinct report_id) from kept where outcome = 'gone') as withdrawn`,
    )
    .get({ run: runId });
  return counts ?? { added: 0, changed: 0, unchanged: 0, withdrawn: 0 };
}

function countOutcomes(store: Store, runId: number): Record<string, number> {
  const rows = store
    .sql<[number], { outcome: string; fetches: number }>(
      `select outcome, count(*) as fetches from fetch where run_id = ?
       group by outcome order by fetches desc, outcome`,
    )
    .all(runId);
  return Object.fromEntries(rows.map(({ outcome, fetches }) => [outcome, fetches]));
}

function listMissing(store: Store, runId: number): MissingReports[] {
  return store
    .sql<[number], MissingReports>(
      `select source_id as "sourceId", sum(status <> 'stored') as missing, count(*) as due
       from expected where (status = 'stored' or basis <> 'supposed') and source_id in (
         select distinct a.source_id from fetch f join address a using (address_id)
         where f.run_id = ?)
       group by source_id having missing > 0 order by missing desc, source_id`,
    )
    .all(runId);
}

/** Everything of a run that could not be had or read, one by one in the order it was met. */
export function listRunLosses(store: Store, runId: number): Iterable<RunLoss> {
  return store
    .sql<[{ run: number }], RunLoss>(
      `select iif(f.outcome in ('fetched', 'unchanged'), 'unreadable', f.outcome) as kind,
         coalesce(iif(f.outcome = 'fetched', r.reason, f.reason), f.outcome) as reason,
         f.requested_url as url
       from fetch f
       left join reading r on r.address_id = f.address_id and r.document_id = f.document_id
         and r.kind in ('failed', 'year_unknown')
       where f.run_id = :run and (f.outcome not in ('fetched', 'unchanged')
         or (f.outcome = 'fetched' and r.reading_id is not null))
       order by f.fetch_id`,
    )
    .iterate({ run: runId });
}

/** Every fetch of a run for which something was asked, with the address that answered. */
export function listRunRequests(store: Store, runId: number): Iterable<RunRequest> {
  return store
    .sql<[number], RunRequest>(
      `select coalesce(final_url, requested_url) as url, requests, duration_ms as "durationMs"
       from fetch where run_id = ? and requests > 0`,
    )
    .iterate(runId);
}
