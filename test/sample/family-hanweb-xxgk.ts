import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type ListEntry, paginate } from "./site.ts";

const place = expectPlace(15);
const area = "001008003015006";
const topic = "A0212";
const divid = "div1326694";
const jdid = "2497";
const search = "/module/xxgk/search.jsp";
const tree = "/module/xxgk/tree.jsp";

/** Hanweb's catalogue: a frame with a tree of topics, and the list of a topic by POST. */
export function xxgkFamilySite(seed = 151): FamilySite {
  const { reports, routes } = planFamily(seed, place, ({ publishedOn }, ordinal) => {
    const [year, month, day] = publishedOn.split("-").map(Number);
    return `/art/${year}/${month}/${day}/art_1229404187_${348169 + ordinal}.html`;
  });
  const lists = paginate([...toEntries(reports), ...otherEntries(place, "/art/")], 6);
  return {
    family: "hanweb-xxgk",
    routes: {
      ...routes,
      "/col/col1229404187/index.html": html(
        "政府信息公开",
        `<iframe src="${tree}?divid=${divid}&amp;area=${area}"></iframe><div id="${divid}"></div>`,
      ),
      [tree]: treePage(),
      [search]: (request) => answer(request, lists),
    },
    start: ["/col/col1229404187/index.html"],
    reports,
    lists: 2 + lists.length,
  };
}

function treePage(): PortalPage {
  const add = (id: string, name: string) =>
    `d.add(1,0,'<a href="javascript:void(0)" onclick="funclick(\\'${id}\\',\\'${name}\\');">${name}</a>');`;
  return html(
    "",
    `<div class="dtree"><a href="javascript:d.openAll();">展开</a></div><script>var p = '&jdid=${jdid}';${add("A01", "机构概况")}${add(topic, "政府信息公开年报")}${add("A03", "政府网站年度报表")}</script>`,
  );
}

function answer(
  { method, form, url }: PortalRequest,
  lists: readonly (readonly ListEntry[])[],
): PortalPage {
  const asked = { infotypeId: topic, jdid, area, divid };
  const isAsked = Object.entries(asked).every(([name, value]) => form.get(name) === value);
  if (method !== "POST" || !isAsked || url.searchParams.get("area") !== area) {
    return { status: 500, contentType: "text/html", body: "<h1>500</h1>" };
  }
  const items = (lists[Number(form.get("currpage")) - 1] ?? []).map(
    ({ path, text, date }, index) =>
      `<tr class="tr_main_value_odd"><td>${index + 1}</td><td><a href="${path}" title="${text}">${text.slice(0, 18)}</a></td><td>${date}</td></tr>`,
  );
  return html("", `<table>${items.join("")}</table>&nbsp;&nbsp;共${lists.length}页&nbsp;`);
}
