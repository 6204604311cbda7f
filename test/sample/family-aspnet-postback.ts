import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type ListEntry, paginate } from "./site.ts";

const place = expectPlace(12);
const list = "/zfxxgk/GovOpenList.aspx?lm=68";

/** ASP.NET: further pages by a form sent back with the state of the page, which is another for every answer. */
export function aspnetFamilySite(seed = 121): FamilySite {
  const { reports, routes } = planFamily(
    seed,
    place,
    (_, ordinal) => `/zfxxgk/GovOpenShow.aspx?id=${20200106 + ordinal}`,
  );
  const entries = [...toEntries(reports), ...otherEntries(place, "/zfxxgk/")];
  const lists = paginate(entries, 6);
  const issued = new Set<string>();
  return {
    family: "aspnet-postback",
    routes: { ...routes, [list]: (request) => answer(request, lists, issued) },
    start: [list],
    reports,
    lists: lists.length,
  };
}

function answer(
  { method, form }: PortalRequest,
  lists: readonly (readonly ListEntry[])[],
  issued: Set<string>,
): PortalPage {
  if (method !== "POST") return listPage(1, lists, issued);
  const state = form.get("__VIEWSTATE") ?? "";
  const isMeant = issued.has(state) && form.get("__EVENTTARGET") === "AspNetPager1";
  if (!isMeant)
    return { status: 500, contentType: "text/html", body: "<h1>Invalid viewstate</h1>" };
  return listPage(Number(form.get("__EVENTARGUMENT")), lists, issued);
}

function listPage(
  number: number,
  lists: readonly (readonly ListEntry[])[],
  issued: Set<string>,
): PortalPage {
  const state = Buffer.from(`state+${issued.size}/${number}`).toString("base64");
  issued.add(state);
  const items = (lists[number - 1] ?? []).map(
    ({ path, text, date }) =>
      `<tr><td><a href="${path}" title="${text}">${text.slice(0, 16)}</a></td><td>${date}</td></tr>`,
  );
  const go = (to: number, text: string) =>
    to === number ? text : `<a href="javascript:__doPostBack('AspNetPager1','${to}')">${text}</a>`;
  const pager = `${lists.map((_, index) => go(index + 1, `${index + 1}`)).join(" ")} ${go(lists.length, "尾页")}`;
  const hidden = `<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${state}" /><input type="hidden" name="__EVENTTARGET" value="" />`;
  return html(
    "政府信息公开年报",
    `<form method="post" action="./GovOpenList.aspx?lm=68">${hidden}<table>${items.join("")}</table><div id="AspNetPager1">${pager}</div></form>`,
  );
}
