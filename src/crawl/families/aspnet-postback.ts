import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { toCompared } from "../link-label.ts";
import { toPostBackAddress, withoutForm } from "../posted-address.ts";

/** javascript:__doPostBack('AspNetPager1','2'), javascript:__doPostBack('ctl00$GridView1','Page$3') */
const postBack = /__doPostBack\(\s*'([^']{1,120})'\s*,\s*'([^']{0,60})'\s*\)/;
/** 2, Page$2 */
const numberedArgument = /^((?:Page\$)?)(\d{1,5})$/;
const pageNumber = /^[[第(]?\d{1,5}[\]页)]?$/u;
/** 下一页, 下页, 尾页, 末页, 首页, 上一页, >, >> */
const pagerWords =
  /^[<>«»‹›[\]]*(?:下一?页|上一?页|尾页|末页|首页|第一页|最后一?页|next|last|\.\.\.)?[<>«»‹›[\]]*$/iu;
const nextWords = /下一?页|next|^[>›]$/iu;

/**
 * ASP.NET pages whose pager is a form sent back to the page itself: `__doPostBack('AspNetPager1','2')` with the page's hidden
 * state. The state changes with every answer, so an address names the page alone, and the form is looked up when it is asked.
 */
export const aspnetPostback: Family = {
  name: "aspnet-postback",
  recognises: (page) => page.links.some((link) => isPager(link)),
  read: readList,
};

type PageLink = LinkedPage["links"][number];

function isPager({ href, text }: PageLink): boolean {
  if (!postBack.test(href)) return false;
  const compared = toCompared(text);
  return compared !== "" && (pageNumber.test(compared) || pagerWords.test(compared));
}

function readList(page: LinkedPage): ListReading {
  const pagers = page.links.filter(isPager);
  const highest = new Map<string, Pager>();
  for (const { href } of pagers) {
    const pager = readPager(href);
    if (pager === undefined) continue;
    const known = highest.get(pager.target);
    if (known === undefined || known.number < pager.number) highest.set(pager.target, pager);
  }
  const base = withoutForm(new URL(page.url));
  const pages = [...highest.values()].flatMap((pager) => listPages(base, pager));
  return { pages, left: findUnnumbered(pagers, page) };
}

interface Pager {
  readonly target: string;
  /** `Page$` in a GridView. */
  readonly prefix: string;
  readonly number: number;
}

function readPager(href: string): Pager | undefined {
  const [, target, argument = ""] = postBack.exec(href) ?? [];
  const [, prefix = "", number] = numberedArgument.exec(argument) ?? [];
  if (target === undefined || number === undefined) return undefined;
  return { target, prefix, number: Number(number) };
}

/** The first page is the address itself. */
function listPages(base: URL, { target, prefix, number }: Pager): URL[] {
  return Array.from({ length: Math.max(0, number - 1) }, (_, index) => {
    const fields = { __EVENTTARGET: target, __EVENTARGUMENT: `${prefix}${index + 2}` };
    return toPostBackAddress(base, new URLSearchParams(fields).toString());
  });
}

/** A button "next" without a number means another page each time: where it leads depends on where one was. */
function findUnnumbered(pagers: readonly PageLink[], page: LinkedPage): LeftLink[] {
  const isKnown = pagers.some(({ href }) => readPager(href) !== undefined);
  const hasNext = pagers.some(({ text }) => nextWords.test(toCompared(text)));
  if (isKnown || !hasNext) return [];
  const reason = "the list's next page is a form sent back without a number, which is not followed";
  return [{ url: page.url, reason }];
}
