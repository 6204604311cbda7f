import type { Link } from "../model/transcript.ts";
import { toCompared } from "./link-label.ts";

/** 下一页, 下页, 后一页, 下一頁, next, Next page, with arrows around them */
const nextWords =
  /^[<>«»‹›→[\]【】]*(?:下一?[页頁]|[后後]一?[页頁]|next(?:page)?)[<>«»‹›→[\]【】]*$/iu;
/** ›, », >, >>, →: also used for "more" and between breadcrumbs, so the address has to agree */
const nextSign = /^(?:[›»→>]|>>|»»|&gt;)$/u;
/** 2, [3], 第4页 */
const pageNumber = /^[[第(]?(\d{1,4})[\]页)]?$/u;
const digits = /\d+/g;
/** page=2, pageNo=2, p=2, curPage=2, pageIndex=2, currentPage=2, start=20 */
const pageParameter =
  /^(?:p|pg|pn|page|start|offset|(?:page|cur|current)_?(?:no|num|number|index|page|id)?)$/i;
/** totalnum=26: how long the list is */
const countParameter = /^total(?:num|page|count|record)?s?$/i;
const indexFile = /index\.\w+$/i;
/** xxgk-list-zfxxgknb-2.html, zfxxgk_2.shtml, bmxxgknb_2 */
const numberedStem = /^(.+)[-_]\d{1,4}(\.\w+)?$/;
/** index_3.html, list-3.shtml, 3.htm */
const numberedFile = /^(?:[a-z]*?[_-]?)?(\d{1,5})(?:\.[a-z]+)?$/i;
const fileName = /[^/]*$/;
/** index.html → .html */
const extension = /\.[a-z]+$/i;
/** javascript:goPage(2), javascript:__doPostBack('Pager','2'); javascript:void(0) is the end of a list */
const scriptCall = /^javascript:\s*(?!void\b)([\w.$]+)\s*\([^)]/i;
/** <a href="#" onclick="goPage(2)">下一页 */
const clickedNext =
  /<a\b[^<>]{0,300}onclick\s{0,3}=\s{0,3}["']?\s{0,3}(?:javascript:|return )?\s{0,3}([\w.$]{1,60})\([^<>]{0,300}>\s{0,20}(?:下一?页|下一頁)/i;
/** 共12页, 共 <b>3</b> 页 */
const pageCount = /共\s{0,9}(?:<[^<>]{0,60}>)?(\d{1,4})(?:<[^<>]{0,60}>)?\s{0,9}页/;
/** 页次：1/3 */
const pageOfPages = /页次[:：]?\s{0,9}1\s?\/\s?(\d{1,4})/;
/** 共35条, 共 <b>35</b> 条记录, 总记录数：35 */
const entryCount =
  /(?:共|总记录数[:：]?|总条数[:：]?)\s{0,9}(?:<[^<>]{0,60}>)?(\d{1,6})(?:<[^<>]{0,60}>)?\s{0,9}(?:条|篇|(?=<))/;
/** laypage({ pages: 12, totalPage: 12, "pageCount":"5", var countPage = 3 */
const scriptedCount =
  /\b(?:total_?pages?|page_?count|count_?page|page_?total|pages)["']?\s{0,9}[:=]\s{0,9}["']?(\d{1,4})\b/i;
/** createPageHTML(total, 0, "index", "html"), but not the function of that name */
const pagerCall = /(?<!function\s{1,9})\bcreatePage\w{0,20}\s{0,9}\((?!\s{0,9}\))/i;
/** 12 */
const wholeNumber = /^\d{1,9}$/;

/** True if a link leads to another page of the list it stands on. */
export function isPagerLink(text: string, link: URL, page: URL): boolean {
  const compared = toCompared(text);
  if (nextWords.test(compared)) return link.origin === page.origin;
  if (!nextSign.test(compared) && !pageNumber.test(compared)) return false;
  return isSibling(link, page);
}

/**
 * Why the first page of a list, none of whose links leads to another, is not its end: a link to the next page that only a
 * script follows, or a number of pages. Undefined if nothing says that there is more.
 */
export function findHiddenPages(
  links: readonly Link[],
  source: string,
  url: URL,
): string | undefined {
  const scripted = links.find(
    ({ text, href }) => nextWords.test(toCompared(text)) && scriptCall.test(href),
  );
  const script = scriptCall.exec(scripted?.href ?? "")?.[1] ?? clickedNext.exec(source)?.[1];
  if (script !== undefined)
    return `the list goes on behind a script that is not understood: ${script}`;
  if ((findPageNumber(url) ?? 1) > 1) return undefined;
  const called = pagerCall.exec(source)?.[0];
  if (called !== undefined) {
    return `the list's pager is written by a script in a way that is not understood: ${called}`;
  }
  if (countPages(source) > 1) {
    return "the list says that it has more pages, and no way to them was found";
  }
  const entries = Number(entryCount.exec(source)?.[1] ?? 0);
  if (entries <= links.length) return undefined;
  return `the list says that it has ${entries} entries, and its page has ${links.length} links`;
}

function countPages(source: string): number {
  const patterns = [pageCount, pageOfPages, scriptedCount];
  return Math.max(...patterns.map((pattern) => Number(pattern.exec(source)?.[1] ?? 0)));
}

/** The page number in an address of a list; undefined if it carries none. */
export function findPageNumber(url: URL): number | undefined {
  for (const [name, value] of url.searchParams) {
    if (pageParameter.test(name) && wholeNumber.test(value)) return Number(value);
  }
  const number = numberedFile.exec(fileName.exec(url.pathname)?.[0] ?? "")?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Two addresses of one list: they differ in a page number, and in nothing else. */
function isSibling(link: URL, page: URL): boolean {
  if (link.origin !== page.origin || link.href === page.href) return false;
  if (withoutIndex(link) === withoutIndex(page) && link.search !== page.search) {
    return withoutPage(link) === withoutPage(page);
  }
  if (link.pathname === page.pathname) return withoutPage(link) === withoutPage(page);
  if (link.search !== page.search) return false;
  return isNumberedSibling(link.pathname, page.pathname);
}

/** A folder and its own page are one: ListInfo/?classid=174, ListInfo/index.php?page=1&classid=174 */
function withoutIndex({ pathname }: URL): string {
  return pathname.replace(indexFile, "");
}

function withoutPage(url: URL): string {
  const kept = [...url.searchParams].filter(
    ([name]) => !pageParameter.test(name) && !countParameter.test(name),
  );
  return kept.map(([name, value]) => `${name}=${value}`).join("&");
}

/** index.html and index_2.html, list/ and list/index_2.html, list.htm and list/2.htm, list_2.html and list_3.html */
function isNumberedSibling(link: string, page: string): boolean {
  if (isNumberedStem(link, page)) return true;
  const linkFile = fileName.exec(link)?.[0] ?? "";
  if (!numberedFile.test(linkFile)) return link.replace(digits, "#") === page.replace(digits, "#");
  const linkFolder = link.slice(0, link.length - linkFile.length);
  const pageFile = fileName.exec(page)?.[0] ?? "";
  const pageFolder = page.slice(0, page.length - pageFile.length);
  const pageStem = pageFile.replace(extension, "");
  return linkFolder === pageFolder || linkFolder === `${pageFolder}${pageStem}/`;
}

/** xxgk-list-nb.html and xxgk-list-nb-2.html, either of them the first */
function isNumberedStem(link: string, page: string): boolean {
  const [, linkStem, linkEnd = ""] = numberedStem.exec(link) ?? [];
  const [, pageStem, pageEnd = ""] = numberedStem.exec(page) ?? [];
  return `${linkStem}${linkEnd}` === page || `${pageStem}${pageEnd}` === link;
}
