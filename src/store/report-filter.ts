/** Which reports are meant: one of the values of every name that is given. */
export interface ReportFilter {
  /** First and last year of each stretch. */
  readonly years?: readonly (readonly [first: number, last: number])[];
  /** Full official names; `*` stands for any characters. */
  readonly agencies?: readonly string[];
  /** GB/T 2260: `41` a province, `4113` a city, `411330` one division. */
  readonly divisions?: readonly string[];
  readonly templates?: readonly string[];
  /** Ids of `sources.json` that the current version came by. */
  readonly sources?: readonly string[];
}

/** A part of a statement with what it is bound to. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Characters that `glob` takes for patterns beside the star: "?", "[" */
const GLOB_SIGNS = /[?[]/gu;

/**
 * What a row of (agency, division_code, year) must fulfil. `names` are these three in the statement; what is not given
 * puts no condition.
 */
export function toCondition(
  filter: ReportFilter,
  names: { readonly agency: string; readonly division: string; readonly year: string },
): Condition {
  return allOf([
    anyOf(filter.years, (years) => [`${names.year} between ? and ?`, ...years]),
    anyOf(filter.agencies, (agency) => [`${names.agency} glob ?`, toGlob(agency)]),
    anyOf(filter.divisions, (code) => [`${names.division} glob ? || '*'`, code]),
  ]);
}

/** One of the values must fit; nothing if there are none. */
export function anyOf<Value>(
  values: readonly Value[] | undefined,
  toTerm: (value: Value) => readonly [sql: string, ...values: (string | number)[]],
): Condition | undefined {
  if (values === undefined) return undefined;
  const terms = values.map(toTerm);
  return {
    sql: `(${terms.map(([sql]) => sql).join(" or ")})`,
    values: terms.flatMap(([, ...bound]) => bound),
  };
}

export function allOf(conditions: readonly (Condition | undefined)[]): Condition {
  const given = conditions.filter((condition) => condition !== undefined);
  return {
    sql: given.map(({ sql }) => sql).join(" and ") || "true",
    values: given.flatMap(({ values }) => values),
  };
}

function toGlob(name: string): string {
  return name.replace(GLOB_SIGNS, (sign) => `[${sign}]`);
}

/** The filter as it may be written again: `year=2020..2024`, `division=41`. */
export function describeFilter(filter: ReportFilter): string[] {
  const { years = [], agencies = [], divisions = [], templates = [], sources = [] } = filter;
  return [
    ...years.map(([first, last]) => `year=${first === last ? first : `${first}..${last}`}`),
    ...agencies.map((agency) => `agency=${agency}`),
    ...divisions.map((division) => `division=${division}`),
    ...templates.map((template) => `template=${template}`),
    ...sources.map((source) => `source=${source}`),
  ];
}
