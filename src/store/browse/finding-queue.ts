import type { Severity } from "../../model/finding.ts";
import { allOf, anyOf } from "../report-filter.ts";
import type { Store } from "../store.ts";
import { KeptAnswers } from "./kept.ts";
import type { Listing } from "./listing.ts";

/** Which findings are meant; what is not given puts no condition. */
export interface FindingFilter {
  readonly severity?: Severity | undefined;
  readonly code?: string | undefined;
  readonly source?: string | undefined;
}

/** A finding of a current version with what it is about. */
export interface QueuedFinding {
  readonly report_id: number;
  readonly version_id: number;
  readonly agency: string | null;
  readonly year: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly message_zh: string;
  /** JSON list of addresses. */
  readonly cells: string;
}

// Cross joins keep their order: most versions have no finding.
const FROM = `from finding x
cross join version v on v.version_id = x.version_id and v.superseded_because is null
cross join report r on r.report_id = v.report_id`;

const OF_SOURCE = `v.fetch_id in (select fetch_id from fetch join address using (address_id)
  where source_id = ?)`;

function conditionOf({ severity, code, source }: FindingFilter) {
  const only = (value: string | undefined) => (value === undefined ? undefined : [value]);
  return allOf([
    anyOf(only(severity), (value) => ["x.severity = ?", value]),
    anyOf(only(code), (value) => ["x.code = ?", value]),
    anyOf(only(source), (value) => [OF_SOURCE, value]),
  ]);
}

/** The queue as one statement: the gravest first, and what is alike together. */
export function findingListing(filter: FindingFilter): Listing {
  const { sql, values } = conditionOf(filter);
  return {
    name: "findings",
    sql: `select v.report_id, v.version_id, a.name as agency, r.year, x.severity, x.code, x.message,
  x.message_zh, x.cells
${FROM}
join agency a on a.agency_id = r.agency_id
where ${sql}
order by case x.severity when 'error' then 0 when 'warning' then 1 else 2 end, x.code,
  r.year desc, v.report_id, x.ordinal`,
    values,
  };
}

/** A stretch of the queue. @param first from 0 */
export function readFindings(
  store: Store,
  filter: FindingFilter,
  { first, most }: { readonly first: number; readonly most: number },
): QueuedFinding[] {
  const { sql, values } = findingListing(filter);
  return store
    .sql<(string | number)[], QueuedFinding>(`${sql} limit ? offset ?`)
    .all(...values, most, first);
}

/** Sources with findings of a kind, and how many. */
export function countFindingsBySource(
  store: Store,
  { severity, code }: FindingFilter,
): ReadonlyMap<string, number> {
  return keptBySource.find(store, JSON.stringify([severity, code]), () => {
    const { sql, values } = conditionOf({ severity, code });
    const rows = store
      .sql<(string | number)[], { source: string; findings: number }>(
        `select s.source_id as source, count(*) as findings ${FROM}
         join fetch f on f.fetch_id = v.fetch_id join address s on s.address_id = f.address_id
         where ${sql} and s.source_id is not null group by s.source_id order by s.source_id`,
      )
      .all(...values);
    return new Map(rows.map(({ source, findings }) => [source, findings]));
  });
}

const keptBySource = new KeptAnswers<ReadonlyMap<string, number>>();

export interface FindingCount {
  readonly severity: Severity;
  readonly code: string;
  readonly findings: number;
}

/** How many there are of each kind, the gravest and most frequent first. */
export function countFindings(store: Store, filter: FindingFilter): readonly FindingCount[] {
  const { severity, code, source } = filter;
  return keptCounts.find(store, JSON.stringify([severity, code, source]), () => {
    const { sql, values } = conditionOf(filter);
    return store
      .sql<(string | number)[], FindingCount>(
        `select x.severity, x.code, count(*) as findings ${FROM} where ${sql}
         group by x.severity, x.code
         order by case x.severity when 'error' then 0 when 'warning' then 1 else 2 end,
           findings desc, x.code`,
      )
      .all(...values);
  });
}

const keptCounts = new KeptAnswers<readonly FindingCount[]>();
