import type { PortalRoute } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { paginate } from "./site.ts";

const folder = "/zwgk/zfxxgknb/";
const place = expectPlace(3);

/** Static lists of TRS WCM: no link leads to the next page, a script writes the pager. */
export function trsFamilySite(seed = 31): FamilySite {
  const { reports, routes } = planFamily(seed, place, ({ publishedOn }, ordinal) => {
    const day = publishedOn.replaceAll("-", "");
    return `${folder}${day.slice(0, 6)}/t${day}_${5180 + ordinal}.html`;
  });
  const lists = paginate([...toEntries(reports), ...otherEntries(place, folder)], 5);
  const pages: [string, PortalRoute][] = lists.map((entries, index) => {
    const items = entries.map(
      ({ path, text, date }) =>
        `<li><a href="./${path.slice(folder.length)}" title="${text}">${text.slice(0, 12)}…</a><span>${date}</span></li>`,
    );
    const name = index === 0 ? "index.html" : `index_${index}.html`;
    const body = `<ul class="list">${items.join("")}</ul><div class="page"><script>
//分页
createPageHTML(${lists.length}, ${index}, "index", "html");
</script></div>`;
    return [`${folder}${name}`, html("政府信息公开年报", body)];
  });
  return {
    family: "trs-wcm",
    routes: { ...routes, ...Object.fromEntries(pages) },
    start: [`${folder}index.html`],
    reports,
    lists: lists.length,
  };
}
