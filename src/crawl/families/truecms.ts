import type { LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { listHtmlLinks } from "./html-links.ts";
import { pickText, readJson } from "./json-value.ts";
import { findScriptNumber, findScriptValue } from "./script-values.ts";
import { countRecords, listRecords } from "./xml-store.ts";

/** /TrueCMS/messageController/getMessage.do */
const proxyPath = /\/messageController\/getMessage\.do$/i;
/** /TrueCMS/…/downloadFile.do: what its scripts send, lists and attachments */
const scriptPath = /\/truecms\//i;
/** proxyUrl:'/TrueCMS/messageController/getMessage.do' */
const proxyWritten = /["']([^"'\s<>]{0,200}\/messageController\/getMessage\.do)["']/i;
const proxyMark = "messageController/getMessage.do";
const storeMark = "<datastore>";
const defaultPerPage = 10;
/** The page's script asks for three pages at once. */
const pagesOfGroup = 3;

/**
 * TrueCMS (Nantong, Lianyungang): the page's script asks for records by GET, `startrecord` to `endrecord` of a column, and
 * gets XML in JSON.
 */
export const truecms: Family = {
  name: "truecms",
  recognises: (page) => isAnswer(page) || (page.source?.() ?? "").includes(proxyMark),
  needsReferer: ({ pathname }) => scriptPath.test(pathname),
  read: (page) => (isAnswer(page) ? readAnswer(page) : readPage(page)),
};

function isAnswer(page: LinkedPage): boolean {
  const url = new URL(page.url);
  return proxyPath.test(url.pathname) && url.searchParams.has("startrecord");
}

/** The page holds the first records itself or not; the interface says how many there are. */
function readPage(page: LinkedPage): ListReading {
  const source = page.source?.() ?? "";
  const proxy = proxyWritten.exec(source)?.[1];
  const column = findScriptValue(source, "columnId");
  if (proxy === undefined || column === undefined || !URL.canParse(proxy, page.url)) {
    const reason = "a list that a script fills: which column it asks for was not found";
    return { left: [{ url: page.url, reason }] };
  }
  const perPage = findScriptNumber(source, "perPage") ?? defaultPerPage;
  const parts = [toGroup(new URL(proxy, page.url), column, 1, perPage)];
  return { parts, pages: [], links: listRecords(source).flatMap(listHtmlLinks) };
}

function toGroup(proxy: URL, columnId: string, start: number, perPage: number): URL {
  const url = new URL(proxy);
  url.search = new URLSearchParams({
    startrecord: `${start}`,
    endrecord: `${start + perPage * pagesOfGroup - 1}`,
    perpage: `${perPage}`,
    columnId,
  }).toString();
  return url;
}

function readAnswer(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const text = page.source?.() ?? "";
  const store = pickText(readJson(text), "result") ?? text;
  if (!store.includes(storeMark)) {
    const reason = "a list that answered something else than records";
    return { ownLinks: "replaced", pages: [], left: [{ url: page.url, reason }] };
  }
  const records = listRecords(store);
  const total = countRecords(store);
  const links = records.flatMap(listHtmlLinks);
  const [start = 1, end = 0, perPage = 0] = ["startrecord", "endrecord", "perpage"].map((name) =>
    Number(url.searchParams.get(name)),
  );
  const reading = { ownLinks: "replaced", links, isFurther: start > 1 } as const;
  const column = url.searchParams.get("columnId") ?? "";
  const size = Math.max(1, perPage) * pagesOfGroup;
  const toNext = (from: number) => toGroup(url, column, from, Math.max(1, perPage));
  // Some answer without a number: then a stretch that is full has another behind it.
  if (total === undefined) {
    return { ...reading, pages: records.length < size ? [] : [toNext(end + 1)] };
  }
  const wanted = Math.max(0, Math.min(end, total) - start + 1);
  const shortfall = `a list that answers ${records.length} of the ${wanted} records it was asked for`;
  const left = records.length < wanted ? [{ url: page.url, reason: shortfall }] : [];
  const count = Math.max(0, Math.ceil((total - end) / size));
  const pages = Array.from({ length: count }, (_, index) => toNext(end + 1 + index * size));
  return { ...reading, pages, left };
}
