import { Parser } from "htmlparser2";
import type { Link } from "../../model/transcript.ts";
import type { LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { findYear } from "../link-label.ts";

/** /module/xxgk/xxgkAnnualReport.jsp */
const reportPath = /\/xxgkAnnualReport\.jsp$/i;
/** xxgkAnnualReport.jsp?area=001008003010013&fbtime=2018, in a link, a value or a script */
const mention = /xxgkAnnualReport\.jsp\?([^"'\s<>)]{1,300})/gi;
const ampersand = /&amp;/g;
/** 001008003010013, 11330327MB1234567X */
const areaShape = /^[\w-]{3,40}$/;
const yearShape = /^20\d\d$/;
/** The first year that was reported on. */
const firstYear = 2008;
/** A county has some two hundred agencies with towns. */
const maxAreas = 400;

/**
 * Hanweb's module of annual reports: one address for each agency (`area`) and year (`fbtime`), every one of them a report.
 * The page names agencies and years in its selects, links or scripts; without years, those since 2008 are asked for.
 */
export const hanwebAnnualReport: Family = {
  name: "hanweb-annual-report",
  recognises: (page) => reportPath.test(new URL(page.url).pathname),
  readsReports: true,
  read: readChoices,
};

interface Choices {
  /** Names of agencies by area; undefined where only the area is known. */
  readonly areas: Map<string, string | undefined>;
  readonly years: Set<number>;
}

/** Only where the source begins: every report's page names all the others again. */
function readChoices(page: LinkedPage, { today, reach }: ReadOptions): ListReading {
  if (page.role !== "start" && page.role !== "list") return {};
  const url = new URL(page.url);
  const own = url.searchParams.get("area");
  const { areas, years } = listChoices(page.source?.() ?? "", url);
  const wanted = reach === "narrow" && own !== null ? [own] : [...areas.keys()].slice(0, maxAreas);
  const current = today?.getUTCFullYear() ?? Math.max(firstYear, ...years);
  const printed = [...years].filter((year) => year >= firstYear && year <= current);
  const asked = printed.length > 1 ? printed : countYears(current);
  const left = findLimits(areas.size, reach).map((reason) => ({ url: page.url, reason }));
  const reports = wanted.flatMap((area) =>
    asked
      .filter((year) => area !== own || url.searchParams.get("fbtime") !== `${year}`)
      .map((year) => toLink(url, area, areas.get(area), year)),
  );
  return { reports, left };
}

function findLimits(agencies: number, reach: ReadOptions["reach"]): string[] {
  if (agencies > maxAreas) return [`agencies after the first ${maxAreas} of the page`];
  if (agencies > 1 || reach === "narrow") return [];
  return [
    "a module of annual reports that names no agency beside its own: others may have reports",
  ];
}

type ReadOptions = Parameters<Family["read"]>[1];

function countYears(current: number): number[] {
  return Array.from({ length: current - firstYear + 1 }, (_, index) => firstYear + index);
}

/** Both parameters in one order: the same report must not be asked for twice. */
function toLink(base: URL, area: string, agency: string | undefined, year: number): Link {
  const url = new URL(base);
  url.search = new URLSearchParams({ area, fbtime: `${year}` }).toString();
  const text = `${agency ?? ""}${year}年政府信息公开工作年度报告`;
  return { kind: "anchor", href: url.href, text, title: undefined, beside: undefined };
}

function listChoices(source: string, url: URL): Choices {
  const choices: Choices = { areas: new Map(), years: new Set() };
  addQuery(url.searchParams, undefined, choices);
  for (const [, query = ""] of source.matchAll(mention)) {
    addQuery(new URLSearchParams(query.replace(ampersand, "&")), undefined, choices);
  }
  readElements(source, choices);
  return choices;
}

function addQuery(query: URLSearchParams, name: string | undefined, choices: Choices): void {
  addArea(query.get("area"), name, choices);
  addYear(query.get("fbtime"), choices);
}

function addArea(area: string | null, name: string | undefined, { areas }: Choices): void {
  if (area === null || !areaShape.test(area)) return;
  areas.set(area, areas.get(area) ?? name);
}

function addYear(year: string | null, { years }: Choices): void {
  if (year !== null && yearShape.test(year)) years.add(Number(year));
}

/** Options of a select and texts of links: 2023年 is a year, 县民政局 an agency. */
function readElements(source: string, choices: Choices): void {
  let select = "";
  let open: { readonly value: string; text: string } | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "select") select = `${attributes.name ?? ""} ${attributes.id ?? ""}`;
        if (name === "option") open = { value: attributes.value ?? "", text: "" };
        if (name === "a")
          open = { value: `${attributes.href ?? ""} ${attributes.onclick ?? ""}`, text: "" };
      },
      ontext(text) {
        if (open !== undefined) open.text += text;
      },
      onclosetag(name) {
        if (open === undefined) return;
        if (name === "option") addOption(open.value, open.text.trim(), select, choices);
        if (name === "a") addAnchor(open.value, open.text.trim(), choices);
        if (name === "option" || name === "a") open = undefined;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(source);
  parser.end();
}

function addOption(value: string, text: string, select: string, choices: Choices): void {
  if (value.includes("xxgkAnnualReport")) addAnchor(value, text, choices);
  else if (select.includes("fbtime")) addYear(value, choices);
  else if (select.includes("area")) addArea(value, text, choices);
}

function addAnchor(value: string, text: string, choices: Choices): void {
  mention.lastIndex = 0;
  const query = mention.exec(value)?.[1];
  if (query === undefined) return;
  const name = findYear(text) === undefined && text !== "" ? text : undefined;
  addQuery(new URLSearchParams(query.replace(ampersand, "&")), name, choices);
}
