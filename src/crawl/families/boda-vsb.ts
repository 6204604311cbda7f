import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";

/** _simple_list_gotopage_fun(31, "u13_goto", 2): the list has 31 pages */
const gotoCall = /_simple_list_gotopage_fun\s*\(\s*(\d{1,6})\s*,/;
const gotoMark = "_simple_list_gotopage_fun";
/** <span class="p_pages"><span class="p_no_d">1</span>: the pager without a field to jump with */
const pagerMark = "p_pages";
/** zcyzc/30.htm, or a first page named 2024.htm */
const numbered = /^(.*)\/(\d{1,6})\.(html?)$/i;
const first = /^(.*)\.(html?)$/i;

/**
 * Boda (博达) Visual SiteBuilder: the first page of a list is list.htm, the others count down to the last, list/1.htm, so that
 * a page keeps its address when the list grows. The field to jump with says how many there are.
 */
export const bodaVsb: Family = {
  name: "boda-vsb",
  recognises: (page) => {
    // Lists that are made when asked for, list.jsp?wbtreeid=7, link to their further pages by query.
    if (!first.test(new URL(page.url).pathname)) return false;
    const source = page.source?.() ?? "";
    return (
      source.includes(gotoMark) || (source.includes(pagerMark) && findCounted(page).length > 0)
    );
  },
  read: readList,
};

function readList(page: LinkedPage): ListReading {
  const count = findCount(page);
  const stem = findOwnStem(page);
  if (stem === undefined) return {};
  const total = Math.max(count ?? 0, ...findCounted(page).map((number) => number + 1));
  // The first page has no number; the second is the highest.
  const numbers = Array.from({ length: Math.max(0, total - 1) }, (_, index) => total - 1 - index);
  const pages = numbers.map((number) => toPage(page, stem, number));
  if (stem.number !== undefined && page.role === "start") pages.push(toFirst(page, stem));
  const others = pages.filter(({ href }) => href !== page.url);
  return { pages: others, left: findContradiction(page, total, count) };
}

interface Stem {
  /** /xxgk/zfxxgknb */
  readonly path: string;
  readonly extension: string;
  readonly number: number | undefined;
}

/** A number that the list does not have is the first page's own name. */
function findOwnStem(page: LinkedPage): Stem | undefined {
  const url = new URL(page.url);
  const stem = findStem(url);
  const count = findCount(page) ?? Number.POSITIVE_INFINITY;
  if (stem?.number === undefined || stem.number < count) return stem;
  const [, path, extension] = first.exec(url.pathname) ?? [];
  return path === undefined || extension === undefined
    ? undefined
    : { path, extension, number: undefined };
}

function findStem({ pathname }: URL): Stem | undefined {
  const [, path, number, extension] = numbered.exec(pathname) ?? [];
  if (path !== undefined && extension !== undefined) {
    return { path, extension, number: Number(number) };
  }
  const [, own, ownExtension] = first.exec(pathname) ?? [];
  if (own === undefined || ownExtension === undefined) return undefined;
  return { path: own, extension: ownExtension, number: undefined };
}

function findCount(page: LinkedPage): number | undefined {
  const count = gotoCall.exec(page.source?.() ?? "")?.[1];
  return count === undefined ? undefined : Number(count);
}

/** The numbers of the further pages that the page links to itself. */
function findCounted(page: LinkedPage): number[] {
  const base = new URL(page.url);
  const stem = findOwnStem(page);
  return page.links.flatMap(({ href }) => {
    if (!URL.canParse(href, base.href)) return [];
    const linked = findStem(new URL(href, base));
    return linked?.number !== undefined && linked.path === stem?.path ? [linked.number] : [];
  });
}

function toPage(page: LinkedPage, { path, extension }: Stem, number: number): URL {
  const url = new URL(page.url);
  url.pathname = `${path}/${number}.${extension}`;
  return url;
}

function toFirst(page: LinkedPage, { path, extension }: Stem): URL {
  const url = new URL(page.url);
  url.pathname = `${path}.${extension}`;
  return url;
}

function findContradiction(page: LinkedPage, total: number, count: number | undefined): LeftLink[] {
  if (count === undefined || count === 0 || total <= count) return [];
  const reason = `the list says that it has ${count} pages, and links to page number ${total - 1}`;
  return [{ url: page.url, reason }];
}
