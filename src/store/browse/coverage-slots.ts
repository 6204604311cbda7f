import { allOf, anyOf, type Condition } from "../report-filter.ts";
import type { Store } from "../store.ts";
import type { Listing } from "./listing.ts";

/** What became of a report that exists or should. */
export const SLOT_STATES = ["stored", "doubted", "failed", "missing", "not_crawled"] as const;
export type SlotState = (typeof SLOT_STATES)[number];

export const AGENCY_KINDS = ["government", "town", "department"] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** What a line of the grid is. */
export const GROUPINGS = ["agency", "county", "province"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Which reports are shown; what is not given puts no condition. */
export interface CoverageFilter {
  /** First digits of a GB/T 2260 code. */
  readonly division?: string | undefined;
  readonly kind?: AgencyKind | undefined;
  readonly template?: string | undefined;
  readonly source?: string | undefined;
  /** Part of an agency's name. */
  readonly name?: string | undefined;
}

/** `doubted`: an error says that a number of it cannot be trusted. */
export const HELD = `select a.name as agency, a.division_code, r.year, v.template, s.source_id, r.report_id,
  iif(exists (select 1 from finding x where x.version_id = v.version_id and x.severity = 'error'),
    'doubted', 'stored') as state, null as reason
from version v
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
join fetch f on f.fetch_id = v.fetch_id
join address s on s.address_id = f.address_id
where v.superseded_because is null`;

/** What should be there and is not; without that of which it is only supposed that it exists. */
export const wanting = (where: string) => `select agency, division_code, year, null as template,
  min(source_id) as source_id, null as report_id, min(status) as state, min(reason) as reason
from expected where status <> 'stored' and basis <> 'supposed'${where}
group by agency, division_code, year`;

const SLOTS = `${HELD}
union all
${wanting("")}`;

const TOWN = "(agency glob '*[镇乡]人民政府' or agency glob '*街道办事处' or agency glob '*街道*')";
const KINDS: Readonly<Record<AgencyKind, string>> = {
  town: TOWN,
  government: `agency glob '*人民政府' and not ${TOWN}`,
  department: `not (agency glob '*人民政府' or ${TOWN})`,
};

export const KEYS: Readonly<Record<Grouping, string>> = {
  agency: "agency, division_code",
  county: "null as agency, division_code",
  province: "null as agency, substr(division_code, 1, 2) as division_code",
};

export const COUNTS = SLOT_STATES.map((state) => `sum(state = '${state}') as ${state}`).join(", ");

/** A cell of the grid: the reports of one line and year. */
export interface CoverageCell extends Readonly<Record<SlotState, number>> {
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly year: number;
  /** Of a line that is an agency: its report of the year. */
  readonly report_id: number | null;
  /** Of those, a source that should give it. */
  readonly source_id: string | null;
  /** Why there is none, if something is known. */
  readonly reason: string | null;
}

/** The whole grid as one statement. */
export function coverageListing(filter: CoverageFilter, grouping: Grouping): Listing {
  const { sql, values } = toCondition(filter);
  return {
    name: `coverage-by-${grouping}`,
    sql: `with slot as (
${SLOTS}
)
select ${KEYS[grouping]}, year, ${COUNTS}, min(report_id) as report_id,
  min(source_id) as source_id, min(reason) as reason
from slot where ${sql}
group by 1, 2, year
order by division_code is null, division_code, agency is null, agency, year`,
    values,
  };
}

export function toCondition(filter: CoverageFilter): Condition {
  const { division, kind, template, source, name } = filter;
  const only = (value: string | undefined) => (value === undefined ? undefined : [value]);
  return allOf([
    kind && { sql: KINDS[kind], values: [] },
    anyOf(only(division), (code) => ["division_code glob ? || '*'", code]),
    anyOf(only(template), (value) => ["template = ?", value]),
    anyOf(only(source), (value) => ["source_id = ?", value]),
    anyOf(only(name), (value) => ["instr(agency, ?) > 0", value]),
  ]);
}

/** A report that should exist and what is known of it. */
export interface Wanting {
  readonly status: string;
  readonly reason: string | null;
  readonly basis: string;
}

/** A report that a source should give. */
export interface WantedSlot {
  readonly source: string;
  readonly agency: string;
  readonly year: number;
}

/** Why it is not there, as one statement. */
export function wantingListing({ source, agency, year }: WantedSlot): Listing {
  return {
    name: "missing",
    sql: `select * from expected
where source_id = ? and agency = ? and year = ? and status <> 'stored'`,
    values: [source, agency, year],
  };
}

export function listWanting(store: Store, slot: WantedSlot): Wanting[] {
  const { sql, values } = wantingListing(slot);
  return store.sql<(string | number)[], Wanting>(sql).all(...values);
}

/** Ids of the sources, in order. */
export function listSourceIds(store: Store): string[] {
  return store
    .sql<[], { source_id: string }>("select source_id from source order by source_id")
    .all()
    .map(({ source_id }) => source_id);
}
