import type { PortalPage, PortalRequest, PortalRoute } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type ListEntry, paginate } from "./site.ts";

const place = expectPlace(8);
const folder = "/lwx/c105008/";
const channel = "9d3c1f0e52ab4d7c8e6f1a2b3c4d5e6f";
const search = `/searchList/${channel}`;
const pageSize = 4;

/** Kaipu cloud: half of the reports in static lists counted from 1, the others in JSON. */
export function kaipuFamilySite(seed = 81): FamilySite {
  const { reports, routes } = planFamily(seed, place, ({ publishedOn }, ordinal) => {
    const id = (0x2c05db9c + ordinal).toString(16).padEnd(32, "a");
    return `${folder}${publishedOn.slice(0, 7).replace("-", "")}/${id}.shtml`;
  });
  const entries = toEntries(reports);
  const inJson = entries.slice(0, 9);
  const lists = paginate([...entries.slice(9), ...otherEntries(place, folder)], 4);
  const pages: [string, PortalRoute][] = lists.map((part, index) => {
    const items = part.map(
      ({ path, text, date }) => `<li><a href="${path}">${text}</a><span>${date}</span></li>`,
    );
    const script = `<script>createPageHTML('page_div',${lists.length}, ${index + 1},'index','shtml',${entries.length});</script>`;
    const name = index === 0 ? "index.shtml" : `index_${index + 1}.shtml`;
    return [`${folder}${name}`, html("政府信息公开年报", `<ul>${items.join("")}</ul>${script}`)];
  });
  const shell = `<div id="list"></div><script>$.get("${search}?_isAgg=true&_isJson=true&_pageSize=${pageSize}&_template=index&page="+page);</script>`;
  return {
    family: "kaipu",
    routes: {
      ...routes,
      ...Object.fromEntries(pages),
      [`${folder}zf/list.shtml`]: html("政府信息公开年报", shell),
      [search]: (request) => answer(request, inJson),
    },
    start: [`${folder}index.shtml`, `${folder}zf/list.shtml`],
    reports,
    lists: lists.length + 1 + Math.ceil(inJson.length / pageSize),
  };
}

function answer({ url }: PortalRequest, entries: readonly ListEntry[]): PortalPage {
  const page = Number(url.searchParams.get("page"));
  const results = entries
    .slice((page - 1) * pageSize, page * pageSize)
    .map(({ path, text, date }) => ({
      title: text,
      url: path,
      publishedTimeStr: `${date} 09:30:00`,
    }));
  const data = { total: entries.length, page, rows: pageSize, results };
  return { contentType: "application/json;charset=UTF-8", body: JSON.stringify({ data }) };
}
