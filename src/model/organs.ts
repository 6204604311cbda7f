import { ORGAN_ROWS, SHORT_ENDINGS } from "./organs-data.ts";

/** What the part of an agency's name after the place turned out to be. */
export type Organ =
  /** A full name, or a name no list knows that has the shape of one. */
  | { readonly kind: "full"; readonly name: string }
  | { readonly kind: "abbreviation"; readonly meanings: readonly string[] }
  /** It has the shape of an abbreviation that no list knows. */
  | { readonly kind: "unknown" };

interface Meaning {
  readonly name: string;
  readonly since: number;
}

interface OrganIndex {
  readonly full: ReadonlySet<string>;
  readonly abbreviations: ReadonlyMap<string, readonly Meaning[]>;
  readonly spoken: ReadonlyMap<string, readonly string[]>;
  readonly longest: number;
}

/** 卫健局, 茶办: three characters or fewer with no place before them are mostly abbreviations. */
const SHORTEST_FULL_NAME = 4;
/** 高新区管委会: 管理委员会 of whichever zone. */
const ZONE_OFFICE = "管委会";
/** Shorter abbreviations, such as 政府, end full names too. */
const SHORTEST_ABBREVIATED_END = 3;
/** 卫生健康局, 人民政府, 街道办事处, 气象台: endings that a full name of an agency has. */
const FULL_ENDING =
  /(?:局|委员会|厅|部|院|署|政府|办公室|办公厅|办事处|中心|大队|支队|总队|联合会|联合社|协会|总工会|公司|分局|分中心|站|所|处|馆|台|会|学|校|园|集团)$/;

/** 卫生健康局 */
const BUREAU_ENDING = /局$/;

let index: OrganIndex | undefined;

function organIndex(): OrganIndex {
  index ??= buildIndex();
  return index;
}

function buildIndex(): OrganIndex {
  const full = new Set<string>();
  const abbreviations = new Map<string, Meaning[]>();
  const spoken = new Map<string, string[]>();
  for (const row of ORGAN_ROWS.trim().split("\n")) {
    const [name = "", ...short] = row.split(" ");
    full.add(name);
    spoken.set(name, [name, ...short.map((word) => word.split("@")[0] ?? word)]);
    for (const word of short) {
      const [abbreviation = "", since = "0"] = word.split("@");
      const meanings = abbreviations.get(abbreviation) ?? [];
      meanings.push({ name, since: Number(since) });
      abbreviations.set(abbreviation, meanings);
    }
  }
  const longest = Math.max(...[...full, ...abbreviations.keys()].map((name) => name.length));
  return { full, abbreviations, spoken, longest };
}

/** What an agency's name without its place says, in a report of the year. */
export function readOrgan(text: string, year: number | undefined): Organ {
  const { full, abbreviations } = organIndex();
  if (full.has(text)) return { kind: "full", name: text };
  const meanings = abbreviations.get(text);
  if (meanings !== undefined) return readAbbreviation(text, meanings, year);
  if (text.endsWith(ZONE_OFFICE)) return readZoneOffice(text);
  if (text.includes("、") || endsAbbreviated(text)) return { kind: "unknown" };
  const isShort =
    text.length < SHORTEST_FULL_NAME || SHORT_ENDINGS.some((end) => text.endsWith(end));
  return !isShort && FULL_ENDING.test(text) ? { kind: "full", name: text } : { kind: "unknown" };
}

/** 高新区人社局: an abbreviation after words that no list knows. */
function endsAbbreviated(text: string): boolean {
  const { abbreviations } = organIndex();
  for (let at = 1; at <= text.length - SHORTEST_ABBREVIATED_END; at += 1) {
    if (abbreviations.has(text.slice(at))) return true;
  }
  return false;
}

function readZoneOffice(text: string): Organ {
  return { kind: "abbreviation", meanings: [text.replace(ZONE_OFFICE, "管理委员会")] };
}

function readAbbreviation(
  text: string,
  meanings: readonly Meaning[],
  year: number | undefined,
): Organ {
  const inForce = meanings.filter(({ since }) => year === undefined || since <= year);
  if (inForce.length === 0) return { kind: "full", name: text };
  return { kind: "abbreviation", meanings: inForce.map(({ name }) => name) };
}

/** Whether the text is a listed agency name or abbreviation, to the letter. */
export function isListedOrgan(text: string): boolean {
  const { full, abbreviations } = organIndex();
  return full.has(text) || abbreviations.has(text);
}

/** Every way to write a full name that the list knows, itself first: for finding it in running text. */
export function listOrganWordings(name: string): readonly string[] {
  return organIndex().spoken.get(name) ?? [name];
}

/** The longest listed name or abbreviation that the text has at the position. */
export function findOrganAt(text: string, position: number): string | undefined {
  const limit = Math.min(organIndex().longest, text.length - position);
  for (let length = limit; length >= 2; length -= 1) {
    const name = text.slice(position, position + length);
    if (isListedOrgan(name)) return name;
  }
  return undefined;
}

/** The same office under the other ending: 卫生健康局 for 卫生健康委员会, and back; undefined where none is listed. */
export function findCounterpart(name: string): string | undefined {
  const other = name.endsWith("委员会")
    ? `${name.slice(0, -"委员会".length)}局`
    : `${name.replace(BUREAU_ENDING, "")}委员会`;
  return other !== name && organIndex().full.has(other) ? other : undefined;
}
