import { toStem } from "../model/division-names.ts";
import {
  type Division,
  findSpelling,
  isCertainIn,
  isPossibleIn,
  isWithin,
  listAreaCodeDivisions,
  listDivisions,
  listParents,
} from "../model/divisions.ts";

/** What a document says about where it comes from, beside the name of its agency. White space is removed from texts. */
export interface PlaceEvidence {
  readonly preamble: string;
  readonly body: string;
  readonly url: string;
  readonly metadata: ReadonlyMap<string, string>;
  readonly year: number | undefined;
}

type Choice = (candidates: readonly Division[]) => readonly Division[];

/** 0591-83333333, (025)84444444, 0516—8777777 */
const PHONE = /(?:^|\D)(0\d{2,3})[)）]?[-—－–]?\d{7,8}(?!\d)/g;
const SHORTEST_PARENT_SPELLING = 4;
const HOST = /^[a-z]+:\/\/([^/:?#]+)/i;
/** Labels of a host name that name no place. */
const COMMON_LABELS = new Set(["www", "gov", "cn", "xxgk", "zwgk"]);
/** The ch of chao */
const INITIAL_SOUND = /^(?:[zcs]h|[a-z])/;
/** Beijing, Tianjin, Shanghai, Chongqing */
const MUNICIPALITIES = new Set(["110000", "120000", "310000", "500000"]);
/** 区 of 鼓楼区: fzgl and fzglq are both met. */
const KIND_SYLLABLES = new Set(["qu", "shi", "xian", "qi", "zhou", "sheng", "meng"]);

/**
 * The one of several divisions of one name that a document means, asking in order: a parent named with it, the
 * operator's source, the host, the metadata, telephone area codes, mentions of a parent. Undefined if none tells.
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
  const texts = [evidence.preamble, ...evidence.metadata.values()];
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
  return byParentIn(candidates, [...evidence.metadata.values()], evidence.year);
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
  const phones = `${evidence.preamble} ${evidence.body}`.matchAll(PHONE);
  const served = new Set([...phones].flatMap((phone) => listAreaCodeDivisions(phone[1] ?? "")));
  return candidates.filter((division) =>
    [division, ...listParents(division, evidence.year)].some(({ code }) => served.has(code)),
  );
}

/** Candidates whose parent the host names: fuzhou.gov.cn, or initials as in fzgl.gov.cn and nbjb.gov.cn. */
function byHost(candidates: readonly Division[], evidence: PlaceEvidence) {
  const labels = (HOST.exec(evidence.url)?.[1] ?? "")
    .toLowerCase()
    .split(".")
    .filter((label) => !COMMON_LABELS.has(label));
  if (labels.length === 0) return [];
  return candidates.filter((division) => {
    const spellings = listHostSpellings(division, evidence.year);
    return labels.some((label) => spellings.has(label));
  });
}

/** Host labels that name a division together with its parents, or a parent alone where that is clear. */
function listHostSpellings(division: Division, year: number | undefined): Set<string> {
  const own = findSpelling(division) ?? [];
  const endings = [withoutKind(own), own].flatMap(listShortSpellings);
  const parents = listParents(division, year);
  const prefixes = parents.flatMap((parent) => listParentSpellings(parent));
  const [near, far] = parents.map((parent) => toInitials(withoutKind(findSpelling(parent) ?? [])));
  if (near !== undefined && far !== undefined) prefixes.push(far + near);
  return new Set([
    ...prefixes.flatMap((prefix) => endings.map((ending) => prefix + ending)),
    ...parents.flatMap(listLoneSpellings),
  ]);
}

function listParentSpellings(parent: Division): string[] {
  const syllables = withoutKind(findSpelling(parent) ?? []);
  return syllables.length === 0 ? [] : [syllables.join(""), toInitials(syllables)];
}

/** chaoyang, cy, chy */
function listShortSpellings(syllables: readonly string[]): string[] {
  if (syllables.length === 0) return [];
  const sounds = syllables.map((syllable) => INITIAL_SOUND.exec(syllable)?.[0] ?? "").join("");
  return [syllables.join(""), toInitials(syllables), sounds];
}

/** fuzhou in gulou.fuzhou.gov.cn; bj in a host of Beijing, since no other place has it. */
function listLoneSpellings(parent: Division): string[] {
  const [full = "", initials = ""] = listParentSpellings(parent);
  if (MUNICIPALITIES.has(parent.code)) return [full, initials];
  return full.length >= SHORTEST_PARENT_SPELLING ? [full] : [];
}

function withoutKind(syllables: readonly string[]): readonly string[] {
  const last = syllables.at(-1);
  return last !== undefined && KIND_SYLLABLES.has(last) ? syllables.slice(0, -1) : syllables;
}

function toInitials(syllables: readonly string[]): string {
  return syllables.map((syllable) => syllable.slice(0, 1)).join("");
}
