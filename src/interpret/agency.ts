import { listPlacesWithStem, toStem } from "../model/division-names.ts";
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
import { findOmittedPlace, isOfGenericKind } from "./agency-place.ts";

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
  /** As it stands in the agency's full name. */
  readonly text: string;
  readonly divisions: readonly Division[];
  readonly isOfYear: boolean;
}

const WHITE_SPACE = /\s+/g;

/** Whose report a document is: the agency's full name and the division it serves, or what leaves them open. */
export function resolveAgency(evidence: AgencyEvidence): ResolvedAgency {
  const place: PlaceEvidence = {
    ...evidence,
    preamble: evidence.preamble.replace(WHITE_SPACE, ""),
    body: evidence.body.replace(WHITE_SPACE, ""),
  };
  const source = readSource(evidence, place);
  const printed = evidence.printed?.replace(WHITE_SPACE, "");
  if (printed !== undefined && printed !== "")
    return resolvePrinted(printed, evidence, place, source);
  return resolveUnprinted(evidence, place, source);
}

function readSource(evidence: AgencyEvidence, place: PlaceEvidence): StatedSource {
  const { sourceAgency, sourceDivisionCode, year } = evidence;
  const agency = sourceAgency === undefined ? undefined : readAgencyName(sourceAgency, year);
  const stated = sourceDivisionCode === undefined ? undefined : findDivision(sourceDivisionCode);
  if (stated !== undefined) {
    const ever = listPlacesWithStem(toStem(stated), year);
    return { agency, division: toDivisionOfYear(stated, ever, year) };
  }
  const division = agency && chooseDivision(agency.divisions, place, undefined);
  return { agency, division };
}

/** No title names an agency: the source does, or else the running text. */
function resolveUnprinted(
  evidence: AgencyEvidence,
  place: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const divisionCode = source.division?.code ?? null;
  const mention = findMentionedAgency(place.preamble, evidence.year);
  if (evidence.sourceAgency !== undefined && source.agency !== undefined) {
    const doubt = divisionCode === null && !source.agency.isNational ? "division" : undefined;
    const candidates = divisionCode === null ? source.agency.divisions : [];
    return { name: evidence.sourceAgency, printed: null, divisionCode, candidates, doubt };
  }
  if (mention === undefined) {
    return { name: null, printed: null, divisionCode, candidates: [], doubt: "name" };
  }
  const resolved = resolvePrinted(mention.name, evidence, place, source);
  const doubt = resolved.doubt ?? (mention.isAuthor ? undefined : "name");
  return { ...resolved, printed: null, doubt };
}

function resolvePrinted(
  printed: string,
  evidence: AgencyEvidence,
  place: PlaceEvidence,
  source: StatedSource,
): ResolvedAgency {
  const name = readAgencyName(printed, evidence.year);
  const found = findPlace(name, evidence, place, source);
  const organ = chooseOrgan(name, found?.text ?? "", place);
  const full = `${found?.text ?? name.generic ?? ""}${name.town ?? ""}${organ.name}`;
  if (name.isNational) {
    return { name: full, printed, divisionCode: null, candidates: [], doubt: undefined };
  }
  const division = settleDivision(found, place, source);
  const isOpen = found === undefined && name.town === undefined;
  const doubt = organ.isDoubtful || isOpen ? "name" : division.doubt;
  return { name: full, printed, ...division, doubt };
}

/** The place of the name as it stands in the full name, or as document or source supply it. */
function findPlace(
  name: AgencyName,
  evidence: AgencyEvidence,
  place: PlaceEvidence,
  source: StatedSource,
): Place | undefined {
  if (name.place !== "") return { ...name, text: toFullPlace(name.place, name.divisions) };
  const supplied = findSourcePlace(name, source);
  if (supplied !== undefined) return supplied;
  const texts = [place.preamble, place.body];
  const omitted = findOmittedPlace(name, texts, evidence.metadata, evidence.year);
  if (omitted === undefined) return undefined;
  const text = toFullPlace(omitted.text, omitted.divisions);
  return { text, divisions: omitted.divisions, isOfYear: true };
}

/** 新晃县 → 新晃侗族自治县, where that can mean one place only. */
function toFullPlace(text: string, divisions: readonly Division[]): string {
  const names = new Set(divisions.map(({ name }) => name));
  const [division] = divisions;
  return division !== undefined && names.size === 1 ? toOfficialPlace(text, division) : text;
}

function findSourcePlace(name: AgencyName, source: StatedSource): Place | undefined {
  const { agency, division } = source;
  if (division === undefined || !isOfGenericKind(division, name)) return undefined;
  if (name.town !== undefined && division.level !== "county") return undefined;
  const text = agency !== undefined && agency.place !== "" ? agency.place : division.name;
  return { text, divisions: [division], isOfYear: true };
}

interface FullOrgan {
  readonly name: string;
  readonly isDoubtful: boolean;
}

/** The organ written out; of several meanings the one that the document itself writes after the place. */
function chooseOrgan(name: AgencyName, place: string, evidence: PlaceEvidence): FullOrgan {
  const { organ } = name;
  if (organ.kind === "full") return { name: organ.name, isDoubtful: false };
  if (organ.kind === "unknown") return { name: name.rest, isDoubtful: true };
  const text = `${evidence.preamble} ${evidence.body} ${[...evidence.metadata.values()].join(" ")}`;
  const [only = name.rest, ...others] = organ.meanings;
  if (others.length === 0) return { name: only, isDoubtful: isContradicted(only, place, text) };
  const [stated, ...further] = organ.meanings.filter((meaning) => text.includes(meaning));
  return stated === undefined || further.length > 0
    ? { name: name.rest, isDoubtful: true }
    : { name: stated, isDoubtful: false };
}

/** 卫健委 in the title, but 卫生健康局 and never 卫生健康委员会 in the text. */
function isContradicted(organ: string, place: string, text: string): boolean {
  const counterpart = findCounterpart(organ);
  return counterpart !== undefined && text.includes(place + counterpart) && !text.includes(organ);
}

/** The division, with the doubt that is left. The document's own place wins over the source's, but not silently. */
function settleDivision(
  place: Place | undefined,
  evidence: PlaceEvidence,
  source: StatedSource,
): Pick<ResolvedAgency, "divisionCode" | "candidates" | "doubt"> {
  const named = place?.divisions ?? [];
  const stated = source.division;
  const division = place?.isOfYear
    ? chooseDivision(named, evidence, stated)
    : named.find(({ code }) => code === stated?.code);
  if (division === undefined) {
    if (named.length === 0 && stated !== undefined) {
      return { divisionCode: stated.code, candidates: [], doubt: undefined };
    }
    const candidates = stated === undefined ? named : [...named, stated];
    return { divisionCode: null, candidates, doubt: "division" };
  }
  if (stated === undefined || isAgreed(division, stated, evidence.year)) {
    return { divisionCode: division.code, candidates: [], doubt: undefined };
  }
  return { divisionCode: division.code, candidates: [division, stated], doubt: "division" };
}

/** A source may state the division itself or one above it: a prefecture's list holds reports of its counties. */
function isAgreed(division: Division, stated: Division, year: number | undefined): boolean {
  return isSamePlace(division, stated, year) || isWithin(division, stated);
}
