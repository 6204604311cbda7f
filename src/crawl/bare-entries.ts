import type { Link } from "../model/transcript.ts";
import { isAgencyName, isGroupName, mayMean } from "./agency-label.ts";
import type { DiscoveryOptions, LeftLink, LinkedPage } from "./discover.ts";
import { chooseLabel, isReportLink, toCompared } from "./link-label.ts";
import { findListTopic, type ListTopic } from "./list-topic.ts";
import { findPageAddress, isDocumentName } from "./page-address.ts";
import { findPrintedDate } from "./printed-date.ts";
import { findYearSections } from "./year-sections.ts";

/** An entry of a list that says less than a title, with the words that the list leaves out. */
export interface BareEntry {
  /** 县教育局2024年政府信息公开年报 */
  readonly label: string;
  /** `list`: what stands behind it may be a list as well as a report. */
  readonly kind: "report" | "list";
}

export interface BareEntries {
  readonly entries: ReadonlyMap<Link, BareEntry>;
  readonly left: readonly LeftLink[];
}

/** 2024年县教育局, 县教育局2024年度, 县教育局(2024年) */
const besideYear = /^(?:(20\d\d)年?度?)?(.+?)(?:[(（]?(20\d\d)年?度?[)）]?)?$/u;
const yearAlone = /^[[(（【]?(20\d\d)(?:年度?)?[\])）】]?$/u;
/** 办事大厅, 新闻中心, 关于本站: parts of a site, and of all sites */
const siteParts =
  /大厅$|(?:新闻|互动|数据|资讯|媒体|帮助|搜索|会员|用户|下载|专题|图片|视频|直播)中心$|本站$|新媒体|矩阵|领导|纪委监委$/u;
/** 县教育局召开年度报告编制培训会: news that ends as names do */
const newsWords =
  /召开|举办|举行|参加|开展|调研|部署|检查|走进|报告|年报|编制|通知|关于|[《》"“”,，。:：]/u;
const maxName = 24;
/** index.html, list.aspx, main.jsp: the front page of something */
const frontPage = /^(?:index|default|list|main|home|channel|column|node)?(?:\.\w+)?$/i;
/** t20250121_4056262.html, 46693.htm, post_638019, 2c05db9c14d54afc.shtml */
const articleName = /\d{3,}|[0-9a-f]{16,}/i;
/** /show.asp?id=345, /GovOpenShow.aspx?id=2019 */
const articleScript = /(?:show|view|detail|content|info|article|read|news)\w*\.\w+$/i;
/** /202501/, /2025/1/20/, /2025-01/, /t20250121_4056262.html */
const dateInPath = /\/20\d\d(?:[-/]?\d{1,2})\/|\/t20\d{6}_/;
const folders = /^.*\//;
const fileStem = /\/[^/]*(?=\.\w+$)/;
const varying = /[0-9a-f]{16,}|\d+/gi;
const reportWords = "政府信息公开年报";

/**
 * Entries that are the bare names of agencies, or bare years of one agency: on a page that is a list of annual reports by its
 * own words, and only where they lead where entries lead, since menus name agencies, too.
 */
export function findBareEntries(
  page: LinkedPage,
  { reach, agency }: Pick<DiscoveryOptions, "reach" | "agency">,
): BareEntries {
  const none = { entries: new Map(), left: [] };
  if (page.wanted === "documents" || (reach === "narrow" && agency === undefined)) return none;
  const named = page.links.flatMap((link) => toNamed(link, page));
  if (named.length === 0) return none;
  const topic = findListTopic(page);
  if (!topic.isColumn) return none;
  const sorted = sortOut(named.filter(isAgency), page);
  const { kept, doubtful } = agency === undefined ? sorted : onlyOf(agency, sorted);
  const sections = topic.year === undefined && kept.length > 0 ? listYears(page) : NO_YEARS;
  const entries = new Map(
    [...kept, ...named.filter(({ agency }) => agency === undefined)].flatMap((each) => {
      const [year, ...others] = sections.get(each.url.href) ?? [];
      const entry =
        others.length === 0
          ? toEntry({ ...each, year: each.year ?? topic.year ?? year }, topic, page)
          : toListOfYears(each);
      return entry === undefined ? [] : [[each.link, entry] as const];
    }),
  );
  return { entries, left: findDoubts({ kept, doubtful }, entries, page) };
}

/** On the source of one agency the others' are not wanted. */
function onlyOf(agency: string, { kept, doubtful }: Sorted): Sorted {
  const isOwn = (each: Named) => each.agency !== undefined && mayMean(each.agency, agency);
  return { kept: kept.filter(isOwn), doubtful: doubtful.filter(isOwn) };
}

const NO_YEARS: ReturnType<typeof findYearSections> = new Map();

function listYears({ source, url }: LinkedPage): ReturnType<typeof findYearSections> {
  return findYearSections(source?.() ?? "", new URL(url));
}

/** A link that says an agency or a year and nothing else. */
interface Named {
  readonly link: Link;
  readonly url: URL;
  readonly agency: string | undefined;
  readonly year: number | undefined;
}

const isAgency = ({ agency }: Named): boolean => agency !== undefined;

function toNamed(link: Link, page: LinkedPage): Named[] {
  if (link.kind !== "anchor") return [];
  const label = toCompared(chooseLabel(link.text, link.title));
  const alone = yearAlone.exec(label)?.[1];
  const [, before, name = "", after] = besideYear.exec(label) ?? [];
  const isName = alone === undefined && isBareName(name);
  if (!isName && alone === undefined) return [];
  const base = new URL(page.url);
  const url = findPageAddress(link.href, base);
  if (url === undefined || url.hostname !== base.hostname || url.href === base.href) return [];
  const year = alone ?? before ?? after;
  return [
    {
      link,
      url,
      agency: isName ? name : undefined,
      year: year === undefined ? undefined : Number(year),
    },
  ];
}

function isBareName(name: string): boolean {
  if (name.length > maxName || !isAgencyName(name)) return false;
  return !siteParts.test(name) && !newsWords.test(name);
}

interface Sorted {
  readonly kept: readonly Named[];
  /** Links that may be entries as well as a menu's. */
  readonly doubtful: readonly Named[];
}

/**
 * Tells entries from menus. Entries are documents, stand below the list's own folder, have dates beside them or in their addresses, or look
 * like what does. Without any of that, they are articles by their address, several of one shape, and that of the reports if
 * the page titles some; if there are several such shapes, one of them is a menu's.
 */
function sortOut(named: readonly Named[], page: LinkedPage): Sorted {
  const base = new URL(page.url);
  const able = named.filter(({ url }) => isBelow(url, base) || isArticle(url));
  const sure = able.filter((each) => isSurelyEntry(each, base));
  const shapes = new Set([...sure.map(({ url }) => toShape(url)), ...listReportShapes(page)]);
  if (shapes.size > 0) {
    return { kept: able.filter((each) => shapes.has(toShape(each.url))), doubtful: [] };
  }
  const groups = new Map<string, Named[]>();
  for (const each of able) {
    const shape = toShape(each.url);
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [each]);
    else group.push(each);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1);
  const [only, ...others] = several;
  if (others.length > 0) return { kept: [], doubtful: several.flat() };
  return { kept: only ?? [], doubtful: [] };
}

function isSurelyEntry({ url, link }: Named, base: URL): boolean {
  if (isBelow(url, base) || isDocumentName(url.pathname)) return true;
  return findPrintedDate(link.beside) !== undefined || dateInPath.test(url.pathname);
}

function listReportShapes(page: LinkedPage): string[] {
  return page.links.flatMap((link) => {
    const url = isReportLink(link) ? findPageAddress(link.href, new URL(page.url)) : undefined;
    return url === undefined ? [] : [toShape(url)];
  });
}

function isBelow(url: URL, base: URL): boolean {
  const folder = folders.exec(base.pathname)?.[0] ?? "/";
  return folder !== "/" && url.pathname.startsWith(folder) && url.pathname !== base.pathname;
}

function isArticle({ pathname, search }: URL): boolean {
  if (isDocumentName(pathname)) return true;
  const file = pathname.replace(folders, "");
  if (articleScript.test(file)) return search !== "";
  return !frontPage.test(file) && articleName.test(file);
}

function toShape({ pathname, searchParams }: URL): string {
  // Files are named by people.
  if (isDocumentName(pathname)) return pathname.replace(fileStem, "/*");
  const names = [...searchParams.keys()].sort().join("&");
  return `${pathname.replace(varying, "#")}?${names}`;
}

/** What stands under the headings of several years has all of them behind it. */
function toListOfYears({ agency, year }: Named): BareEntry | undefined {
  if (agency === undefined) return undefined;
  return { label: year === undefined ? agency : `${agency}${year}年${reportWords}`, kind: "list" };
}

function toEntry(
  { agency, year, url }: Named,
  topic: ListTopic,
  page: LinkedPage,
): BareEntry | undefined {
  if (agency === undefined) {
    // A year of nobody's in particular is a list of everybody's, and its number says enough.
    if (topic.agency === undefined) return undefined;
    return { label: `${topic.agency}${year}年${reportWords}`, kind: "list" };
  }
  if (year === undefined) {
    return isBelow(url, new URL(page.url)) ? { label: agency, kind: "list" } : undefined;
  }
  const kind = isArticle(url) && !isGroupName(agency) ? "report" : "list";
  return { label: `${agency}${year}年${reportWords}`, kind };
}

function findDoubts(
  { kept, doubtful }: Sorted,
  entries: ReadonlyMap<Link, BareEntry>,
  page: LinkedPage,
): LeftLink[] {
  const unread = kept.filter(({ link }) => !entries.has(link));
  const say = (count: number, why: string) =>
    count === 0 ? [] : [`${count} links on a list of reports are names of agencies alone, ${why}`];
  return [
    ...say(unread.length, "and nothing says of which one year: they are not followed"),
    ...say(doubtful.length, "some of them a menu's, and which was not found: none is followed"),
  ].map((reason) => ({ url: page.url, reason }));
}
