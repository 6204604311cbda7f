import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { isReportLink } from "../link-label.ts";
import { findForm, toPostedAddress } from "../posted-address.ts";
import { listHtmlLinks } from "./html-links.ts";
import { findScriptNumber, findScriptValue } from "./script-values.ts";
import { countRecords, listRecords } from "./xml-store.ts";

/** One list of the page: <script type="text/xml"><datastore>…</datastore></script>, and what follows up to the next. */
const storeMark = "<datastore>";
/** A page of a disclosure column has one for each of its parts. */
const maxStores = 50;
const storeEnd = "</datastore>";
/** <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=3">…]]></nextgroup> */
const nextGroup = /<nextgroup>\s*<!\[CDATA\[\s*<a\s[^>]*?href=["']([^"']+)["']/i;
const ampersand = /&amp;/g;

const proxyPath = "/module/web/jpage/dataproxy.jsp";
const proxyFile = /\/dataproxy\.jsp$/i;
/** The page's script asks for three pages at once. */
const pagesOfGroup = 3;
const defaultPerPage = 15;
/** What the form of a list is made of. */
const formNames = [
  "col",
  "appid",
  "webid",
  "path",
  "columnid",
  "sourceContentType",
  "unitid",
  "webname",
  "permissiontype",
];
const formDefaults: ReadonlyMap<string, string> = new Map([
  ["col", "1"],
  ["appid", "1"],
  ["path", "/"],
  ["sourceContentType", "1"],
  ["permissiontype", "0"],
]);

/**
 * Hanweb JCMS: a list page holds its first records in an XML data store inside a script; the page's script asks
 * dataproxy.jsp for the others by POST, `startrecord` to `endrecord`. The addresses `?uid=&pageNum=` in its pager bring
 * the first records again.
 */
export const hanwebJcms: Family = {
  name: "hanweb-jcms",
  recognises: (page) => isAnswer(page) || (page.source?.() ?? "").includes(storeMark),
  read: (page) => (isAnswer(page) ? readAnswer(page) : readPage(page)),
};

function isAnswer(page: LinkedPage): boolean {
  const url = new URL(page.url);
  return proxyFile.test(url.pathname) && url.searchParams.has("startrecord");
}

/** A page may hold several lists, each with its own store: news beside it do not count where one holds reports. */
function readPage(page: LinkedPage): ListReading {
  const source = page.source?.() ?? "";
  const [, ...stores] = source.split(storeMark);
  const readings = stores.slice(0, maxStores).map((store) => {
    const end = store.indexOf(storeEnd);
    return end === -1
      ? readStore(store, "", page)
      : readStore(store.slice(0, end), store.slice(end + storeEnd.length), page);
  });
  const ours = readings.filter(({ links }) => links.some(isReportLink));
  const counted = ours.length > 0 ? ours : readings;
  return {
    links: readings.flatMap(({ links }) => links),
    pages: counted.flatMap(({ pages }) => pages),
    left: counted.flatMap(({ left }) => left),
  };
}

interface StoreReading {
  readonly links: ReturnType<typeof listHtmlLinks>;
  readonly pages: readonly URL[];
  readonly left: readonly LeftLink[];
}

/** @param script what follows the store: the call that shows it, with its counts */
function readStore(text: string, script: string, page: LinkedPage): StoreReading {
  const records = listRecords(text);
  const links = records.flatMap((html) => listHtmlLinks(html));
  const total = countRecords(text) ?? findScriptNumber(script, "totalRecord");
  const leave = (reason: string) => ({ links, pages: [], left: [{ url: page.url, reason }] });
  if (total === undefined) {
    return leave(
      `a list of ${records.length} records in a script that does not say how many it has`,
    );
  }
  if (records.length >= total) return { links, pages: [], left: [] };
  if (records.length === 0) return leave(`a list of ${total} records in a script that holds none`);
  const form = toForm(text, script, new URL(page.url));
  if (form === undefined) {
    return leave(
      `a list of ${total} records, ${records.length} of them in the page: how to ask for the others was not found`,
    );
  }
  const perPage = findScriptNumber(script, "perPage") ?? defaultPerPage;
  const list: ProxyList = { ...form, perPage, total, base: new URL(page.url) };
  return { links, pages: listGroups(list, records.length + 1), left: [] };
}

interface ProxyList {
  readonly proxy: string;
  readonly form: string;
  readonly perPage: number;
  readonly total: number;
  readonly base: URL;
}

/**
 * Every stretch of records from `first` on, as the page's own script would ask for it. The last one is asked for whole, so
 * that its address stays the same when the list grows; and it reaches past the end, because there a server that goes by
 * another parameter than the record, and begins again each time, gives itself away.
 */
function listGroups({ proxy, form, perPage, total, base }: ProxyList, first: number): URL[] {
  const size = perPage * pagesOfGroup;
  const remaining = total - first + 1;
  const count = remaining < 0 ? 0 : Math.floor(remaining / size) + 1;
  return Array.from({ length: count }, (_, index) => {
    const start = first + index * size;
    const url = new URL(proxy, base);
    url.search = new URLSearchParams({
      startrecord: `${start}`,
      endrecord: `${start + size - 1}`,
      perpage: `${perPage}`,
    }).toString();
    return toPostedAddress(url, form);
  });
}

/** The form names the column and the unit of the list; the address of the next group says them, else the script. */
function toForm(
  text: string,
  script: string,
  base: URL,
): Pick<ProxyList, "proxy" | "form"> | undefined {
  const href = nextGroup.exec(text)?.[1]?.replace(ampersand, "&");
  const told = new URL(href ?? proxyPath, base);
  const form = new URLSearchParams();
  for (const name of formNames) {
    const value =
      told.searchParams.get(name) ?? findScriptValue(script, name) ?? formDefaults.get(name);
    if (value !== undefined) form.set(name, value);
  }
  if (!form.has("columnid") || !form.has("unitid")) return undefined;
  const proxy = href === undefined ? findScriptValue(script, "proxyUrl") : told.pathname;
  return { proxy: proxy ?? proxyPath, form: form.toString() };
}

/** Records `startrecord` to `endrecord`; where they are fewer or the list has grown, the rest is asked for or told of. */
function readAnswer(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const text = page.source?.() ?? "";
  const records = listRecords(text);
  const links = records.flatMap((html) => listHtmlLinks(html));
  const [start, end, perPage] = ["startrecord", "endrecord", "perpage"].map((name) =>
    Number(url.searchParams.get(name)),
  );
  const total = countRecords(text) ?? end ?? 0;
  const form = findForm(url);
  const wanted = Math.min(end ?? 0, total) - (start ?? 0) + 1;
  const left: LeftLink[] = [];
  if (records.length > wanted) {
    // Some servers go by another parameter than the record, and begin again.
    const reason = `a list that answers ${records.length} records where ${wanted} were left: it may have begun again`;
    left.push({ url: page.url, reason });
  }
  if (records.length < wanted) {
    const reason = `a list that answers ${records.length} of the ${wanted} records it was asked for, and says it has ${total}`;
    left.push({ url: page.url, reason });
  }
  const list = { proxy: url.pathname, form: form ?? "", perPage: perPage || defaultPerPage, total };
  const pages = form === undefined ? [] : listGroups({ ...list, base: url }, (end ?? total) + 1);
  return { links, pages, left, ownLinks: "replaced", isFurther: true };
}
