import { toStem } from "./division-names.ts";
import { type Division, findDivision, listDivisions } from "./divisions.ts";
import { ORGAN_LINE_ROWS } from "./organ-lines-data.ts";

/** A name that an organ of one line has had. */
export interface OrganName {
  /** What all names of the organ have in common: `health`. */
  readonly line: string;
  /** Without the place: 卫生健康局 */
  readonly name: string;
  /** Report years in which the name is usual; undefined where that is open. */
  readonly firstYear: number | undefined;
  readonly lastYear: number | undefined;
}

/** 卫生和计划生育局2013-2018, 卫生局-2016, 林业局- */
const DATED_NAME = /^(\D+?)(\d{4})?-(\d{4})?$/;

let names: readonly OrganName[] | undefined;
let latestCodes: ReadonlyMap<string, string> | undefined;
let placeNames: ReadonlyMap<string, readonly string[]> | undefined;

/** Every name of every line, in the order of the data. */
export function listOrganNames(): readonly OrganName[] {
  names ??= ORGAN_LINE_ROWS.trim().split("\n").flatMap(readLine);
  return names;
}

function readLine(row: string): OrganName[] {
  const [line = "", ...words] = row.split(" ");
  return words.map((word) => {
    const [, name = word, first, last] = DATED_NAME.exec(word) ?? [];
    return { line, name, firstYear: toYear(first), lastYear: toYear(last) };
  });
}

const toYear = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/**
 * What an agency has in common with itself under its other names, of other years: the place by its latest code, what
 * stands between place and organ, and the line of the organ (`411330//health`). Null where the division or the name is
 * unknown: then nobody can tell.
 */
export function toOrganKey(name: string | null, divisionCode: string | null): string | null {
  if (name === null || divisionCode === null) return null;
  const known = findOrganName(name);
  const before = known === undefined ? name : name.slice(0, -known.name.length);
  const within = withoutPlace(before, divisionCode);
  return `${toLatestCode(divisionCode)}/${within}/${known?.line ?? ""}`;
}

/** The longest name of a line that an agency's full name ends with. */
export function findOrganName(name: string): OrganName | undefined {
  let found: OrganName | undefined;
  for (const candidate of listOrganNames()) {
    if (!name.endsWith(candidate.name)) continue;
    if (found === undefined || candidate.name.length > found.name.length) found = candidate;
  }
  return found;
}

/** What a name says beside its division: nothing of 桐柏县, 高新区 of 安阳市高新区. */
function withoutPlace(text: string, divisionCode: string): string {
  placeNames ??= groupNames();
  const [longest = ""] = (placeNames.get(toLatestCode(divisionCode)) ?? [])
    .filter((place) => text.includes(place))
    .sort((one, other) => other.length - one.length);
  // Without the place in it all of it tells one agency of the division from another: 桥头镇.
  return longest === "" ? text : text.slice(text.lastIndexOf(longest) + longest.length);
}

/** Every name that a place has had, by its latest code. */
function groupNames(): Map<string, string[]> {
  const groups = groupBy(listDivisions(), ({ code }) => toLatestCode(code));
  return new Map([...groups].map(([code, places]) => [code, places.map(({ name }) => name)]));
}

/** The code that a division has in the last list, where lists show that it was renamed or recoded; else its own. */
export function toLatestCode(code: string): string {
  latestCodes ??= followCodes();
  return latestCodes.get(code) ?? code;
}

function followCodes(): Map<string, string> {
  const next = new Map<string, string>();
  const last = new Map<string, Division>();
  for (const division of listDivisions()) last.set(division.code, division);
  const begun = groupBy(listDivisions(), ({ from, code }) => `${from} ${code.slice(0, 2)}`);
  for (const division of last.values()) {
    if (division.to === "") continue;
    const heirs = (begun.get(`${division.to} ${division.code.slice(0, 2)}`) ?? []).filter((heir) =>
      isHeir(heir, division),
    );
    const [only, ...others] = heirs;
    if (only !== undefined && others.length === 0) next.set(division.code, only.code);
  }
  return new Map([...next.keys()].map((code) => [code, follow(code, next)]));
}

/** One code ends in the very list in which the other begins, in the same province, with the same bare name. */
function isHeir(heir: Division, division: Division): boolean {
  return (
    heir.code !== division.code &&
    heir.level === division.level &&
    findDivision(heir.code)?.from !== "" &&
    toStem(heir) === toStem(division)
  );
}

function follow(code: string, next: ReadonlyMap<string, string>): string {
  const seen = new Set([code]);
  let reached = code;
  for (;;) {
    const further = next.get(reached);
    if (further === undefined || seen.has(further)) return reached;
    seen.add(further);
    reached = further;
  }
}

function groupBy<Item>(items: readonly Item[], toKey: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = toKey(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
