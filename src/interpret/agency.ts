import { type Division, findDivision, isWithin } from "../model/divisions.ts";
import {
  chooseDivision,
  isSamePlace,
  type PlaceEvidence,
  toDivisionOfYear,
} from "./agency-division.ts";
import { findIssuer, listCrumbs, listIssuers } from "./agency-issuers.ts";
import { findMentionedAgency } from "./agency-mention.ts";
import { type AgencyName, readAgencyName, toOfficialPlace } from "./agency-name.ts";
import { chooseOrgan } from "./agency-organ.ts";
import { canHoldTowns, isFitting, listOmittedPlaces } from "./agency-place.ts";
import { findSitePlace, listSiteCounties } from "./agency-site.ts";
import { applyUnlistedDivision } from "./agency-unlisted.ts";

/** Everything a document and its source say about whose report it is. */
export interface AgencyEvidence {
  /** From the title. */
  readonly printed: string | undefined;
  /** The first 600 characters or so of running text. */
  readonly preamble: string;
  /** Up to 4000 characters of section one. */
  readonly body: string;
  readonly url: string;
  /** Names in lower case. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly sourceAgency: string | undefined;
  readonly sourceDivisionCode: string | undefined;
  /** How the page's own title or the link to it words the agency. */
  readonly otherWordings?: readonly string[] | undefined;
  /** Text of the link that led here. */
  readonly linkText?: string | undefined;
  /** 首页 > 县教育局 > 年报, as the page prints it. */
  readonly breadcrumb?: string | undefined;
  readonly year: number | undefined;
}

export interface ResolvedAgency {
  /** Full official name; null if nothing names the agency. */
  readonly name: string | null;
  readonly printed: string | null;
  /** As of the report's year; null if it is ambiguous or unknown, and for agencies of the whole state. */
  readonly divisionCode: string | null;
  /** Divisions that may be meant, where that is open or where document and source name different ones. */
  readonly candidates: readonly Division[];
  readonly doubt: "name" | "division" | undefined;
  /** What filled in a place that the printed name leaves out; undefined if it leaves none out or nothing did. */
  readonly supplied: Supplier | undefined;
  /** The title names a place and no organ (青石县2024年…报告): taken for its government's, as most such are. */
  readonly isOrganAssumed?: true;
}

/** `host`: the address of the document; `metadata`: also its breadcrumb. */
export type Supplier = "source" | "text" | "metadata" | "host";

/** The operator's statement, as far as it was made. */
interface StatedSource {
  readonly agency: AgencyName | undefined;
  readonly division: Division | undefined;
}

interface Place {
  readonly text: string;
  /** The last of the places in the text. */
  readonly last: string;
  readonly divisions: readonly Division[];
  readonly isOfYear: boolean;
  readonly supplied: Supplier | undefined;
  /** Places beside the one found that may be meant after all. */
  readonly elsewhere: readonly Division[];
}

type SettledDivision = Pick<ResolvedAgency, "candidates" | "doubt"> & {
  readonly division: Division | undefined;
};

const NO_PLACE: Place = {
  text: "",
  last: "",
  divisions: [],
  isOfYear: true,
  supplied: undefined,
  elsewhere: [],
};
const NO_DOUBT = { candidates: [], doubt: undefined, supplied: undefined } as const;
const WHITE_SPACE = /\s+/g;

/** Whose report a document is: the agency's full name and the division it serves, or what leaves them open. */
export function resolveAgency(evidence: AgencyEvidence): ResolvedAgency {
  const document: PlaceEvidence = {
    ...evidence,
    preamble: evidence.preamble.replace(WHITE_SPACE, ""),
    body: evidence.body.replace(WHITE_SPACE, ""),
    issuers: [
      ...(evidence.otherWordings ?? []),
      ...listCrumbs(evidence.breadcrumb ?? ""),
      ...listIssuers(evidence.metadata),
    ],
  };
  const source = readSource(evidence, document);
  const printed = evidence.printed?.replace(WHITE_SPACE, "") ?? "";
  const resolved =
    printed === ""
      ? { ...resolveUnprinted(evidence, document, source), printed: null }
      : resolvePrinted(printed, document, source);
  return applyUnlistedDivision(resolved, evidence.sourceDivisionCode, evidence.sourceAgency);
}

function readSource(evidence: AgencyEvidence, document: PlaceEvidence): StatedSource {
  const { sourceAgency, sourceDivisionCode, year } = evidence;
  const agency = sourceAgency === undefined ? undefined : readAgencyName(sourceAgency, year);
  const stated = sourceDivisionCode === undefined ? undefined : findDivision(sourceDivisionCode);
  if (stated !== undefined) return { agency, division: toDivisionOfYear(stated, year) };
  return { agency, division: agency && chooseDivision(agency.divisions, document, undefined) };
}

/** No title names an agency: the source does, unless the text says that an agency of another place wrote it. */
function resolveUnprinted(
  { sourceAgency, linkText }: AgencyEvidence,
  document: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const mention = findMentionedAgency(document.preamble, document.year);
  const isAuthor = mention?.isAuthor === true;
  const mentioned = mention && resolvePrinted(mention.name, document, source);
  const isElsewhere = isAuthor && mentioned?.doubt === "division";
  if (sourceAgency !== undefined && !isElsewhere) return toStatedAgency(sourceAgency, source);
  if (mentioned !== undefined && isAuthor) return mentioned;
  const issuer = findIssuer([linkText ?? "", ...document.issuers], document.year);
  const issued = issuer === undefined ? undefined : resolvePrinted(issuer, document, source);
  const guess = issued ?? mentioned;
  if (guess === undefined) return toUnknownAgency(document, source);
  // An issuer is often the office that runs the site, so that it counts only with the text behind it.
  const isAgreed = issued !== undefined && issued.name === mentioned?.name;
  return isAgreed ? issued : { ...guess, doubt: "name" };
}

/** Nobody is named; a county's own site still tells the county. */
function toUnknownAgency(document: PlaceEvidence, { division }: StatedSource): ResolvedAgency {
  const counties = division === undefined ? listSiteCounties(document) : [division];
  const [only, ...others] = counties;
  const isClear = only !== undefined && others.length === 0;
  return {
    name: null,
    printed: null,
    divisionCode: isClear ? only.code : null,
    candidates: isClear ? [] : counties,
    doubt: "name",
    supplied: undefined,
  };
}

function toStatedAgency(name: string, source: StatedSource): ResolvedAgency {
  const divisionCode = source.division?.code ?? null;
  const isOpen = divisionCode === null && source.agency?.isNational !== true;
  const candidates = isOpen ? (source.agency?.divisions ?? []) : [];
  const doubt = isOpen ? "division" : undefined;
  return { name, printed: null, divisionCode, candidates, doubt, supplied: undefined };
}

function resolvePrinted(
  printed: string,
  document: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const name = readAgencyName(printed, document.year);
  const found = findPlace(name, document, source);
  const { division, candidates, doubt } = settleDivision(name, found, document, source);
  const place = toFullPlace(found, division);
  const organ = chooseOrgan(name, found.last, document, source.agency?.organ);
  const full = `${place === "" ? (name.generic ?? "") : place}${name.town ?? ""}${organ.name}`;
  if (name.isNational) {
    return { ...NO_DOUBT, name: full, printed, divisionCode: null };
  }
  const isNameOpen = organ.isDoubtful || (place === "" && name.town === undefined);
  return {
    name: full,
    printed,
    divisionCode: division?.code ?? null,
    candidates,
    doubt: isNameOpen ? "name" : doubt,
    supplied: place === "" ? undefined : found.supplied,
    ...(isPlaceOnly(name) && { isOrganAssumed: true }),
  };
}

const isPlaceOnly = ({ rest, town }: AgencyName): boolean => rest === "" && town === undefined;

/** The place in the name itself, or the one that source, document or site supply. */
function findPlace(name: AgencyName, document: PlaceEvidence, source: StatedSource): Place {
  if (name.place !== "") return { ...NO_PLACE, ...name, text: name.place, last: name.lastPlace };
  if (name.isNational) return NO_PLACE;
  const supplied = findSourcePlace(name, source);
  if (supplied !== undefined) return supplied;
  const { preamble, body, issuers, year } = document;
  const stated = listOmittedPlaces(name, [preamble, body], issuers, year);
  const [first, ...others] = stated;
  if (first !== undefined && others.length === 0) {
    const isInText = `${preamble}${body}`.includes(first.last);
    return { ...NO_PLACE, ...first, supplied: isInText ? "text" : "metadata" };
  }
  return findPlaceOfSite(
    name,
    document,
    stated.flatMap(({ divisions }) => divisions),
  );
}

/** @param stated divisions that the document itself puts before the organ: the site only chooses among them */
function findPlaceOfSite(
  name: AgencyName,
  document: PlaceEvidence,
  stated: readonly Division[],
): Place {
  const site = findSitePlace(name, document);
  if (site === undefined) return NO_PLACE;
  const { by, elsewhere } = site;
  const divisions =
    stated.length === 0
      ? site.divisions
      : site.divisions.filter((division) => stated.includes(division));
  return { ...NO_PLACE, divisions, supplied: by, elsewhere };
}

function findSourcePlace(name: AgencyName, source: StatedSource): Place | undefined {
  const { agency, division } = source;
  if (division === undefined || !isFitting(division, name)) return undefined;
  const { place, lastPlace } =
    agency?.divisions.includes(division) === true
      ? agency
      : { place: division.name, lastPlace: division.name };
  return { ...NO_PLACE, text: place, last: lastPlace, divisions: [division], supplied: "source" };
}

/** 新晃县 → 新晃侗族自治县, as far as it is clear what is meant. */
function toFullPlace(place: Place, division: Division | undefined): string {
  if (place.text === "") return place.supplied === undefined ? "" : (division?.name ?? "");
  return division === undefined || !place.divisions.includes(division)
    ? place.text
    : toOfficialPlace(place.text, place.last, division);
}

/** The division, with the doubt that is left. The document's own place wins over the source's, but not silently. */
function settleDivision(
  name: AgencyName,
  place: Place,
  document: PlaceEvidence,
  source: StatedSource,
): SettledDivision {
  const stated = source.division;
  const named = place.divisions.length === 0 ? toList(stated) : place.divisions;
  const chosen = place.isOfYear
    ? chooseDivision(named, document, stated)
    : named.find(({ code }) => code === stated?.code);
  const division = chosen && toServedDivision(chosen, name, stated);
  if (division === undefined) {
    const candidates = [...new Set([...named, ...toList(stated)])];
    return { division, candidates, doubt: "division" };
  }
  if (stated === undefined || isAgreed(division, stated, document.year)) {
    const { elsewhere } = place;
    return elsewhere.length === 0
      ? { division, candidates: [], doubt: undefined }
      : { division, candidates: [division, ...elsewhere], doubt: "division" };
  }
  return { division, candidates: [division, stated], doubt: "division" };
}

function toList(division: Division | undefined): readonly Division[] {
  return division === undefined ? [] : [division];
}

/** A town belongs to a county and a zone to no division, so a prefecture named with them does not settle it. */
function toServedDivision(
  division: Division,
  name: AgencyName,
  stated: Division | undefined,
): Division | undefined {
  const isBelow = name.town !== undefined || name.isOfZone;
  if (!isBelow || canHoldTowns(division)) return division;
  return stated !== undefined && isWithin(stated, division) ? stated : undefined;
}

/** A source may state the division itself or one above it: a prefecture's list holds reports of its counties. */
function isAgreed(division: Division, stated: Division, year: number | undefined): boolean {
  return isSamePlace(division, stated, year) || isWithin(division, stated);
}
