import type { Store } from "../store.ts";
import { RATES } from "../views/rates.ts";
import type { Listing } from "./listing.ts";

/** A rate that reports can be compared by. */
export interface RateChoice {
  readonly name: string;
  readonly labelZh: string;
  readonly meaning: string;
}

export const RATE_CHOICES: readonly RateChoice[] = RATES.map(({ name, labelZh, meaning }) => ({
  name,
  labelZh,
  meaning,
}));

/** A report's rate beside its parts; null where a part has no number or the denominator is 0. */
export interface RateRow {
  readonly report_id: number;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly year: number;
  readonly template: string;
  readonly rate: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Errors among the report's findings: one of its numbers cannot be trusted. */
  readonly errors: number;
}

/** An agency over the years, or the agencies of a division in one year. */
export type Comparison =
  | { readonly kind: "years"; readonly agency: string; readonly division: string | undefined }
  | { readonly kind: "agencies"; readonly division: string; readonly year: number };

/** @param rate one of `RATE_CHOICES`; throws for any other */
export function rateListing(comparison: Comparison, rate: string): Listing {
  const known = RATE_CHOICES.find(({ name }) => name === rate)?.name;
  if (known === undefined) throw new Error(`no rate ${rate}`);
  const { sql, values } = conditionOf(comparison);
  return {
    name: `${comparison.kind === "years" ? "agency" : "division"}-${known}`,
    sql: `select t.report_id, t.agency, t.division_code, t.year, t.template,
  t.${known}_rate as rate, t.${known}_numerator as numerator, t.${known}_denominator as denominator,
  (select count(*) from findings x where x.report_id = t.report_id and x.severity = 'error') as errors
from rates t where ${sql}
order by t.year, t.agency, t.division_code, t.report_id`,
    values,
  };
}

function conditionOf(comparison: Comparison): Pick<Listing, "sql" | "values"> {
  if (comparison.kind === "agencies") {
    const { division, year } = comparison;
    return { sql: "t.division_code glob ? || '*' and t.year = ?", values: [division, year] };
  }
  const { agency, division } = comparison;
  return division === undefined
    ? { sql: "t.agency = ?", values: [agency] }
    : { sql: "t.agency = ? and t.division_code = ?", values: [agency, division] };
}

/** A chart of more could not be looked at. */
export const MOST_COMPARED = 300;

/** The first of them. */
export function listRates(store: Store, comparison: Comparison, rate: string): RateRow[] {
  const { sql, values } = rateListing(comparison, rate);
  return store.sql<(string | number)[], RateRow>(`${sql} limit ${MOST_COMPARED}`).all(...values);
}

export interface AgencyEntry {
  readonly name: string;
  readonly division_code: string | null;
  readonly reports: number;
}

/** Agencies whose names hold a text, those with most reports first, as one statement. */
export function agencyListing(part: string): Listing {
  return {
    name: "agencies",
    sql: `select a.name, a.division_code, count(*) as reports from agency a
join report r on r.agency_id = a.agency_id
join version v on v.report_id = r.report_id and v.superseded_because is null
where instr(a.name, ?) > 0 group by a.agency_id
order by reports desc, a.name, a.division_code`,
    values: [part],
  };
}

/** The first of them. */
export function findAgencies(store: Store, part: string, most: number): AgencyEntry[] {
  const { sql, values } = agencyListing(part);
  return store.sql<(string | number)[], AgencyEntry>(`${sql} limit ?`).all(...values, most);
}
