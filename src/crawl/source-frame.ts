import type { NamedAgency, Source } from "../model/source.ts";
import type { SourceEntry } from "./sources-schema.ts";

/** What the entry says of the agencies and years of a list. */
export function toFrame(entry: SourceEntry): Pick<Source, "agencies" | "years"> {
  const { agencies, years, since } = entry;
  const [first = since, last] = years ?? [];
  return {
    ...(agencies === undefined ? {} : { agencies: agencies.map(toNamed) }),
    ...(first === undefined ? {} : { years: { first, ...(last === undefined ? {} : { last }) } }),
  };
}

type Named = NonNullable<SourceEntry["agencies"]>[number];

function toNamed(named: Named): NamedAgency {
  if (typeof named === "string") return { name: named };
  const { agency: name, division_code: divisionCode } = named;
  return { name, ...(divisionCode === undefined ? {} : { divisionCode }) };
}

/** Why fields of an entry cannot stand together, a sentence each. */
export function listFrameProblems(entry: SourceEntry): string[] {
  const problems: string[] = [];
  if (entry.agency !== undefined && entry.agencies !== undefined) {
    problems.push("agencies: expected none beside agency, which says that all reports are of one");
  }
  if (entry.years !== undefined && entry.since !== undefined) {
    problems.push("since: expected none beside years, which gives the first year too");
  }
  return [...problems, ...listTwice(entry.agencies ?? [])];
}

/** 民政局 twice is one agency; of two divisions it is two. */
function listTwice(agencies: readonly Named[]): string[] {
  const known = new Set<string>();
  return agencies.flatMap((named, index) => {
    const { name, divisionCode } = toNamed(named);
    const key = JSON.stringify([name, divisionCode]);
    const isTwice = known.has(key);
    known.add(key);
    if (!isTwice) return [];
    return [`agencies[${index + 1}]: expected an agency once, met ${JSON.stringify(name)} again`];
  });
}
