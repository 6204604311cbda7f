import { AREA_CODE_ROWS, DIVISION_ROWS, LIST_DATES, SYLLABLE_ROWS } from "./divisions-data.ts";

export type DivisionLevel = "province" | "prefecture" | "county";

/** A division of GB/T 2260 under one name. A renamed or recoded place is several of these. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** YYYY-MM of the first list that has it; empty if the first list of all (2002-12) does. */
  readonly from: string;
  /** YYYY-MM of the first list that no longer has it; empty if the last one does. */
  readonly to: string;
}

interface Table {
  readonly all: readonly Division[];
  /** Of names that hold a character with another reading than its usual one. */
  readonly oddSpellings: ReadonlyMap<Division, string>;
}

const DATES = LIST_DATES.split(" ");
/** Before every list, and after every list. */
const EVER = "0000-00";
const NEVER = "9999-99";
/** A report is written in the first months of the next year, under the name its organ has by then. */
const WRITTEN_BY = "04";

const CODE_LENGTH = 6;

let table: Table | undefined;
let byCode: ReadonlyMap<string, readonly Division[]> | undefined;
let areaCodes: ReadonlyMap<string, readonly string[]> | undefined;
/** Character → its usual syllable. */
let syllables: ReadonlyMap<string, string> | undefined;

/** Read on first use, row by row: this runs in the start of every worker. */
function divisionTable(): Table {
  table ??= readTable();
  return table;
}

function readTable(): Table {
  const all: Division[] = [];
  const oddSpellings = new Map<Division, string>();
  for (const row of DIVISION_ROWS.trim().split("\n")) {
    const code = row.slice(0, CODE_LENGTH);
    const rest = row.slice(CODE_LENGTH + 1);
    // Most rows are a code and a name.
    const [name = "", from = "", to = "", spelling] = rest.includes("\t")
      ? rest.split("\t")
      : [rest];
    const division = { code, name, level: toLevel(code), from, to };
    all.push(division);
    if (spelling !== undefined) oddSpellings.set(division, spelling);
  }
  return { all, oddSpellings };
}

function divisionsByCode(): ReadonlyMap<string, readonly Division[]> {
  byCode ??= groupByCode(divisionTable().all);
  return byCode;
}

function groupByCode(divisions: readonly Division[]): Map<string, Division[]> {
  const groups = new Map<string, Division[]>();
  for (const division of divisions) {
    const group = groups.get(division.code);
    if (group === undefined) groups.set(division.code, [division]);
    else group.push(division);
  }
  return groups;
}

function readAreaCodes(): Map<string, string[]> {
  const byAreaCode = new Map<string, string[]>();
  for (const row of AREA_CODE_ROWS.trim().split("\n")) {
    const [areaCode = "", code = ""] = row.split("\t");
    const codes = byAreaCode.get(areaCode);
    if (codes === undefined) byAreaCode.set(areaCode, [code]);
    else codes.push(code);
  }
  return byAreaCode;
}

function toLevel(code: string): DivisionLevel {
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "prefecture" : "county";
}

/** The list before the given one: a change it shows happened after that. */
function listBefore(date: string): string {
  const at = DATES.indexOf(date);
  return at > 0 ? (DATES[at - 1] ?? EVER) : EVER;
}

/**
 * Whether a report of the year may name the division so; a change between two lists counts for both sides.
 * Without a year: whether the last list has it.
 */
export function isPossibleIn(division: Division, year: number | undefined): boolean {
  if (year === undefined) return division.to === "";
  const began = division.from === "" ? EVER : listBefore(division.from);
  const ended = division.to === "" ? NEVER : division.to;
  return began < `${year + 1}-${WRITTEN_BY}` && ended > `${year}-01`;
}

/** Whether the lists on both sides of the end of the year have the division under this name and code. */
export function isCertainIn(division: Division, year: number | undefined): boolean {
  if (year === undefined) return division.to === "";
  const lastSeen = division.to === "" ? NEVER : listBefore(division.to);
  return division.from <= `${year}-12` && lastSeen >= `${year}-12`;
}

/** Every division under every name it had; the lists run from 2002-12 to 2023-06. */
export function listDivisions(): readonly Division[] {
  return divisionTable().all;
}

/** The division a code stood for in a year (without a year: as of the last list that has it). */
export function findDivision(code: string, year?: number): Division | undefined {
  const named = divisionsByCode().get(code) ?? [];
  if (year === undefined) return named.at(-1);
  const possible = named.filter((division) => isPossibleIn(division, year));
  return possible.find((division) => isCertainIn(division, year)) ?? possible.at(-1);
}

/** The given divisions as far as they were possible in the year, certain ones first. */
export function inYear(divisions: readonly Division[], year: number | undefined): Division[] {
  const possible = divisions.filter((division) => isPossibleIn(division, year));
  const certain = possible.filter((division) => isCertainIn(division, year));
  return [...certain, ...possible.filter((division) => !certain.includes(division))];
}

/** Prefecture and province above a division, nearest first; directly administered counties have no prefecture. */
export function listParents(division: Division, year?: number): Division[] {
  const codes = [`${division.code.slice(0, 4)}00`, `${division.code.slice(0, 2)}0000`];
  return [...new Set(codes)].flatMap((code) => {
    if (code === division.code) return [];
    return findDivision(code, year) ?? findDivision(code) ?? [];
  });
}

/** Divisions below a province or prefecture that a report of the year may mean. */
export function listWithin(parent: Division, year: number | undefined): Division[] {
  return divisionTable().all.filter(
    (division) => isWithin(division, parent) && isPossibleIn(division, year),
  );
}

/** Whether a division lies below another one, by its code. */
export function isWithin(division: Division, parent: Division): boolean {
  if (parent.level === "county" || division.code === parent.code) return false;
  return division.code.startsWith(parent.code.slice(0, parent.level === "province" ? 2 : 4));
}

/** Codes of the divisions that a telephone area code (0591) serves. */
export function listAreaCodeDivisions(areaCode: string): readonly string[] {
  areaCodes ??= readAreaCodes();
  return areaCodes.get(areaCode) ?? [];
}

/** Syllables of a division's name in pinyin without tones, one for each character: lao, ting, xian. */
export function spellDivision(division: Division): readonly string[] {
  const odd = divisionTable().oddSpellings.get(division);
  if (odd !== undefined) return odd.split("'");
  syllables ??= readSyllables();
  const spelt: string[] = [];
  for (const character of division.name) spelt.push(syllables.get(character) ?? "");
  return spelt;
}

function readSyllables(): Map<string, string> {
  const readings = new Map<string, string>();
  for (const row of SYLLABLE_ROWS.trim().split("\n")) {
    const [syllable = "", characters = ""] = row.split(" ");
    for (const character of characters) readings.set(character, syllable);
  }
  return readings;
}
