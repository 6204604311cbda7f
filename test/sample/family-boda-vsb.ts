import type { PortalRoute } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { paginate } from "./site.ts";

const place = expectPlace(7);
const stem = "/xxgk/zfxxgknb";

/** Boda VSB: list.htm, then list/5.htm down to list/1.htm; links lead to the first few and the last of them. */
export function bodaFamilySite(seed = 71): FamilySite {
  const { reports, routes } = planFamily(
    seed,
    place,
    (_, ordinal) => `/info/1951/${36539 + ordinal}.htm`,
  );
  const lists = paginate([...toEntries(reports), ...otherEntries(place, "/info/1951/")], 3);
  const pathOf = (index: number) =>
    index === 0 ? `${stem}.htm` : `${stem}/${lists.length - index}.htm`;
  const pages: [string, PortalRoute][] = lists.map((entries, index) => {
    const up = index === 0 ? "../" : "../../";
    const items = entries.map(
      ({ path, text, date }) =>
        `<li id="line_u13_${index}"><span>${date}</span><a href="${up}${path.slice(1)}" title="${text}">${text}</a></li>`,
    );
    const folder = index === 0 ? "zfxxgknb/" : "";
    const pager = `<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages"><span class="p_no_d">${index + 1}</span><span class="p_last p_fun"><a href="${folder}1.htm">尾页</a></span></span><span class="p_t">共${lists.length}页</span><span class="p_goto"><input type="text" class="p_goto_input" id="u13_goto" onkeydown="if(event.keyCode==13){_simple_list_gotopage_fun(${lists.length},&quot;u13_goto&quot;,2)}"></span></div>`;
    return [pathOf(index), html("政府信息公开年报", `<ul>${items.join("")}</ul>${pager}`)];
  });
  return {
    family: "boda-vsb",
    routes: { ...routes, ...Object.fromEntries(pages) },
    start: [pathOf(0)],
    reports,
    lists: lists.length,
  };
}
