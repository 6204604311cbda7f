import type { Link } from "../../model/transcript.ts";
import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { pickList, pickNumber, pickText, readJson } from "./json-value.ts";
import { readPagerCall } from "./pager-call.ts";

/** /searchList/9d3c…?_isAgg=true&_isJson=true&_pageSize=18&_template=index&page=1, as the page's script asks for it */
const searchAddress =
  /["'](\/[\w/-]*(?:searchList|common\/search)\/[0-9a-f]{32}\?[^"'\s<>]*_isJson=true[^"'\s<>]*)["']/i;
/** of a list in JSON, however its address is put together */
const searchMark = "_isJson=true";
const searchPath = /\/(?:searchList|common\/search)\/[0-9a-f]{32}$/i;
const ampersand = /&amp;/g;
const defaultRows = 20;

/**
 * Kaipu (开普) cloud: entries at YYYYMM/<32 hex>.shtml. Lists are static, index.shtml and index_2.shtml, with
 * `createPageHTML('page_div', 7, 1, 'index', 'shtml', 132)`, or JSON that the page's script asks for page by page.
 */
export const kaipu: Family = {
  name: "kaipu",
  recognises: (page) =>
    isAnswer(page) ||
    (page.source?.() ?? "").includes(searchMark) ||
    readPagerCall(page)?.counts === "from_one",
  read: readList,
};

function isAnswer(page: LinkedPage): boolean {
  const url = new URL(page.url);
  return searchPath.test(url.pathname) && url.searchParams.get("_isJson") === "true";
}

function readList(page: LinkedPage): ListReading {
  if (isAnswer(page)) return readAnswer(page);
  const written = searchAddress.exec(page.source?.() ?? "")?.[1];
  const call = readPagerCall(page);
  const parts: URL[] = [];
  if (written !== undefined) {
    const url = new URL(written.replace(ampersand, "&"), page.url);
    url.searchParams.set("page", "1");
    parts.push(url);
  }
  const left = [...(call?.left ?? []), ...findUnasked(page, written)];
  return { parts, left, ...(call && { pages: call.pages }) };
}

function findUnasked(page: LinkedPage, written: string | undefined): LeftLink[] {
  if (written !== undefined || !(page.source?.() ?? "").includes(searchMark)) return [];
  return [
    { url: page.url, reason: "a list in JSON whose address the page's script puts together" },
  ];
}

function readAnswer(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const answer = readJson(page.source?.() ?? "");
  const results = pickList(answer, "data", "results");
  const total = pickNumber(answer, "data", "total");
  const asked = Number(url.searchParams.get("page") ?? "1");
  const reading = { ownLinks: "replaced", pages: [], isFurther: asked > 1 } as const;
  const leave = (reason: string) => ({ ...reading, left: [{ url: page.url, reason }] });
  if (results === undefined) return leave("a list in JSON without results");
  const links = results.flatMap(toLink);
  if (total === undefined)
    return { ...leave("a list in JSON that does not say its length"), links };
  const rows =
    pickNumber(answer, "data", "rows") ??
    (Number(url.searchParams.get("_pageSize")) || defaultRows);
  const left = findShortfall(page, { asked, rows, total, got: links.length });
  return { ...reading, links, pages: listPages(url, Math.ceil(total / Math.max(1, rows))), left };
}

function findShortfall(
  page: LinkedPage,
  { asked, rows, total, got }: { asked: number; rows: number; total: number; got: number },
) {
  const wanted = Math.max(0, Math.min(rows, total - (asked - 1) * rows));
  if (got >= wanted) return [];
  const reason = `a list in JSON that gave ${got} of the ${wanted} entries of its page ${asked}, and says it has ${total}`;
  return [{ url: page.url, reason }];
}

function listPages(url: URL, count: number): URL[] {
  return Array.from({ length: count }, (_, index) => {
    const page = new URL(url);
    page.searchParams.set("page", `${index + 1}`);
    return page;
  });
}

function toLink(result: unknown): Link[] {
  const href = pickText(result, "url");
  const title = pickText(result, "title");
  if (href === undefined || title === undefined) return [];
  const beside = pickText(result, "publishedTimeStr");
  return [{ kind: "anchor", href, text: title, title: undefined, beside }];
}
