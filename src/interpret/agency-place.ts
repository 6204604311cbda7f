import { findPlaceBefore, type PlaceName } from "../model/division-names.ts";
import { type Division, inYear } from "../model/divisions.ts";
import { listOrganWordings } from "../model/organs.ts";
import { type AgencyName, readAgencyName } from "./agency-name.ts";

/** A place that a name leaves out, as the document writes it elsewhere. */
export interface OmittedPlace {
  readonly text: string;
  readonly divisions: readonly Division[];
}

/** contentsource, sitename, 发布机构: metadata that names an issuer or a site, not a topic. */
const ISSUER_KEY = /contentsource|sitename|site_name|author|publisher|^source$|机构|单位|机关|来源/;
const LONGEST_ISSUER = 40;
const WHITE_SPACE = /\s+/g;
/** A name as common as 县 fits a place if the place's name ends so: 县 fits 德安县 and 石柱土家族自治县. */
const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ["省", ["省", "自治区"]],
  ["市", ["市"]],
  ["县", ["县"]],
  ["区", ["区"]],
  ["州", ["州"]],
  ["旗", ["旗"]],
]);

/**
 * The place that 县教育局 or 周湾镇 leaves out, if the texts (white space removed) or the issuers put one and the same
 * place in front of the same organ, or if the site is a county's own.
 */
export function findOmittedPlace(
  name: AgencyName,
  texts: readonly string[],
  metadata: ReadonlyMap<string, string>,
  year: number | undefined,
): OmittedPlace | undefined {
  const issuers = listIssuers(metadata);
  const stated = listStatedPlaces(name, [...texts, ...issuers], year);
  const places = stated.length > 0 ? stated : listCountySites(name, issuers, year);
  const [first, ...others] = places;
  return others.length === 0 ? first : undefined;
}

function listIssuers(metadata: ReadonlyMap<string, string>): string[] {
  return [...metadata].flatMap(([key, value]) => {
    const issuer = value.length <= LONGEST_ISSUER * 2 ? value.replace(WHITE_SPACE, "") : "";
    return ISSUER_KEY.test(key) && issuer !== "" && issuer.length <= LONGEST_ISSUER ? [issuer] : [];
  });
}

/** Distinct places that stand right before the organ or town in running text. */
function listStatedPlaces(
  name: AgencyName,
  texts: readonly string[],
  year: number | undefined,
): OmittedPlace[] {
  const places = new Map<string, OmittedPlace>();
  for (const wording of listWordings(name)) {
    for (const place of texts.flatMap((text) => listPlacesBefore(text, wording))) {
      const divisions = listFitting(place.divisions, name, year);
      if (divisions.length > 0) places.set(place.text, { text: place.text, divisions });
    }
  }
  return [...places.values()];
}

function listPlacesBefore(text: string, wording: string): PlaceName[] {
  const places: PlaceName[] = [];
  for (let at = text.indexOf(wording); at >= 0; at = text.indexOf(wording, at + 1)) {
    const place = findPlaceBefore(text, at);
    if (place !== undefined) places.push(place);
  }
  return places;
}

/** The organ as running text may write it, in full and short; a town only by its own name. */
function listWordings(name: AgencyName): readonly string[] {
  if (name.town !== undefined) return [name.town];
  if (name.organ.kind === "unknown") return name.rest === "" ? [] : [name.rest];
  const names = name.organ.kind === "full" ? [name.organ.name] : name.organ.meanings;
  return [...new Set([name.rest, ...names.flatMap(listOrganWordings)])].filter(
    (text) => text !== "",
  );
}

/** A county's own site publishes its own organs and towns; a prefecture's site those of its counties too. */
function listCountySites(
  name: AgencyName,
  issuers: readonly string[],
  year: number | undefined,
): OmittedPlace[] {
  const places = new Map<string, OmittedPlace>();
  for (const issuer of issuers) {
    const { place, divisions } = readAgencyName(issuer, year);
    const counties = listFitting(divisions, name, year).filter(({ level }) => level === "county");
    if (place !== "" && counties.length > 0)
      places.set(place, { text: place, divisions: counties });
  }
  return [...places.values()];
}

function listFitting(
  divisions: readonly Division[],
  name: AgencyName,
  year: number | undefined,
): Division[] {
  const endings = name.generic === undefined ? [""] : (ENDINGS.get(name.generic) ?? []);
  return inYear(divisions, year).filter(
    (division) =>
      endings.some((ending) => division.name.endsWith(ending)) &&
      (name.town === undefined || division.level === "county"),
  );
}

/** Whether a place is of the kind that the bare 县, 市 or 区 of a name says. */
export function isOfGenericKind(division: Division, name: AgencyName): boolean {
  return listFitting([division], name, undefined).length > 0 || name.generic === undefined;
}
