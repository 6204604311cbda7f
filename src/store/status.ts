import type { RunOutcome } from "./run.ts";
import type { Store } from "./store.ts";

export interface RunStatus {
  readonly runId: number;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly parserVersion: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: RunOutcome;
  readonly summary: Readonly<Record<string, unknown>> | null;
}

interface RunRow extends Omit<RunStatus, "arguments" | "summary"> {
  readonly args: string;
  readonly sum: string | null;
}

const SELECT_RUNS = `select run_id as "runId", command, arguments as args,
  parser_version as "parserVersion", started_at as "startedAt", finished_at as "finishedAt",
  outcome, summary as sum from run`;

/** The last runs, newest first. */
export function listRuns(store: Store, limit: number): RunStatus[] {
  return store
    .sql<[number], RunRow>(`${SELECT_RUNS} order by run_id desc limit ?`)
    .all(limit)
    .map(toRunStatus);
}

/** One run; undefined if there is none of that number, or none at all. */
export function findRun(store: Store, wanted: number | "last"): RunStatus | undefined {
  if (wanted === "last") return listRuns(store, 1)[0];
  const row = store.sql<[number], RunRow>(`${SELECT_RUNS} where run_id = ?`).get(wanted);
  return row && toRunStatus(row);
}

const toRunStatus = ({ args, sum, ...run }: RunRow): RunStatus => ({
  ...run,
  arguments: JSON.parse(args),
  summary: sum === null ? null : JSON.parse(sum),
});

/** What became of the reports that should exist, of one source and year. */
export interface Coverage {
  readonly sourceId: string;
  readonly year: number;
  readonly stored: number;
  /** Without those of which it is only supposed that they exist. */
  readonly missing: number;
  readonly failed: number;
  readonly notCrawled: number;
  /** Not stored, of agencies that may not have existed in that year. */
  readonly supposed: number;
}

export function listCoverage(store: Store): Coverage[] {
  return store
    .sql<[], Coverage>(
      `select source_id as "sourceId", year, sum(status = 'stored') as stored,
         sum(status = 'missing' and basis <> 'supposed') as missing,
         sum(status = 'failed' and basis <> 'supposed') as failed,
         sum(status = 'not_crawled' and basis <> 'supposed') as "notCrawled",
         sum(status <> 'stored' and basis = 'supposed') as supposed
       from expected group by source_id, year order by source_id, year`,
    )
    .all();
}

/** Addresses of one source that ended alike. */
export interface Failure {
  /** Null: local files. */
  readonly sourceId: string | null;
  /** The state of the addresses, or what their documents turned out to be. */
  readonly kind: string;
  readonly reason: string | null;
  readonly addresses: number;
  /** The first of them, to look at. */
  readonly example: string;
}

/** What could not be had or read as it stands now, the most frequent first. */
export function listFailures(store: Store): Failure[] {
  return store
    .sql<[], Failure>(
      `with ended as (
         select source_id, state as kind, reason, url from address
         where state in ('failed', 'refused', 'gone')
         union all
         select a.source_id, r.kind, r.reason, a.url from address a
         join reading r on r.document_id = a.document_id and r.address_id = a.address_id
         where a.state in ('done', 'queued') and (r.kind in ('failed', 'year_unknown')
           or (a.role in ('report', 'attachment') and a.source_id is not null
             and r.kind in ('not_a_report', 'interpretation'))))
       select source_id as "sourceId", kind, reason, count(*) as addresses, min(url) as example
       from ended group by source_id, kind, reason
       order by addresses desc, source_id, kind, reason`,
    )
    .all();
}

/** How a source's addresses stand. */
export interface FrontierStatus {
  readonly sourceId: string;
  readonly state: string;
  readonly addresses: number;
}

export function listFrontier(store: Store): FrontierStatus[] {
  return store
    .sql<[], FrontierStatus>(
      `select source_id as "sourceId", state, count(*) as addresses from address
       where source_id is not null group by source_id, state order by source_id, state`,
    )
    .all();
}

/** Reports whose current version came from an address of the source. */
export function countReportsOf(store: Store, sourceId: string): number {
  return (
    store
      .sql<[string], { reports: number }>(
        `select count(distinct r.version_id) as reports from reading r
         join address a using (address_id)
         where a.source_id = ? and r.version_id is not null`,
      )
      .get(sourceId)?.reports ?? 0
  );
}
