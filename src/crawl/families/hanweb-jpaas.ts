import type { Link } from "../../model/transcript.ts";
import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { isReportLink } from "../link-label.ts";
import { listHtmlLinks } from "./html-links.ts";
import { pick, pickNumber, pickText, readJson } from "./json-value.ts";

/** /api-gateway/jpaas-publish-server/front/page/build/unit */
const unitPath = /\/front\/page\/build\/unit$/;
const pageMark = "unitbuild.js";
/** <script src="…/AuthorizedRead/unitbuild.js" url="/api-gateway/…/unit" queryData="{'webId':'8f43','tagId':'list'}"> */
const scriptElement = /<script\b[^<>]{0,3000}>/gi;
const urlAttribute = /\burl=["']([^"']+)["']/i;
const queryAttribute = /\bqueryData=(?:"([^"]*)"|'([^']*)')/i;
const quote = /'|&quot;|&#39;/g;
/** <div class="pagination" rows="15" count="26">: entries of a page, and of the list */
const rowsAttribute = /\brows=["']?(\d{1,6})/i;
const countAttribute = /\bcount=["']?(\d{1,8})/i;
/** Header, footer and menus are such units too. */
const maxUnits = 12;

/**
 * Hanweb JPaaS: a page declares its parts as units, which its script asks for by GET; each answers JSON with the HTML of the
 * part. A list says in its pager how many entries it has, and is asked for page by page with `paramJson`.
 */
export const hanwebJpaas: Family = {
  name: "hanweb-jpaas",
  recognises: (page) => isAnswer(page) || (page.source?.() ?? "").includes(pageMark),
  read: (page) => (isAnswer(page) ? readAnswer(page) : readPage(page)),
};

function isAnswer(page: LinkedPage): boolean {
  return unitPath.test(new URL(page.url).pathname);
}

function readPage(page: LinkedPage): ListReading {
  const all = [...(page.source?.() ?? "").matchAll(scriptElement)].map(([script]) => script);
  const scripts = all.filter((script) => script.includes(pageMark));
  const units = scripts.map((script) => toUnit(script, new URL(page.url)));
  const known = units.filter((unit) => unit !== undefined);
  const left = [];
  if (known.length < scripts.length) {
    const reason = `${scripts.length - known.length} parts of the page are asked for in a way that was not understood`;
    left.push({ url: page.url, reason });
  }
  const unasked = known.slice(maxUnits);
  if (unasked.length > 0) {
    left.push({ url: page.url, reason: `parts of the page after the first ${maxUnits}` });
  }
  return { parts: known.slice(0, maxUnits), left };
}

function toUnit(script: string, base: URL): URL | undefined {
  const path = urlAttribute.exec(script)?.[1];
  const [, double, single] = queryAttribute.exec(script) ?? [];
  const query = readJson((double ?? single ?? "").replace(quote, '"'));
  if (path === undefined || typeof query !== "object" || query === null) return undefined;
  if (!URL.canParse(path, base.href)) return undefined;
  const url = new URL(path, base);
  for (const name of Object.keys(query)) url.searchParams.set(name, pickText(query, name) ?? "");
  return url;
}

/** Other parts than lists answer the same way; of them nothing is expected. */
function readAnswer(page: LinkedPage): ListReading {
  const answer = readJson(page.source?.() ?? "");
  // Some answer the HTML itself as the data.
  const html = pickText(answer, "data", "html") ?? pickText(answer, "data");
  if (html === undefined) {
    const isEmpty = pick(answer, "success") === true;
    const reason = `a part of a page that answered no HTML: ${pickText(answer, "message") ?? "no reason given"}`;
    return { ownLinks: "replaced", pages: [], left: isEmpty ? [] : [{ url: page.url, reason }] };
  }
  const links = listHtmlLinks(html);
  const [rows, count] = [rowsAttribute, countAttribute].map((pattern) => {
    const written = pattern.exec(html)?.[1];
    return written === undefined ? undefined : Number(written);
  });
  const reading = { ownLinks: "replaced", links } as const;
  if (rows === undefined || count === undefined || rows === 0) {
    const isList = links.some(isReportLink);
    const reason = "a list of reports that does not say how many entries it has";
    return { ...reading, pages: [], left: isList ? [{ url: page.url, reason }] : [] };
  }
  const number = findNumber(page);
  const left = findRepeated(page, links, { rows, count });
  const pages = listPages(new URL(page.url), rows, count);
  return { ...reading, pages, left, isFurther: number > 1 };
}

/** The number of the page that was asked for. */
function findNumber(page: LinkedPage): number {
  const asked = readJson(new URL(page.url).searchParams.get("paramJson") ?? "");
  return pickNumber(asked, "pageNo") ?? 1;
}

/** A server that does not heed the number of the page answers the first one again: the last page shows it. */
function findRepeated(
  page: LinkedPage,
  links: readonly Link[],
  { rows, count }: { readonly rows: number; readonly count: number },
): LeftLink[] {
  const number = findNumber(page);
  const expected = count - (number - 1) * rows;
  const got = new Set(links.map(({ href }) => href)).size;
  if (number === 1 || expected >= rows || got <= expected) return [];
  const reason = `page ${number} of a list gave ${got} entries where ${expected} were left: it may be the first page again`;
  return [{ url: page.url, reason }];
}

/** The first page is the unit itself, asked without a number. */
function listPages(url: URL, rows: number, count: number): URL[] {
  return Array.from({ length: Math.max(0, Math.ceil(count / rows) - 1) }, (_, index) => {
    const next = new URL(url);
    next.searchParams.set("paramJson", JSON.stringify({ pageNo: index + 2, pageSize: rows }));
    return next;
  });
}
