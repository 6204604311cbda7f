import { classOfOrgan, isGovernmentOf } from "../model/organ-class.ts";
import type { TemplateId } from "../model/report.ts";
import type { Caseload, Standing } from "../model/standing.ts";
import type { PackedForm, Store } from "./store.ts";

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
  readonly agency: string | null;
}

const OF_YEAR = `
select r.report_id, v.version_id, a.name as agency from agency a
cross join report r on r.agency_id = a.agency_id and r.year = ?
cross join version v on v.report_id = r.report_id and v.superseded_because is null`;
const OWN_OF_YEAR = `${OF_YEAR} where a.agency_id = ?`;
const RENAMED_OF_YEAR = `${OF_YEAR}
where a.organ_key = (select organ_key from agency where agency_id = ?)`;

/** The current reports of an organ for another year: the one under its own name, or those under other names it had. */
function listOfYear(store: Store, { agencyId }: Place, year: number): CurrentRow[] {
  const own = store.sql<[number, number], CurrentRow>(OWN_OF_YEAR).all(year, agencyId);
  if (own.length > 0) return own;
  return store.sql<[number, number], CurrentRow>(RENAMED_OF_YEAR).all(year, agencyId);
}

/** The report of the same organ for the year before; undefined if none is current, or if two names of it have one. */
export function findPrevious(store: Store, place: Place): Standing | undefined {
  const year = place.year - 1;
  const [previous, other] = listOfYear(store, place, year);
  if (previous === undefined || other !== undefined) return undefined;
  return readStanding(store, previous.version_id, { agency: previous.agency, year });
}

interface StandingRow {
  readonly url: string;
  readonly template: TemplateId;
  readonly form_id: number | null;
  readonly figures: string | null;
}

/** A version's numbers, as it is held against other reports. */
export function readStanding(
  store: Store,
  versionId: number,
  { agency, year }: Pick<Place, "agency" | "year">,
): Standing | undefined {
  const row = store
    .sql<[number], StandingRow>(
      `select (select min(a.url) from reading r join address a using (address_id)
          where r.version_id = v.version_id) as url,
        v.template, c.form_id, coalesce(c.corrected_values, c.cell_values) as figures
       from version v left join version_cells c using (version_id) where version_id = ?`,
    )
    .get(versionId);
  if (row === undefined || agency === null) return undefined;
  const form = row.form_id === null ? undefined : store.forms.get(row.form_id);
  const places = form === undefined ? undefined : placesOf(form);
  const values: readonly (number | null)[] = JSON.parse(row.figures ?? "[]");
  const figure = (address: string): number | null => values[places?.get(address) ?? -1] ?? null;
  return { agency, year, template: row.template, url: row.url, figure };
}

const known = new WeakMap<PackedForm, ReadonlyMap<string, number>>();

function placesOf(form: PackedForm): ReadonlyMap<string, number> {
  const stored =
    known.get(form) ?? new Map(form.cells.map(({ address }, place) => [address, place]));
  known.set(form, stored);
  return stored;
}

/** Reports of the same organ for the year after, under any name: their findings may change when this one does. */
export function listNext(store: Store, { agency, agencyId, year }: Place): number[] {
  if (agency === null) return [];
  const find = (query: string): CurrentRow[] =>
    store.sql<[number, number], CurrentRow>(query).all(year + 1, agencyId);
  const next = [...find(OWN_OF_YEAR), ...find(RENAMED_OF_YEAR)];
  return [...new Set(next.map(({ report_id }) => report_id))];
}

/** Reports of the governments above the agency, whose findings may change when this one does. */
export function listAbove(store: Store, { agency, divisionCode, year, reportId }: Place): number[] {
  if (agency === null || divisionCode === null || !isOrgan(agency)) return [];
  return listGovernments(store, divisionCode, year)
    .map(({ report_id }) => report_id)
    .filter((other) => other !== reportId);
}

/** Whether a version says of no request, so that it adds nothing to what its government is held against. */
export function isWithoutRequests(store: Store, versionId: number, place: Place): boolean {
  const standing = readStanding(store, versionId, place);
  const count = (row: string): number => standing?.figure(`requests.${row}.total`) ?? 0;
  return count("new") + count("carried_in") === 0;
}

interface AgencyRow {
  readonly report_id: number;
  readonly agency: string;
}

/** Joined crosswise: the planner, which knows no sizes, would rather go through all reports of the year. */
const GOVERNMENTS = `
select r.report_id, a.name as agency from agency a
cross join report r on r.agency_id = a.agency_id and r.year = ?
where a.division_code = ? and a.name is not null and a.name like '%政府'
and exists (select 1 from version v
  where v.report_id = r.report_id and v.superseded_because is null)`;

function listGovernments(store: Store, divisionCode: string, year: number): AgencyRow[] {
  return store
    .sql<[number, string], AgencyRow>(GOVERNMENTS)
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
cross join report r on r.agency_id = a.agency_id and r.year = ?
cross join version v on v.report_id = r.report_id and v.superseded_because is null
cross join version_cells c on c.version_id = v.version_id
cross join total t on t.form_id = c.form_id
where a.division_code = ? and a.name is not null`;

/** What is asked for each report that comes: none of it may go through a table. */
export const QUERIES_ON_ARRIVAL: readonly string[] = [
  OWN_OF_YEAR,
  RENAMED_OF_YEAR,
  GOVERNMENTS,
  CASELOADS,
];

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
