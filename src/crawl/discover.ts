import type { AddressRole, FoundAddress } from "../model/address.ts";
import { isBetterLabel } from "../model/label.ts";
import type { Announcement } from "../model/reading.ts";
import type { Link } from "../model/transcript.ts";
import { findAgencyBeside, withAgency } from "./agency-label.ts";
import { type BareEntry, findBareEntries } from "./bare-entries.ts";
import { mayBeDocument } from "./document-link.ts";
import { isSameSite } from "./hosts.ts";
import { chooseLabel, findYear, isColumnPage, readLabel, toCompared } from "./link-label.ts";
import { findHandedOn, findOwner } from "./list-topic.ts";
import {
  findPageAddress,
  findViewedDocument,
  isDocumentName,
  isDownloadScript,
} from "./page-address.ts";
import { findHiddenPages, findPageNumber, isPagerLink } from "./pager.ts";
import { findPrintedDate } from "./printed-date.ts";
import { type DiscoveryLimits, defaultDiscoveryLimits, findPagerTrap, findTrap } from "./traps.ts";

/** One page as discovery sees it. */
export interface LinkedPage {
  /** The address that answered: links are relative to it. */
  readonly url: string;
  readonly title: string | undefined;
  /** What the links that led here say of it. */
  readonly label?: string | undefined;
  readonly links: readonly Link[];
  readonly role: AddressRole;
  readonly depth: number;
  /** `documents`: the page is a report, or was to be one, and only what is attached to it is wanted. */
  readonly wanted: "documents" | "lists_too";
  /** What the page says of the report that it is or leads to; it holds for what is attached to it. */
  readonly announced?: Announcement | undefined;
  /** What a report has in its frames, beside documents, is the dress of the site. */
  readonly isReport?: boolean;
  /** The page as it was sent, scripts and hidden fields included; decoded when first asked for. Empty if not at hand. */
  readonly source?: () => string;
}

export interface DiscoveryOptions {
  /** Links that name an earlier year only are left. */
  readonly sinceYear: number | undefined;
  /** `narrow`: the source is one agency, and menus that lead to everybody's lists are not followed. */
  readonly reach: "narrow" | "wide";
  /** The one agency that the source is of. */
  readonly agency?: string | undefined;
  readonly limits?: DiscoveryLimits;
  /** `known`: a site family knows the list's further pages, and what looks like a link to one is not followed. */
  readonly pager?: "known" | undefined;
  /** The day of the crawl: no report is of a later year. */
  readonly today?: Date;
}

/** What discovery made of one page. */
export interface Discovery {
  readonly found: readonly FoundAddress[];
  /** Links that promised something and were left, with the reason. */
  readonly left: readonly LeftLink[];
  /** The site family that read the page, if one did. */
  readonly family?: string | undefined;
}

export interface LeftLink {
  readonly url: string;
  readonly reason: string;
}

/** What a link is taken for. */
interface Candidate {
  readonly url: URL;
  readonly label: string;
  /** What is printed beside the link. */
  readonly beside: string | undefined;
  readonly kind: "report" | "attachment" | "list" | "year" | "next" | "frame";
}

const roles = {
  attachment: "attachment",
  report: "report",
  list: "list",
  year: "list",
  next: "list",
} as const satisfies Record<Exclude<Candidate["kind"], "frame">, AddressRole>;

/** 附件1, 点击下载, 统计表.xls */
const attachmentWords = /附件|附表|下载|统计表/u;

/** Of a page that cannot be read: where it leads is not known. */
export function discoverNothing(): Discovery {
  return { found: [], left: [] };
}

/**
 * Where a page leads, by what its links say: reports, attachments, lists of reports, and further pages of this list.
 * Serves every site whose links are in the page; a site family can do it better.
 */
export function discover(page: LinkedPage, options: DiscoveryOptions): Discovery {
  const limits = options.limits ?? defaultDiscoveryLimits;
  const base = new URL(page.url);
  const bare = findBareEntries(page, options);
  const candidates = page.links
    .slice(0, limits.maxLinksOfPage)
    .map((link) => findCandidate(link, base, page, bare.entries.get(link)))
    .filter((candidate) => candidate !== undefined)
    .filter(({ kind }) => kind !== "next" || options.pager !== "known");
  const wanted =
    page.wanted === "documents"
      ? candidates.filter(({ kind }) => kind === "attachment" || kind === "frame")
      : withoutMenus(candidates, base, options.reach);
  // Where the page leads on otherwise, names of agencies are its menu.
  const unnamed = wanted.every(({ kind }) => kind === "next") ? bare.left : [];
  const left: LeftLink[] = [...unnamed, ...findUnknownPager(candidates, page, options)];
  const found = new Map<string, FoundAddress>();
  for (const candidate of wanted) {
    const reason = findObjection(candidate, page, options.sinceYear, limits);
    if (reason === undefined) keepBest(found, toFound(candidate, page));
    else left.push({ url: candidate.url.href, reason });
  }
  if (page.links.length > limits.maxLinksOfPage) {
    left.push({
      url: page.url,
      reason: `links after the first ${limits.maxLinksOfPage} of the page`,
    });
  }
  return { found: [...found.values()], left };
}

function findCandidate(
  link: Link,
  base: URL,
  page: LinkedPage,
  bare: BareEntry | undefined,
): Candidate | undefined {
  if (link.kind === "refresh") return undefined;
  if (page.wanted === "documents" && !mayBeDocument(link)) return undefined;
  const written = findPageAddress(link.href, base);
  if (written === undefined) return undefined;
  const viewed = findViewedDocument(written);
  const url = viewed ?? written;
  if (url.href === base.href || !isSameSite(url, base)) return undefined;
  const label = bare?.label ?? chooseLabel(link.text, link.title);
  const known = isDocumentName(url.pathname) ? undefined : bare?.kind;
  const kind = known ?? findKind(link, url, label, page);
  return kind === undefined ? undefined : { url, label, beside: link.beside, kind };
}

function findKind(
  link: Link,
  url: URL,
  label: string,
  page: LinkedPage,
): Candidate["kind"] | undefined {
  const base = new URL(page.url);
  const isInColumn = page.role !== "start" || isColumnPage(page.title, base);
  const promise = readLabel(label, { isInColumn });
  if (isDocumentName(url.pathname) || isDocumentName(label) || isDownloadScript(url.href)) {
    return isWantedDocument(promise, label, link, page) ? "attachment" : undefined;
  }
  if (link.kind === "frame") return page.isReport ? undefined : "frame";
  if (promise === "report" || promise === "year") return promise;
  if (promise === "column") return "list";
  return isPagerLink(link.text, url, base) ? "next" : undefined;
}

/** A document on a report's own page needs fewer words than one in a list of all sorts. */
function isWantedDocument(
  promise: ReturnType<typeof readLabel>,
  label: string,
  link: Link,
  page: LinkedPage,
): boolean {
  if (promise !== "other") return true;
  if (page.wanted === "lists_too") return false;
  return link.kind === "frame" || label === "" || attachmentWords.test(toCompared(label));
}

/**
 * A page that lists reports is the list; what else looks like one on it is the site's menu, which leads to the lists
 * of everybody. Below its own folder the page still knows best.
 */
function withoutMenus(
  candidates: readonly Candidate[],
  base: URL,
  reach: DiscoveryOptions["reach"],
): readonly Candidate[] {
  const isList = candidates.some(({ kind }) => kind === "report" || kind === "attachment");
  if (reach === "wide" || !isList) return candidates;
  const folder = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1);
  return candidates.filter(({ kind, url }) => kind !== "list" || url.pathname.startsWith(folder));
}

function findObjection(
  { kind, url, label }: Candidate,
  page: LinkedPage,
  sinceYear: number | undefined,
  limits: DiscoveryLimits,
): string | undefined {
  const year = kind === "next" ? undefined : findYear(label);
  if (sinceYear !== undefined && year !== undefined && year < sinceYear) {
    return `of ${year}, before ${sinceYear}`;
  }
  const trap = findTrap(url);
  if (trap !== undefined) return trap;
  if (kind === "next") return findPagerTrap(url, limits);
  const isTooDeep = page.depth >= limits.maxDepth && kind !== "attachment";
  return isTooDeep ? `more than ${limits.maxDepth} links from a start address` : undefined;
}

/** @param owner the agency whose list the page is, if the link to the page names one */
function toReport(
  url: URL,
  { label, beside }: Candidate,
  owner: string | undefined,
): Omit<FoundAddress, "depth"> {
  const linkDate = findPrintedDate(beside);
  const role = "report" as const;
  const named = label === "" ? undefined : withAgency(findAgencyBeside(beside) ?? owner, label);
  return { url: url.href, role, label: named, ...(linkDate !== undefined && { linkDate }) };
}

function toFound(candidate: Candidate, page: LinkedPage): FoundAddress {
  const { kind, url, label } = candidate;
  const depth = kind === "next" ? page.depth : page.depth + 1;
  if (kind === "frame") return { url: url.href, ...toFrame(page), depth };
  if (kind === "attachment") return toAttachment(candidate, page);
  if (kind === "report") return { ...toReport(url, candidate, findOwner(page.label)), depth };
  // A next page says nothing of itself: its label would be a number.
  const said = kind === "next" ? findHandedOn(page.label) : label;
  return { url: url.href, role: roles[kind], label: said === "" ? undefined : said, depth };
}

/** A list whose further pages only a script knows does not end where its first page does. */
function findUnknownPager(
  candidates: readonly Candidate[],
  page: LinkedPage,
  { pager }: DiscoveryOptions,
): LeftLink[] {
  if (page.wanted === "documents") return [];
  const isList = candidates.some(({ kind }) => kind === "report" || kind === "attachment");
  if (isEmptyPage(candidates, page)) return [{ url: page.url, reason: emptyPage }];
  const isFollowed = pager === "known" || candidates.some(({ kind }) => kind === "next");
  if (!isList || isFollowed) return [];
  const reason = findHiddenPages(page.links, page.source?.() ?? "", new URL(page.url));
  return reason === undefined ? [] : [{ url: page.url, reason }];
}

const emptyPage = "a further page of a list that shows no entries: some may be missing";

/** Entries of another kind have dates beside them; a page without any is broken, or the list has shrunk. */
function isEmptyPage(candidates: readonly Candidate[], { role, url, links }: LinkedPage): boolean {
  const number = findPageNumber(new URL(url)) ?? 0;
  // 2024.html is the list of a year.
  if (role !== "list" || number < 1 || number >= 1_000) return false;
  if (candidates.some(({ kind }) => kind !== "next")) return false;
  return !links.some(({ beside }) => findPrintedDate(beside) !== undefined);
}

/** 附件1.pdf and 点击下载 say nothing of the report; the page that it is attached to does. */
function toAttachment(
  { url, label, beside }: Candidate,
  { announced, depth, wanted }: LinkedPage,
): FoundAddress {
  const isTelling = readLabel(label, { isInColumn: false }) === "report";
  const own = label === "" ? undefined : label;
  return {
    url: url.href,
    role: "attachment",
    label: isTelling ? own : (announced?.title ?? own),
    linkDate:
      announced?.publishedOn ?? (wanted === "lists_too" ? findPrintedDate(beside) : undefined),
    depth: depth + 1,
  };
}

/** What stands in a frame is what its page was asked for, and what is said of the page is said of it. */
function toFrame({ role, label, title }: LinkedPage): Pick<FoundAddress, "role" | "label"> {
  if (role === "start" || role === "list") return { role: "list", label: undefined };
  return { role: "report", label: isBetterLabel(title, label) ? title : label };
}

const precedence: readonly AddressRole[] = ["attachment", "report", "list", "start"];

/** A report is often linked twice, by its title and by a picture: the role that promises more and the better label are kept. */
function keepBest(found: Map<string, FoundAddress>, address: FoundAddress): void {
  const known = found.get(address.url);
  if (known === undefined) {
    found.set(address.url, address);
    return;
  }
  const isNearer = precedence.indexOf(address.role) < precedence.indexOf(known.role);
  const label = isBetterLabel(address.label, known.label) ? address.label : known.label;
  found.set(address.url, { ...(isNearer ? address : known), label });
}
