import { type Division, findDivision, listWithin } from "../model/divisions.ts";
import { listCountiesOfTown } from "../model/towns.ts";
import {
  findCreditCodeDivision,
  findPlatformProvince,
  findSiteCodeDivision,
  listFolderDivisions,
  listHostSites,
} from "./agency-address.ts";
import { isSamePlace, type PlaceEvidence, toDivisionOfYear } from "./agency-division.ts";
import { type AgencyName, readAgencyName } from "./agency-name.ts";
import { isFitting } from "./agency-place.ts";
import { listMatches } from "./matches.ts";

export interface SitePlace {
  /** Divisions that the site may belong to and the name may mean; one if that is clear. */
  readonly divisions: readonly Division[];
  readonly by: "metadata" | "host";
  /** Counties that have a town of the name, where the list of towns knows none in the site's own county. */
  readonly elsewhere: readonly Division[];
}

/** 我县, 全市 */
const OWN_KIND = /[我全](省|市|县|区|州|旗|盟)/g;
/** 水利部, 海关总署 on hosts of their own: no place is left out */
const NATIONAL = /(?:部|总局|总署|署)$/;
/** As many as a reader can look through. */
const MAX_CANDIDATES = 12;

/**
 * The place that a name leaves out, by the site the document is on: its credit code, its site code, or its host and
 * folders. Several where several places answer; undefined where none does.
 */
export function findSitePlace(name: AgencyName, document: PlaceEvidence): SitePlace | undefined {
  const { url, metadata, year } = document;
  if (name.generic === undefined && NATIONAL.test(name.rest)) return undefined;
  const creditCode = findCreditCodeDivision(url);
  const siteCode = findSiteCodeDivision(metadata);
  const sites: readonly (readonly [SitePlace["by"], readonly Division[]])[] = [
    ["host", creditCode === undefined ? [] : [creditCode]],
    ["metadata", siteCode === undefined ? [] : [siteCode]],
    ["host", listHostSites(url)],
  ];
  for (const [by, divisions] of sites) {
    const named = divisions.map((division) => toDivisionOfYear(division, year));
    const found = narrow(listMeant(named, name, document), name, document);
    if (found.length > 0) return toSitePlace(found, by, name);
  }
  return undefined;
}

/** The counties that the site of a document may belong to, whatever its agency. */
export function listSiteCounties(document: PlaceEvidence): readonly Division[] {
  const place = findSitePlace(readAgencyName("", document.year), document);
  return (place?.divisions ?? []).filter(({ level }) => level === "county");
}

function toSitePlace(
  divisions: readonly Division[],
  by: SitePlace["by"],
  name: AgencyName,
): SitePlace {
  const counties = name.town === undefined ? [] : listCountiesOfTown(name.town);
  const listed = counties.flatMap((code) => findDivision(code) ?? []);
  const [only, ...others] = divisions;
  const isOpen = only === undefined || others.length > 0;
  const isListed = isOpen || listed.some((county) => isSamePlace(county, only, undefined));
  return {
    divisions: divisions.slice(0, MAX_CANDIDATES),
    by,
    elsewhere: isListed ? [] : listed.slice(0, MAX_CANDIDATES),
  };
}

/** The sites' own divisions as far as the name fits them; a prefecture's site carries the reports of its counties too. */
function listMeant(
  sites: readonly Division[],
  name: AgencyName,
  document: PlaceEvidence,
): readonly Division[] {
  const isNamed = isNamedByFolder(document);
  return sites.flatMap((site) => {
    const below = listBelow(site, name, document.year);
    if (!isFitting(site, name) || !isOfLevel(site, name)) return below;
    const named = below.filter(isNamed);
    return named.length > 0 ? named : [site];
  });
}

function listBelow(site: Division, name: AgencyName, year: number | undefined): Division[] {
  if (site.level !== "prefecture") return [];
  return listWithin(site, year).filter((division) => isFitting(division, name));
}

/** 水利厅 is of a province, and what is called 局 there says 省. */
function isOfLevel(site: Division, name: AgencyName): boolean {
  const isProvincial = name.generic === "省" || name.rest.endsWith("厅");
  return (site.level === "province") === isProvincial;
}

type IsChosen = (division: Division) => boolean;

function isNamedByFolder({ url, year }: PlaceEvidence): IsChosen {
  const named = new Set(
    listFolderDivisions(url).map((division) => toDivisionOfYear(division, year)),
  );
  return (division) => named.has(division);
}

/** Where several places answer, the platform, the folders and the list of towns leave fewer. */
function narrow(
  divisions: readonly Division[],
  name: AgencyName,
  document: PlaceEvidence,
): readonly Division[] {
  let left = divisions.filter(isOfOwnKind(name, document));
  const province = findPlatformProvince(document.url);
  const choices: (() => IsChosen)[] = [
    () => (division) => province !== undefined && division.code.startsWith(province),
    () => isNamedByFolder(document),
    () => isCountyOfTown(name),
  ];
  for (const choose of choices) {
    const chosen = left.length > 1 ? left.filter(choose()) : [];
    if (chosen.length > 0) left = chosen;
  }
  return left;
}

function isCountyOfTown(name: AgencyName): IsChosen {
  const counties = new Set(name.town === undefined ? [] : listCountiesOfTown(name.town));
  return (division) => counties.has(division.code);
}

/** A text that says 我县 and never 我市 is not of the city on whose site it stands. */
function isOfOwnKind(name: AgencyName, { preamble, body }: PlaceEvidence): IsChosen {
  const kinds = new Set(listMatches(OWN_KIND, `${preamble}${body}`).map((match) => match[1] ?? ""));
  return (division) =>
    kinds.size === 0 || name.town !== undefined || kinds.has(division.name.slice(-1));
}
