import type { FoundAddress } from "../model/address.ts";
import type { Link } from "../model/transcript.ts";
import {
  type Discovery,
  type DiscoveryOptions,
  discover,
  type LeftLink,
  type LinkedPage,
} from "./discover.ts";
import type { Family, ListReading } from "./family.ts";
import { isSameSite } from "./hosts.ts";
import { chooseLabel, findYear, isColumnPage, isReportLink } from "./link-label.ts";
import { findHandedOn } from "./list-topic.ts";
import { findPageAddress } from "./page-address.ts";
import { findPrintedDate } from "./printed-date.ts";
import { type DiscoveryLimits, defaultDiscoveryLimits, findTrap } from "./traps.ts";

/**
 * Where a page leads that a site family recognised. Entries are judged by their labels as on any page; what the family
 * knows beside them are further pages, lists, and what it could not work out.
 */
export function discoverAsFamily(
  family: Family,
  page: LinkedPage,
  options: DiscoveryOptions,
): Discovery {
  const reading = family.read(page, options);
  const own = reading.ownLinks === "replaced" ? [] : page.links;
  const links = [...own, ...(reading.links ?? [])];
  const pager = reading.pages === undefined ? undefined : "known";
  const general = discover({ ...page, links }, { ...options, pager });
  const further = findFurther(limitReading(reading, links, page, options), page, options);
  // What a family knows for a report, the general way may take for the list of a year.
  const found = new Map(
    [...general.found, ...further.found].map((each) => [each.url, withOwner(each, page)]),
  );
  return {
    found: [...found.values()],
    left: [...general.left, ...further.left],
    family: family.name,
  };
}

/**
 * A list of something else is not read to its end: sites keep their news in the same lists. And the other lists that a
 * list of one agency's reports leads to are those of everybody.
 */
function limitReading(
  reading: ListReading,
  links: readonly Link[],
  page: LinkedPage,
  { reach }: DiscoveryOptions,
): ListReading {
  const hasReports = (reading.reports ?? []).length > 0 || links.some(isReportLink);
  const lists = reach === "narrow" && hasReports ? [] : (reading.lists ?? []);
  const isColumn =
    (page.role === "list" && reading.ownLinks !== "replaced") ||
    isColumnPage(page.title, new URL(page.url));
  const hasMore = (reading.pages ?? []).length > 0 && reading.isFurther !== true;
  if (hasReports || isColumn || !hasMore) return { ...reading, lists };
  const left = [...(reading.left ?? []), { url: page.url, reason: foreignList }];
  return { ...reading, lists, pages: [], left };
}

const foreignList =
  "further pages of a list that shows no report on this one: they are not asked for";

/** Of the list of one agency or year the further pages are the same's, too, though their links are numbers. */
function withOwner(found: FoundAddress, { label, depth }: LinkedPage): FoundAddress {
  const isFurtherPage = found.role === "list" && found.depth === depth;
  const handedOn = isFurtherPage ? findHandedOn(label) : undefined;
  return handedOn === undefined ? found : { ...found, label: found.label ?? handedOn };
}

function findFurther(
  reading: ListReading,
  page: LinkedPage,
  options: DiscoveryOptions,
): Pick<Discovery, "found" | "left"> {
  const limits = options.limits ?? defaultDiscoveryLimits;
  const parts = [
    toReports(reading, page, options),
    toPages(reading, page, limits),
    toLists(reading, page, limits),
  ];
  return {
    found: parts.flatMap(({ found }) => found),
    left: [...parts.flatMap(({ left }) => left), ...(reading.left ?? [])],
  };
}

type Part = Pick<Discovery, "found" | "left">;

function toReports(
  { reports = [] }: ListReading,
  page: LinkedPage,
  { sinceYear }: DiscoveryOptions,
): Part {
  const base = new URL(page.url);
  const found: FoundAddress[] = [];
  const left: LeftLink[] = [];
  for (const link of reports) {
    const url = findPageAddress(link.href, base);
    if (url === undefined || !isSameSite(url, base) || url.href === base.href) continue;
    const year = findYear(chooseLabel(link.text, link.title));
    if (sinceYear !== undefined && year !== undefined && year < sinceYear) {
      left.push({ url: url.href, reason: `of ${year}, before ${sinceYear}` });
    } else found.push(toReport(url, link, page));
  }
  return { found, left };
}

function toReport(url: URL, { text, title, beside }: Link, page: LinkedPage): FoundAddress {
  const linkDate = findPrintedDate(beside);
  const label = chooseLabel(text, title);
  return {
    url: url.href,
    role: "report",
    label: label === "" ? undefined : label,
    ...(linkDate !== undefined && { linkDate }),
    depth: page.depth + 1,
  };
}

function toPages(
  { pages = [], parts = [] }: ListReading,
  page: LinkedPage,
  limits: DiscoveryLimits,
): Part {
  const base = new URL(page.url);
  const others = [...parts, ...pages].filter(
    (url) => isSameSite(url, base) && url.href !== page.url,
  );
  const followed = others.slice(0, limits.maxPagesOfList);
  const left = others
    .slice(limits.maxPagesOfList)
    .map(({ href }) => ({ url: href, reason: tooLong(limits) }));
  const { found, trapped } = withoutTraps(followed);
  const depth = page.depth;
  const list = found.map(({ href }) => ({ ...toList(href, undefined), depth }));
  return { found: list, left: [...trapped, ...left] };
}

function tooLong({ maxPagesOfList }: DiscoveryLimits): string {
  return `a further page of a list; at most ${maxPagesOfList} are followed`;
}

function toLists({ lists = [] }: ListReading, page: LinkedPage, limits: DiscoveryLimits): Part {
  const base = new URL(page.url);
  const others = lists.filter(({ url }) => isSameSite(url, base) && url.href !== page.url);
  const { found, trapped } = withoutTraps(others.map(({ url }) => url));
  if (page.depth >= limits.maxDepth) {
    const reason = `more than ${limits.maxDepth} links from a start address`;
    return { found: [], left: [...trapped, ...found.map(({ href }) => ({ url: href, reason }))] };
  }
  const labels = new Map(others.map(({ url, label }) => [url.href, label]));
  const depth = page.depth + 1;
  const list = found.map(({ href }) => ({ ...toList(href, labels.get(href)), depth }));
  return { found: list, left: trapped };
}

function toList(url: string, label: string | undefined) {
  return { url, role: "list" as const, label };
}

function withoutTraps(urls: readonly URL[]) {
  const trapped = urls.flatMap((url): LeftLink[] => {
    const reason = findTrap(url);
    return reason === undefined ? [] : [{ url: url.href, reason }];
  });
  const bad = new Set(trapped.map(({ url }) => url));
  return { found: urls.filter(({ href }) => !bad.has(href)), trapped };
}
