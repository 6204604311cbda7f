import type { ReportFilter } from "../store/report-filter.ts";
import { CommandError, exitCode } from "./exit-code.ts";

/** "2024", "2020..2024" */
const YEARS = /^(\d{4})(?:\.\.(\d{4}))?$/u;
/** "41", "4113", "411330", "411330100", "411330100201" */
const DIVISION = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/u;
const TEMPLATES = ["2021", "2019", "2014", "none"];

/** Options that choose reports, as commander gathers them. */
export interface FilterOptions {
  readonly where?: readonly string[];
  readonly year?: readonly string[];
  readonly agency?: readonly string[];
  readonly division?: readonly string[];
}

type Values = Map<string, string[]>;

/** Reads `--where NAME=VALUE` and its short forms; undefined if none is given. Throws CommandError for what is no condition. */
export function readFilter(options: FilterOptions): ReportFilter | undefined {
  const values: Values = new Map();
  for (const condition of options.where ?? []) {
    const at = condition.indexOf("=");
    if (at < 1) throw refuse(`--where ${condition}`, "NAME=VALUE, such as year=2024");
    add(values, condition.slice(0, at).trim(), condition.slice(at + 1).trim());
  }
  for (const name of ["year", "agency", "division"] as const) {
    for (const value of options[name] ?? []) add(values, name, value.trim());
  }
  return values.size === 0 ? undefined : toFilter(values);
}

function add(values: Values, name: string, value: string): void {
  if (value === "") throw refuse(`${name}=`, "a value after the sign, such as year=2024");
  values.set(name, [...(values.get(name) ?? []), value]);
}

function toFilter(values: Values): ReportFilter {
  const { year, agency, division, template, source, ...unknown } = Object.fromEntries(values);
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw refuse(`--where ${name}=…`, "one of year, agency, division, template, source");
  }
  return {
    ...(year && { years: year.map(readYears) }),
    ...(agency && { agencies: agency }),
    ...(division && { divisions: division.map(readDivision) }),
    ...(template && { templates: template.map(readTemplate) }),
    ...(source && { sources: source }),
  };
}

function readYears(text: string): readonly [number, number] {
  const match = YEARS.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (first <= last) return [first, last];
  throw refuse(`year=${text}`, "a year or a stretch of years, such as 2024 or 2020..2024");
}

function readDivision(text: string): string {
  if (DIVISION.test(text)) return text;
  throw refuse(
    `division=${text}`,
    "a code of GB/T 2260 or its beginning: 41 a province, 4113 a city, 411330 a county",
  );
}

function readTemplate(text: string): string {
  if (TEMPLATES.includes(text)) return text;
  throw refuse(`template=${text}`, `one of ${TEMPLATES.join(", ")}`);
}

function refuse(given: string, expected: string): CommandError {
  return new CommandError(`${given}: expected ${expected}`, exitCode.usage);
}
