import type { LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { isReportLink, readLabel } from "../link-label.ts";
import { findForm, toPostedAddress, withoutForm } from "../posted-address.ts";
import { listHtmlLinks } from "./html-links.ts";

const moduleMark = "module/xxgk/";
const treePath = /\/module\/xxgk\/tree\.jsp$/i;
const searchPath = /\/module\/xxgk\/search\.jsp$/i;
/** funclick('A0212','政府信息公开年报')">政府信息公开年报, with or without strokes before its quotes */
const node =
  /funclick\(\s{0,9}\\?['"](\w{1,40})\\?['"][^()<>]{0,120}\)[^<>]{0,80}>\s{0,9}([^<>]{1,40})/gi;
/** loadDynamic('/module/xxgk/search.jsp?infotypeId=Z2401'+a+'&area=001008', 'div4', */
const load =
  /loadDynamic\(\s{0,9}['"]([^'"\s]{0,60}\/module\/xxgk\/search\.jsp\?[^'"\s]{0,200}?infotypeId=(\w{1,40})[^'"\s]{0,200})['"]/i;
/** src="/module/xxgk/tree.jsp?divid=div1686&amp;area=001008003" */
const tree = /["']([^"'\s<>]{0,200}\/module\/xxgk\/tree\.jsp\?[^"'\s<>]{0,300})["']/i;
/** jdid=1756, jdid:'1756': the number of the site */
const siteNumber = /jdid["']?\s{0,3}[=:]\s{0,3}["']?(\d{1,8})/i;
/** &nbsp;&nbsp;共3页&nbsp; */
const pageCount = /共\s{0,9}(\d{1,5})\s{0,9}页/;
const ampersand = /&amp;/g;

/**
 * Hanweb's disclosure catalogue (xxgk): a page shows a tree of topics for one agency (`area`); the list of a topic
 * (`infotypeId`) is asked for by POST, page by page (`currpage`).
 */
export const hanwebXxgk: Family = {
  name: "hanweb-xxgk",
  recognises: (page) => {
    const { pathname } = new URL(page.url);
    if (treePath.test(pathname) || searchPath.test(pathname)) return true;
    const source = page.source?.() ?? "";
    return source.includes(moduleMark) && (tree.test(source) || load.test(source));
  },
  read: (page) => {
    const { pathname } = new URL(page.url);
    if (searchPath.test(pathname)) return readAnswer(page);
    return treePath.test(pathname) ? readTree(page) : readShell(page);
  },
};

/** The page around the tree names the topic itself, or leads to the tree. */
function readShell(page: LinkedPage): ListReading {
  const source = page.source?.() ?? "";
  const url = new URL(page.url);
  const written = load.exec(source);
  const framed = tree.exec(source)?.[1]?.replace(ampersand, "&");
  const frame =
    framed !== undefined && URL.canParse(framed, page.url) ? new URL(framed, page.url) : undefined;
  const topic = url.searchParams.get("number") ?? written?.[2];
  const query = new URLSearchParams((written?.[1] ?? "").split("?")[1] ?? "");
  const areas = [
    url.searchParams.get("vc_xxgkarea"),
    query.get("area"),
    frame?.searchParams.get("area"),
  ];
  const isAreaNamed = areas.some((area) => area !== null && area !== undefined);
  // A site of one agency leaves its area empty.
  const area = areas.find((each) => each) ?? "";
  if (topic !== undefined && isAreaNamed) {
    const divid = frame?.searchParams.get("divid") ?? "div4";
    return { parts: [toSearch(page, { topic, area, divid })] };
  }
  return frame === undefined ? {} : { parts: [frame] };
}

function readTree(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const [area, divid] = ["area", "divid"].map((name) => url.searchParams.get(name) ?? "");
  const nodes = [...(page.source?.() ?? "").matchAll(node)];
  // The whole tree is one of disclosure, so that 年报 is enough.
  const topics = nodes.flatMap(([, id = "", name = ""]) =>
    readLabel(name, { isInColumn: true }) === "column" ? [id] : [],
  );
  const parts = [...new Set(topics)].map((topic) =>
    toSearch(page, { topic, area: area ?? "", divid: divid ?? "" }),
  );
  if (parts.length > 0) return { parts, ownLinks: "replaced" };
  const reason = `a catalogue (xxgk) of ${nodes.length} topics without one of annual reports`;
  return { ownLinks: "replaced", left: [{ url: page.url, reason }] };
}

interface Topic {
  readonly topic: string;
  readonly area: string;
  readonly divid: string;
}

function toSearch(page: LinkedPage, { topic, area, divid }: Topic): URL {
  const url = new URL("/module/xxgk/search.jsp", page.url);
  const jdid = siteNumber.exec(page.source?.() ?? "")?.[1] ?? "1";
  const named = { divid, infotypeId: topic, jdid, area };
  url.search = new URLSearchParams(named).toString();
  return toPage(url, new URLSearchParams({ ...named, vc_title: "", vc_number: "" }), 1);
}

function toPage(url: URL, form: URLSearchParams, number: number): URL {
  form.set("currpage", `${number}`);
  return toPostedAddress(withoutForm(url), form.toString());
}

function readAnswer(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const text = page.source?.() ?? "";
  const links = listHtmlLinks(text);
  const count = pageCount.exec(text)?.[1];
  const form = findForm(url);
  const isFurther = Number(new URLSearchParams(form).get("currpage")) > 1;
  const reading = { ownLinks: "replaced", links, isFurther } as const;
  if (count === undefined || form === undefined) {
    const reason = "a list of reports (xxgk) that does not say how many pages it has";
    const isDoubtful = links.length === 0 || links.some(isReportLink);
    return { ...reading, pages: [], left: isDoubtful ? [{ url: page.url, reason }] : [] };
  }
  const pages = Array.from({ length: Number(count) }, (_, index) =>
    toPage(url, new URLSearchParams(form), index + 1),
  );
  return { ...reading, pages };
}
