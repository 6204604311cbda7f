import { findPlaceBefore, type PlaceName } from "../model/division-names.ts";
import { type Division, inYear, isWithin, listWithin } from "../model/divisions.ts";
import { listOrganWordings } from "../model/organs.ts";
import { type AgencyName, readPlaces } from "./agency-name.ts";

/** A place that a name leaves out, as the document writes it elsewhere. */
export interface OmittedPlace {
  /** With the places above it as far as they stand there. */
  readonly text: string;
  readonly last: string;
  readonly divisions: readonly Division[];
}

/** 2023年政府信息公开, 编制本报告: how a text goes on after the name of the organ whose report it is. */
const AUTHOR = /^(?:编制|(?:20\d{2}年度?)?(?:政府)?信息公开)/;

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
 * The places that a document puts in front of the organ of 县教育局 or 周湾镇, in its running text (white space
 * removed) or as its issuer; without any, the county whose own site the issuers name.
 */
export function listOmittedPlaces(
  name: AgencyName,
  texts: readonly string[],
  issuers: readonly string[],
  year: number | undefined,
): readonly OmittedPlace[] {
  const stated = listStatedPlaces(name, [...texts, ...issuers], year);
  return stated.length > 0 ? stated : listCountySites(name, issuers, year);
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
      const divisions = listFitting(place.divisions, name, year).filter(
        (division) => division.level === "county" || place.isAuthor,
      );
      const known = places.get(place.last);
      const isFuller = known === undefined || known.text.length < place.text.length;
      if (divisions.length > 0 && isFuller) places.set(place.last, { ...place, divisions });
    }
  }
  return [...places.values()];
}

interface StatedPlace extends OmittedPlace {
  /** A county cites the organ of its prefecture, so that one counts only as the author of the report. */
  readonly isAuthor: boolean;
}

function listPlacesBefore(text: string, wording: string): StatedPlace[] {
  const places: StatedPlace[] = [];
  for (let at = text.indexOf(wording); at >= 0; at = text.indexOf(wording, at + 1)) {
    const place = findPlaceBefore(text, at);
    if (place === undefined) continue;
    const isAuthor = AUTHOR.test(text.slice(at + wording.length, at + wording.length + 20));
    places.push({ ...withParent(place, text, at), last: place.text, isAuthor });
  }
  return places;
}

/** The place together with the one above it, if that stands right before it. */
function withParent(place: PlaceName, text: string, end: number): PlaceName {
  const parent = findPlaceBefore(text, end - place.text.length);
  const within = place.divisions.filter((division) =>
    parent?.divisions.some((above) => isWithin(division, above)),
  );
  if (parent === undefined || within.length === 0) return place;
  return { text: parent.text + place.text, divisions: within };
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
    const { text, last, divisions } = readPlaces(issuer, year);
    const counties = listFitting(divisions, name, year).filter(({ level }) => level === "county");
    if (counties.length > 0) places.set(last, { text, last, divisions: counties });
  }
  return [...places.values()];
}

function listFitting(
  divisions: readonly Division[],
  name: AgencyName,
  year: number | undefined,
): Division[] {
  return inYear(divisions, year).filter((division) => isFitting(division, name));
}

/** Whether a division is of the kind that the bare 县, 市 or 区 of a name says, and a county where a town belongs. */
export function isFitting(division: Division, name: AgencyName): boolean {
  const endings = name.generic === undefined ? [""] : (ENDINGS.get(name.generic) ?? []);
  const isOfKind = endings.some((ending) => division.name.endsWith(ending));
  return isOfKind && (name.town === undefined || canHoldTowns(division));
}

/** Counties, and the few prefecture-level cities without any, such as 东莞市. */
export function canHoldTowns(division: Division): boolean {
  if (division.level !== "prefecture") return division.level === "county";
  return listWithin(division, undefined).length === 0;
}
