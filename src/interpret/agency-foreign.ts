import { findPlaceBefore } from "../model/division-names.ts";
import { type Division, findDivision, isWithin } from "../model/divisions.ts";
import { isListedOrgan, listOrganWordings } from "../model/organs.ts";
import { remember } from "./remember.ts";

/** A county that no list knows, at the start of a clause: 青石县 of "，青石县教育局"; not 全县, 各区 */
const UNLISTED_PLACE =
  /(?:^|[\s，。；：、,;:（(“年])((?!.{0,3}[全我本各该某由是])[\u4e00-\u9fff]{2,4}[县区旗])$/;
/** 编制本报告, 2023年政府信息公开: how a text goes on after the organ whose report it is. */
const AUTHOR = /^(?:编制|(?:20\d{2}年度?)?(?:政府)?信息公开)/;
const SHORTEST_PLACE = 2;
const WINDOW = 20;

interface Mention {
  readonly agency: string;
  readonly isAuthor: boolean;
}

/**
 * The same organ of another county in the text of a report, as one leaves it who copies that county's report. Undefined
 * if there is none, or if the text speaks more of the agency itself, which may well name a neighbour.
 * @param agency the full name; what follows its place must be an organ that the list knows
 * @param text white space removed
 */
export function findForeignAgency(
  agency: string,
  divisionCode: string | null,
  text: string,
): string | undefined {
  const own = splitAgency(agency);
  if (own === null) return undefined;
  const division = divisionCode === null ? undefined : findDivision(divisionCode);
  const mentions = own.wordings.flatMap((wording) =>
    listMentions(text, wording).filter(({ place }) => isForeign(place, agency, division)),
  );
  const [first] = mentions;
  if (first === undefined) return undefined;
  const ownMentions = own.wordings.reduce(
    (sum, wording) => sum + text.split(own.place + wording).length - 1,
    0,
  );
  const isCopied = mentions.some(({ isAuthor }) => isAuthor) || mentions.length > ownMentions;
  return isCopied ? first.agency : undefined;
}

interface SplitAgency {
  readonly place: string;
  /** The organ as texts write it. */
  readonly wordings: readonly string[];
}

/** 青石县教育局 → 青石县 and 教育局; null without an organ that the list knows. An agency has a report for each year. */
const splitAgency: (agency: string) => SplitAgency | null = remember((agency) => {
  for (let start = SHORTEST_PLACE; start < agency.length; start += 1) {
    const organ = agency.slice(start);
    if (!isListedOrgan(organ)) continue;
    return { place: agency.slice(0, start), wordings: listOrganWordings(organ) };
  }
  return null;
});

function listMentions(
  text: string,
  wording: string,
): (Mention & { readonly place: MentionedPlace })[] {
  const mentions: (Mention & { readonly place: MentionedPlace })[] = [];
  for (let at = text.indexOf(wording); at >= 0; at = text.indexOf(wording, at + 1)) {
    const place = findMentionedPlace(text, at);
    if (place === undefined) continue;
    const next = text.slice(at + wording.length, at + wording.length + WINDOW);
    mentions.push({ agency: place.text + wording, isAuthor: AUTHOR.test(next), place });
  }
  return mentions;
}

interface MentionedPlace {
  readonly text: string;
  /** Empty for a place that no list knows. */
  readonly divisions: readonly Division[];
}

function findMentionedPlace(text: string, end: number): MentionedPlace | undefined {
  const listed = findPlaceBefore(text, end);
  if (listed !== undefined) return listed;
  const unlisted = UNLISTED_PLACE.exec(text.slice(Math.max(0, end - WINDOW), end))?.[1];
  return unlisted === undefined ? undefined : { text: unlisted, divisions: [] };
}

/** A county's text speaks of the organs above it as a matter of course, and a city's of those below. */
function isForeign(place: MentionedPlace, agency: string, own: Division | undefined): boolean {
  if (agency.includes(place.text)) return false;
  if (own === undefined) return place.divisions.every(({ level }) => level === "county");
  // What stands where a place would, 所辖县区 or 高新区, is no other county to one that the list knows.
  if (place.divisions.length === 0) return false;
  return place.divisions.every(
    (division) =>
      division.name !== own.name && !isWithin(division, own) && !isWithin(own, division),
  );
}
