import { findPlaceAt, listPlacesWithStem, toStem } from "../model/division-names.ts";
import { type Division, inYear, isWithin } from "../model/divisions.ts";
import { isListedOrgan, type Organ, readOrgan } from "../model/organs.ts";

/** An agency's name taken apart: 咸宁市嘉鱼县 | 某镇 | 人民政府. */
export interface AgencyName {
  readonly printed: string;
  /** The place as printed; empty if the name begins with the organ or with a bare 县, 市 or 区. */
  readonly place: string;
  /** The last of the places named: 嘉鱼县 of 咸宁市嘉鱼县. */
  readonly lastPlace: string;
  /** What the last place named may be in the year; of other years only if none fits. */
  readonly divisions: readonly Division[];
  /** False if the place bears this name in other years only. */
  readonly isOfYear: boolean;
  /** The bare 县 of 县教育局, standing for a place. */
  readonly generic: string | undefined;
  /** 周湾镇, 东湖街道 */
  readonly town: string | undefined;
  /** What follows the place, as printed; for a town, what follows the town. */
  readonly rest: string;
  readonly organ: Organ;
  /** An agency of the state as a whole. */
  readonly isNational: boolean;
  /** It names a development zone or the like, which has no code of its own. */
  readonly isOfZone: boolean;
}

/** Places named one within the other. */
export interface Places {
  readonly text: string;
  readonly last: string;
  readonly divisions: readonly Division[];
  readonly isOfYear: boolean;
}

const NO_PLACES: Places = { text: "", last: "", divisions: [], isOfYear: true };
const SHORTEST_STEM = 2;
const LONGEST_STEM = 6;

/** 回澜镇人民政府, 东湖街道办, 川主乡, 白音苏木 */
const TOWN = /^(.{1,12}?(?:镇|乡|街道|苏木))(人民政府|政府|办事处|办)?$/;
/** 丈八街办 */
const STREET_OFFICE = /^(.{1,8})街办$/;
/** 农业农村局(市茶叶局): a second name plate of the same organ. */
const SECOND_NAME = /[(（][^()（）]*[)）]$/;
/** 生态环境局嘉鱼县分局: the county stands behind the organ it is a branch of. */
const BRANCH = /^(.{2,12}局)(.{2,12})分局$/;
/** (西海岸新区)卫健局 */
const PLACE_BRACKET = /^[(（][^()（）]{1,20}[)）]/;
const NATIONAL = /^(?:国家|中华人民共和国|国务院)/;
/** 国家税务总局 of 国家税务总局某县税务局, which serves the county. */
const PARENT_OFFICE = /^国家[^省市县区州旗]{2,8}局/;
/** 高新区人社局: zones are no divisions. */
const ZONE = /^.{0,12}?(?:新区|开发区|高新区|经开区|示范区|度假区|园区|管理区|保税区|试验区)/;
/** 县教育局, 市残联; but 市政管理局 and 区划地名办公室 begin with words of their own. */
const GENERIC = /^(?:市(?![政容民场])|区(?![域划])|[省县州旗])/;
/** What is left of 城区街道办事处 if 城区 were taken for the place. */
const TOWN_WITHOUT_NAME = /^(?:街道|镇|乡)(?:人民政府|政府|办事处|办)?$/;

/** Takes an agency's name apart, reading place names as they were in the year. */
export function readAgencyName(printed: string, year: number | undefined): AgencyName {
  const name = printed.replace(SECOND_NAME, "");
  const places = withBracket(readPlacesAfterParent(name, year), name);
  const rest = name.slice(places.text.length);
  const generic = places.text === "" ? findGeneric(rest) : undefined;
  const bare = generic === undefined ? rest : rest.slice(1);
  const branch = findBranchDivisions(bare, places, year);
  const town = readTown(bare);
  return {
    printed: name,
    place: places.text,
    lastPlace: branch.length > 0 ? "" : places.last,
    divisions: branch.length > 0 ? branch : places.divisions,
    isOfYear: places.isOfYear,
    generic,
    town: town?.name,
    rest: town === undefined ? bare : town.office,
    organ: town === undefined ? readOrgan(bare === "" ? "人民政府" : bare, year) : town.organ,
    isNational: places.text === "" && isNational(name),
    isOfZone: ZONE.test(bare),
  };
}

/** 国家林业和草原局, but not 国家统计局某地调查队 with a place that no list knows. */
function isNational(name: string): boolean {
  const parent = PARENT_OFFICE.exec(name)?.[0] ?? name;
  return NATIONAL.test(name) && parent === name;
}

/** 黄岛区(西海岸新区): a second name of the place goes with it. */
function withBracket(places: Places, name: string): Places {
  if (places.text === "") return places;
  const bracket = PLACE_BRACKET.exec(name.slice(places.text.length))?.[0];
  return bracket === undefined ? places : { ...places, text: places.text + bracket, last: "" };
}

function readPlacesAfterParent(name: string, year: number | undefined): Places {
  const parent = PARENT_OFFICE.exec(name)?.[0] ?? "";
  const places = readPlaces(name.slice(parent.length), year);
  if (parent === "" || places.text === "") return places;
  // 国家统计局桐柏调查队 is its full name, without 县.
  return { ...places, text: parent + places.text, last: "" };
}

/** The places that the text begins with, each within the one before it. */
export function readPlaces(text: string, year: number | undefined): Places {
  let places = readPlace(text, NO_PLACES, year);
  for (let next = places; next.text !== ""; next = readPlace(text, places, year)) places = next;
  if (TOWN_WITHOUT_NAME.test(text.slice(places.text.length))) return NO_PLACES;
  if (places.text !== "" && !endsInsideOrgan(text, places)) return places;
  return readStem(text, year) ?? places;
}

/** One more place after those already read; NO_PLACES if there is none. */
function readPlace(text: string, before: Places, year: number | undefined): Places {
  const place = findPlaceAt(text, before.text.length);
  if (place === undefined) return NO_PLACES;
  const within =
    before.text === ""
      ? place.divisions
      : place.divisions.filter((division) =>
          before.divisions.some((parent) => isWithin(division, parent)),
        );
  if (within.length === 0) return NO_PLACES;
  const possible = inYear(within, year);
  return {
    text: before.text + place.text,
    last: place.text,
    divisions: possible.length > 0 ? possible : within,
    isOfYear: possible.length > 0,
  };
}

/** 海门市场监督管理局 is 海门 and 市场监督管理局, although 海门市 is a place too. */
function endsInsideOrgan(text: string, places: Places): boolean {
  const end = places.text.length;
  return isListedOrgan(text.slice(end - 1)) && !isListedOrgan(text.slice(end));
}

/** A place without its kind, where a listed organ follows: 桐柏卫健委. */
function readStem(text: string, year: number | undefined): Places | undefined {
  for (let length = LONGEST_STEM; length >= SHORTEST_STEM; length -= 1) {
    const stem = text.slice(0, length);
    const divisions = listPlacesWithStem(stem, year);
    if (divisions.length > 0 && isListedOrgan(text.slice(length))) {
      return { text: stem, last: stem, divisions, isOfYear: true };
    }
  }
  return undefined;
}

/** A bare 县 in front of an organ or town; 市场监督管理局 and 城区街道 begin with no such word. */
function findGeneric(rest: string): string | undefined {
  if (!GENERIC.test(rest) || isListedOrgan(rest) || readTown(rest) !== undefined) return undefined;
  return rest.length > 1 ? rest.slice(0, 1) : undefined;
}

/** The county of a branch office, if it lies within the places read. */
function findBranchDivisions(
  rest: string,
  places: Places,
  year: number | undefined,
): readonly Division[] {
  const name = BRANCH.exec(rest)?.[2];
  if (name === undefined || places.text === "") return [];
  const named = findPlaceAt(name, 0);
  const divisions =
    named?.text === name ? inYear(named.divisions, year) : listPlacesWithStem(name, year);
  return divisions.filter((division) =>
    places.divisions.some((parent) => isWithin(division, parent)),
  );
}

interface Town {
  readonly name: string;
  readonly office: string;
  readonly organ: Organ;
}

function readTown(text: string): Town | undefined {
  const street = STREET_OFFICE.exec(text)?.[1];
  if (street !== undefined) return toTown(`${street}街道`, "办事处");
  const [, name, office = ""] = TOWN.exec(text) ?? [];
  return name === undefined || isListedOrgan(text) ? undefined : toTown(name, office);
}

function toTown(name: string, office: string): Town {
  const usual = name.endsWith("街道") ? "办事处" : "人民政府";
  const full = office === "办事处" ? office : usual;
  return { name, office, organ: { kind: "full", name: full } };
}

/**
 * A place with its last name written out: 新晃县 → 新晃侗族自治县, 桐柏 → 桐柏县. Customary names of autonomous
 * prefectures (黔东南州) stay, being what their organs call themselves.
 */
export function toOfficialPlace(place: string, lastPlace: string, division: Division): string {
  const isBare = lastPlace === toStem(division);
  if (lastPlace === "" || (division.level !== "county" && !isBare)) return place;
  return `${place.slice(0, place.length - lastPlace.length)}${division.name}`;
}
