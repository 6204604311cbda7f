import { classOfOrgan, isGovernmentOf } from "../model/organ-class.ts";
import type { Caseload, Standing } from "../model/standing.ts";
import { readSources } from "./disagreement.ts";
import type { Store } from "./store.ts";

/** A report with what decides which others it is held against. */
export interface Place {
  readonly reportId: number;
  readonly agencyId: number;
  readonly agency: string | null;
  readonly divisionCode: string | null;
  readonly year: number;
}

export function findPlace(store: Store, reportId: number): Place | undefined {
  return store
    .sql<[number], Place>(
      `select report_id as "reportId", agency_id as "agencyId", name as agency,
         division_code as "divisionCode", year
       from report join agency using (agency_id) where report_id = ?`,
    )
    .get(reportId);
}

interface CurrentRow {
  readonly report_id: number;
  readonly version_id: number;
}

/** The report of the same agency for another year, if it has a current version. */
function findOfYear(store: Store, { agencyId }: Place, year: number): CurrentRow | undefined {
  return store
    .sql<[number, number], CurrentRow>(
      `select r.report_id, v.version_id from report r
       join version v on v.report_id = r.report_id and v.superseded_because is null
       where r.agency_id = ? and r.year = ?`,
    )
    .get(agencyId, year);
}

/** The report of the same agency for the year before; undefined if none is current. */
export function findPrevious(store: Store, place: Place): Standing | undefined {
  const previous = findOfYear(store, place, place.year - 1);
  return previous && readStanding(store, previous.version_id, { ...place, year: place.year - 1 });
}

/** A version's numbers, as it is held against other reports. */
export function readStanding(
  store: Store,
  versionId: number,
  { agency, year }: Pick<Place, "agency" | "year">,
): Standing | undefined {
  const [source] = readSources(store, [versionId]);
  if (source === undefined || agency === null) return undefined;
  const figures = new Map([...source.figures].map(([address, { value }]) => [address, value]));
  return { agency, year, template: source.template, url: source.url, figures };
}

/** Reports whose findings may change when this one does: next year's, and those of the governments above the agency. */
export function listDependents(store: Store, place: Place): number[] {
  const { agency, divisionCode, year } = place;
  if (agency === null) return [];
  const next = findOfYear(store, place, year + 1);
  const governments = divisionCode === null ? [] : listGovernments(store, divisionCode, year);
  const above = governments.filter(({ report_id }) => report_id !== place.reportId);
  return [...(next === undefined ? [] : [next.report_id]), ...above.map((row) => row.report_id)];
}

interface AgencyRow {
  readonly report_id: number;
  readonly agency: string;
}

function listGovernments(store: Store, divisionCode: string, year: number): AgencyRow[] {
  return store
    .sql<[number, string], AgencyRow>(
      `select r.report_id, a.name as agency from agency a
       join report r on r.agency_id = a.agency_id and r.year = ?
       where a.division_code = ? and a.name like '%政府'
       and exists (select 1 from version v
         where v.report_id = r.report_id and v.superseded_because is null)`,
    )
    .all(year, divisionCode)
    .filter(({ agency }) => isGovernmentOf(agency, divisionCode, year));
}

const CASELOADS = `
with total (form_id, received, carried) as (
  select n.form_id, '$[' || n.ordinal || ']', '$[' || k.ordinal || ']'
  from form_cell n
  join form_cell k on k.form_id = n.form_id and k.table_name = 'requests'
    and k.row_name = 'carried_in' and k.column_name = 'total'
  where n.table_name = 'requests' and n.row_name = 'new' and n.column_name = 'total')
select a.name as agency, r.year,
  json_extract(coalesce(c.corrected_values, c.cell_values), t.received)
    + json_extract(coalesce(c.corrected_values, c.cell_values), t.carried) as requests
from agency a
join report r on r.agency_id = a.agency_id and r.year = ?
join version v on v.report_id = r.report_id and v.superseded_because is null
join version_cells c on c.version_id = v.version_id
join total t on t.form_id = c.form_id
where a.division_code = ? and a.name is not null`;

/** How many requests a government and the organs of its division had in a year; undefined if the report is no government's. */
export function readCaseloads(
  store: Store,
  { agency, divisionCode, year }: Place,
): { readonly government: Caseload; readonly organs: readonly Caseload[] } | undefined {
  if (agency === null || divisionCode === null) return undefined;
  if (!isGovernmentOf(agency, divisionCode, year)) return undefined;
  const all = store.sql<[number, string], Caseload>(CASELOADS).all(year, divisionCode);
  const government = all.find((caseload) => caseload.agency === agency);
  if (government === undefined) return undefined;
  return { government, organs: all.filter((caseload) => isOrgan(caseload.agency)) };
}

/** A government's office may report for the government under its own name, and zones may stand outside. */
function isOrgan(agency: string): boolean {
  const organ = classOfOrgan(agency);
  return organ === "department" || organ === "town";
}
