import { findPlaceBefore } from "../model/division-names.ts";
import { type Division, findDivision, isWithin } from "../model/divisions.ts";
import { findCounterpart } from "../model/organs.ts";
import {
  chooseDivision,
  isSamePlace,
  type PlaceEvidence,
  toDivisionOfYear,
} from "./agency-division.ts";
import { findMentionedAgency } from "./agency-mention.ts";
import { type AgencyName, readAgencyName, toOfficialPlace } from "./agency-name.ts";
import { canHoldTowns, findOmittedPlace, isFitting } from "./agency-place.ts";
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
}

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
}

type SettledDivision = Pick<ResolvedAgency, "candidates" | "doubt"> & {
  readonly division: Division | undefined;
};

const NO_PLACE: Place = { text: "", last: "", divisions: [], isOfYear: true };
const WHITE_SPACE = /\s+/g;

/** Whose report a document is: the agency's full name and the division it serves, or what leaves them open. */
export function resolveAgency(evidence: AgencyEvidence): ResolvedAgency {
  const document: PlaceEvidence = {
    ...evidence,
    preamble: evidence.preamble.replace(WHITE_SPACE, ""),
    body: evidence.body.replace(WHITE_SPACE, ""),
  };
  const source = readSource(evidence, document);
  const printed = evidence.printed?.replace(WHITE_SPACE, "") ?? "";
  const resolved =
    printed === ""
      ? { ...resolveUnprinted(evidence.sourceAgency, document, source), printed: null }
      : resolvePrinted(printed, document, source);
  return applyUnlistedDivision(resolved, evidence.sourceDivisionCode);
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
  sourceAgency: string | undefined,
  document: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const mention = findMentionedAgency(document.preamble, document.year);
  const isAuthor = mention?.isAuthor === true;
  const mentioned = mention && resolvePrinted(mention.name, document, source);
  const isElsewhere = isAuthor && mentioned?.doubt === "division";
  if (sourceAgency !== undefined && !isElsewhere) return toStatedAgency(sourceAgency, source);
  if (mentioned !== undefined) {
    return { ...mentioned, doubt: isAuthor ? mentioned.doubt : "name" };
  }
  const divisionCode = source.division?.code ?? null;
  return { name: null, printed: null, divisionCode, candidates: [], doubt: "name" };
}

function toStatedAgency(name: string, source: StatedSource): ResolvedAgency {
  const divisionCode = source.division?.code ?? null;
  const isOpen = divisionCode === null && source.agency?.isNational !== true;
  const candidates = isOpen ? (source.agency?.divisions ?? []) : [];
  return { name, printed: null, divisionCode, candidates, doubt: isOpen ? "division" : undefined };
}

function resolvePrinted(
  printed: string,
  document: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const name = readAgencyName(printed, document.year);
  const found = findPlace(name, document, source);
  const settled = settleDivision(name, found ?? NO_PLACE, document, source);
  const place = found === undefined ? (name.generic ?? "") : toFullPlace(found, settled.division);
  const organ = chooseOrgan(name, found?.last ?? "", document, source);
  const full = `${place}${name.town ?? ""}${organ.name}`;
  if (name.isNational) {
    return { name: full, printed, divisionCode: null, candidates: [], doubt: undefined };
  }
  const isNameOpen = organ.isDoubtful || (found === undefined && name.town === undefined);
  return {
    name: full,
    printed,
    divisionCode: settled.division?.code ?? null,
    candidates: settled.candidates,
    doubt: isNameOpen ? "name" : settled.doubt,
  };
}

/** The place in the name itself, or the one that source or document supply. */
function findPlace(
  name: AgencyName,
  document: PlaceEvidence,
  source: StatedSource,
): Place | undefined {
  if (name.place !== "") return { ...name, text: name.place, last: name.lastPlace };
  const supplied = findSourcePlace(name, source);
  if (supplied !== undefined) return supplied;
  const texts = [document.preamble, document.body];
  const omitted = findOmittedPlace(name, texts, document.metadata, document.year);
  return omitted && { ...omitted, isOfYear: true };
}

function findSourcePlace(name: AgencyName, source: StatedSource): Place | undefined {
  const { agency, division } = source;
  if (division === undefined || !isFitting(division, name)) return undefined;
  const { place, lastPlace } =
    agency?.divisions.includes(division) === true
      ? agency
      : { place: division.name, lastPlace: division.name };
  return { text: place, last: lastPlace, divisions: [division], isOfYear: true };
}

/** 新晃县 → 新晃侗族自治县, as far as it is clear what is meant. */
function toFullPlace(place: Place, division: Division | undefined): string {
  return division === undefined || !place.divisions.includes(division)
    ? place.text
    : toOfficialPlace(place.text, place.last, division);
}

interface FullOrgan {
  readonly name: string;
  readonly isDoubtful: boolean;
}

/** The organ written out; of several meanings the one that the source states or the document writes out itself. */
function chooseOrgan(
  name: AgencyName,
  place: string,
  document: PlaceEvidence,
  source: StatedSource,
): FullOrgan {
  const { organ } = name;
  if (organ.kind === "full") return { name: organ.name, isDoubtful: false };
  if (organ.kind === "unknown") return { name: name.rest, isDoubtful: true };
  const stated = source.agency?.organ;
  if (stated?.kind === "full" && organ.meanings.includes(stated.name)) {
    return { name: stated.name, isDoubtful: false };
  }
  const text = `${document.preamble} ${document.body} ${[...document.metadata.values()].join(" ")}`;
  const [only = name.rest, ...others] = organ.meanings;
  if (others.length === 0) return { name: only, isDoubtful: isContradicted(only, place, text) };
  const [written, ...further] = organ.meanings.filter((meaning) => isOwn(meaning, place, text));
  return written === undefined || further.length > 0
    ? { name: name.rest, isDoubtful: true }
    : { name: written, isDoubtful: false };
}

/** Whether the text writes the organ with this place before it, or with none. */
function isOwn(organ: string, place: string, text: string): boolean {
  for (let at = text.indexOf(organ); at >= 0; at = text.indexOf(organ, at + 1)) {
    const before = findPlaceBefore(text, at);
    if (before === undefined || before.text === place) return true;
  }
  return false;
}

/** 卫健委 in the title, but 卫生健康局 and never 卫生健康委员会 in the text. */
function isContradicted(organ: string, place: string, text: string): boolean {
  const counterpart = findCounterpart(organ);
  return counterpart !== undefined && text.includes(place + counterpart) && !text.includes(organ);
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
    return { division, candidates: [], doubt: undefined };
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
