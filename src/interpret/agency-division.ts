import { toStem } from "../model/division-names.ts";
import {
  type Division,
  isCertainIn,
  isPossibleIn,
  isWithin,
  listAreaCodeDivisions,
  listDivisions,
  listParents,
} from "../model/divisions.ts";
import { findCreditCodeDivision, findSiteCodeDivision, listHostSites } from "./agency-address.ts";
import { listMatches } from "./matches.ts";

/** What a document says about where it comes from, beside the name of its agency. White space is removed from texts. */
export interface PlaceEvidence {
  readonly preamble: string;
  readonly body: string;
  readonly url: string;
  readonly metadata: ReadonlyMap<string, string>;
  /** What the page says of its issuer and its place on the site: metadata, columns, breadcrumb. */
  readonly issuers: readonly string[];
  readonly year: number | undefined;
}

type Choice = (candidates: readonly Division[]) => readonly Division[];

/** 0591-83333333, (025)84444444, 0516—8777777 */
const PHONE = /(?:^|\D)(0\d{2,3})[)）]?[-—－–]?\d{7,8}(?!\d)/g;

/**
 * The one of several divisions of one name that a document means, asking in order: a parent named with it, the
 * operator's source, a code of the site, the host, the metadata, telephone area codes, mentions of a parent. Undefined if none tells.
 */
export function chooseDivision(
  candidates: readonly Division[],
  evidence: PlaceEvidence,
  source: Division | undefined,
): Division | undefined {
  const open = withoutPredecessors(candidates, evidence.year);
  if (open.length < 2) return open[0];
  const choices: Choice[] = [
    (divisions) => byStatedParent(divisions, evidence),
    (divisions) => bySource(divisions, source),
    (divisions) => byCode(divisions, evidence),
    (divisions) => byHost(divisions, evidence),
    (divisions) => byMetadata(divisions, evidence),
    (divisions) => byAreaCode(divisions, evidence),
    (divisions) => byMentionedParent(divisions, evidence),
  ];
  for (const choose of choices) {
    const chosen = choose(open);
    if (chosen.length === 1) return chosen[0];
  }
  return undefined;
}

/** Of one place under two codes, only the one that the lists around the year agree on. */
function withoutPredecessors(
  candidates: readonly Division[],
  year: number | undefined,
): readonly Division[] {
  const certain = candidates.filter((division) => isCertainIn(division, year));
  return candidates.filter(
    (division) =>
      certain.includes(division) || !certain.some((other) => isSamePlace(division, other, year)),
  );
}

/** Whether two divisions are one place in time: same province and bare name, and not both there in the year. */
export function isSamePlace(a: Division, b: Division, year: number | undefined): boolean {
  if (a.code === b.code) return true;
  const isTwoPlaces = year !== undefined && isCertainIn(a, year) && isCertainIn(b, year);
  const isCompatible = a.level === b.level && a.code.slice(0, 2) === b.code.slice(0, 2);
  return isCompatible && !isTwoPlaces && toStem(a) === toStem(b);
}

/** What the operator's division was called and coded in the year of the report. */
export function toDivisionOfYear(division: Division, year: number | undefined): Division {
  if (isPossibleIn(division, year)) return division;
  const [only, ...others] = listDivisions().filter(
    (other) => isCertainIn(other, year) && isSamePlace(other, division, undefined),
  );
  return only !== undefined && others.length === 0 ? only : division;
}

function byStatedParent(candidates: readonly Division[], evidence: PlaceEvidence) {
  const texts = [evidence.preamble, ...evidence.metadata.values(), ...evidence.issuers];
  return candidates.filter((division) =>
    listParents(division, evidence.year).some((parent) =>
      listWordings(parent).some((wording) =>
        texts.some((text) => text.includes(`${wording}${division.name}`)),
      ),
    ),
  );
}

function bySource(candidates: readonly Division[], source: Division | undefined) {
  if (source === undefined) return [];
  return candidates.filter(
    (division) => division.code === source.code || isWithin(division, source),
  );
}

function byMetadata(candidates: readonly Division[], evidence: PlaceEvidence) {
  const texts = [...evidence.metadata.values(), ...evidence.issuers];
  return byParentIn(candidates, texts, evidence.year);
}

function byMentionedParent(candidates: readonly Division[], evidence: PlaceEvidence) {
  return byParentIn(candidates, [evidence.preamble, evidence.body], evidence.year);
}

function byParentIn(
  candidates: readonly Division[],
  texts: readonly string[],
  year: number | undefined,
) {
  return candidates.filter((division) =>
    listParents(division, year).some((parent) => texts.some((text) => text.includes(parent.name))),
  );
}

function listWordings(parent: Division): string[] {
  return [parent.name, toStem(parent)];
}

function byAreaCode(candidates: readonly Division[], evidence: PlaceEvidence) {
  const phones = listMatches(PHONE, `${evidence.preamble} ${evidence.body}`);
  const served = new Set(phones.flatMap((phone) => listAreaCodeDivisions(phone[1] ?? "")));
  return candidates.filter((division) =>
    [division, ...listParents(division, evidence.year)].some(({ code }) => served.has(code)),
  );
}

/** A credit code or site code names the publisher's division outright. */
function byCode(candidates: readonly Division[], { url, metadata }: PlaceEvidence) {
  const site = findCreditCodeDivision(url) ?? findSiteCodeDivision(metadata);
  return site === undefined ? [] : bySource(candidates, site);
}

/** Candidates that the host names, or whose parent it names: njgl.gov.cn, gulou.kaifeng.gov.cn. */
function byHost(candidates: readonly Division[], evidence: PlaceEvidence) {
  const sites = listHostSites(evidence.url).map((site) => toDivisionOfYear(site, evidence.year));
  const named = candidates.filter((division) => sites.includes(division));
  if (named.length > 0) return named;
  return candidates.filter((division) => sites.some((site) => isWithin(division, site)));
}
