import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, otherEntries, planFamily } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type PlannedReport, reportPage } from "./site.ts";

const place = expectPlace(9);
const platform = "/gkmlpt";
const column = 2629;
const sid = "758017";
const rows = 8;

interface Article {
  readonly id: number;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly create_time: number;
}

/** Guangdong gkmlpt: an empty page with the catalogue in a script, entries in JSON, titles without the agency, texts in scripts. */
export function gkmlptFamilySite(seed = 91): FamilySite {
  const { reports } = planFamily(
    seed,
    place,
    (_, ordinal) => `${platform}/content/0/${763 + ordinal}/post_${763 + ordinal}.html`,
  );
  const noise = otherEntries(place, `${platform}/content/0/1/`).map(({ path, text, date }, id) =>
    toArticle(id, text, `${place.name}人民政府`, path, date),
  );
  const articles = reports.map(({ path, report }, index) => {
    const title = report.title.replace(report.agency, "");
    return toArticle(100 + index, title, report.agency, path, report.publishedOn);
  });
  const entries = [...articles, ...noise];
  const routes = Object.fromEntries(reports.map((plan) => [plan.path, scriptPage(plan)]));
  return {
    family: "guangdong-gkmlpt",
    routes: {
      ...routes,
      [`${platform}/index`]: indexPage(),
      [`${platform}/api/all/${column}`]: (request) => answer(request, entries),
    },
    start: [`${platform}/index`],
    reports,
    lists: 1 + Math.ceil(entries.length / rows),
  };
}

/** Published at half past nine in China. */
function toArticle(
  id: number,
  title: string,
  publisher: string,
  url: string,
  date: string,
): Article {
  const create_time = Date.parse(`${date}T01:30:00Z`) / 1000;
  return { id, title, publisher, url, create_time };
}

function indexPage(): PortalPage {
  const tree = [
    { id: 1, name: "政府信息公开指南", jump_url: "", children: [] },
    { id: 2, name: "法定主动公开内容 [目录]", children: [{ id: 3, name: "机构职能" }] },
    { id: column, name: "政府信息公开年报", jump_url: "", post_count: 20, children: [] },
  ];
  const config = `window._CONFIG = { LOCAL: 'http', SID: '${sid}', TREE: ${JSON.stringify(tree)}, SERVICE_AREA_ID: 1 };`;
  return {
    contentType: "text/html; charset=utf-8",
    body: `<!DOCTYPE html><html><head><title>政府信息公开目录</title><script>${config}</script></head><body><div id="app"></div><p>政府信息公开平台，请稍候，正在为您打开目录。</p></body></html>`,
  };
}

/** A report's text stands in the page as data, as its script wants it; without the script it shows nothing. */
function scriptPage(planned: PlannedReport): PortalPage {
  const { title, agency, publishedOn } = planned.report;
  const written = Buffer.from(reportPage(planned, {}).body).toString("utf8");
  const content = /<body[^>]*>([\s\S]*)<\/body>/.exec(written)?.[1] ?? "";
  const create_time = Date.parse(`${publishedOn}T01:30:00Z`) / 1000;
  const detail = { id: 1, title, publisher: agency, create_time, attachment: [], content };
  const json = JSON.stringify(detail).replaceAll("<", "\\u003C").replaceAll(">", "\\u003E");
  return {
    contentType: "text/html; charset=utf-8",
    body: `<!DOCTYPE html><html><head><title>信息公开</title><script>window._CONFIG = { SID: '${sid}', TREE: [], DETAIL: ${json} };</script></head><body><div id="app"></div><script src="/gkmlpt/gkml/pc/js/app.js"></script></body></html>`,
  };
}

function answer({ url }: PortalRequest, entries: readonly Article[]): PortalPage {
  const offset = (Number(url.searchParams.get("page")) - 1) * rows;
  const isKnown = url.searchParams.get("sid") === sid;
  const articles = isKnown ? entries.slice(offset, offset + rows) : [];
  const classify = { id: column, name: "政府信息公开年报", post_count: entries.length };
  const body = { total: entries.length, offset, classify, articles };
  return { contentType: "application/json", body: JSON.stringify(body) };
}
