import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import type { ListEntry } from "./site.ts";

const place = expectPlace(4);
const column = "1229518625";
const unit = "6101313";
const perPage = 2;
const proxy = "/module/web/jpage/dataproxy.jsp";
const form = {
  col: "1",
  appid: "1",
  webid: "3095",
  path: "/",
  columnid: column,
  sourceContentType: "1",
  unitid: unit,
  webname: `${place.name}人民政府`,
  permissiontype: "0",
};

/** Hanweb JCMS: three pages of records inside the page's script, the others by POST; page 2 by address is page 1 again. */
export function hanwebFamilySite(seed = 41): FamilySite {
  const { reports, routes } = planFamily(seed, place, ({ publishedOn }, ordinal) => {
    const [year, month, day] = publishedOn.split("-").map(Number);
    return `/art/${year}/${month}/${day}/art_${column}_${3758634 + ordinal}.html`;
  });
  const entries = [...toEntries(reports), ...otherEntries(place, "/art/")];
  const first = perPage * 3;
  return {
    family: "hanweb-jcms",
    routes: {
      ...routes,
      [`/col/col${column}/index.html`]: listPage(entries.slice(0, first), entries.length),
      [proxy]: (request) => answer(request, entries),
    },
    start: [`/col/col${column}/index.html`],
    reports,
    lists: 1 + Math.ceil((entries.length - first) / first),
  };
}

const toRecord = ({ path, text, date }: ListEntry) =>
  `<record><![CDATA[<li><a href="${path}" target="_blank" title="${text}">${text.slice(0, 14)}...</a><span>${date}</span></li>]]></record>`;

function listPage(entries: readonly ListEntry[], total: number): PortalPage {
  const query = new URLSearchParams({ page: "1", ...form }).toString();
  const next = `<nextgroup><![CDATA[<a href="${proxy}?${query}"></a>]]></nextgroup>`;
  return html(
    "政府信息公开年报",
    `<div id="${unit}"><script type="text/xml"><datastore>${next}<recordset>${entries.map(toRecord).join("\n")}</recordset></datastore></script></div>
<script>$(function(){$('#${unit}').jpage({dataStore:'script',totalRecord:${total},openCookies:false,barPosition:'bottom',perPage:${perPage},proxyUrl:'${proxy}'});});</script>
<div class="default_pgContainer"><a href="/col/col${column}/index.html?uid=${unit}&pageNum=2">下一页</a></div>`,
  );
}

/** Like the true one, it knows the list by the form alone, and the records by the address. */
function answer(request: PortalRequest, entries: readonly ListEntry[]): PortalPage | undefined {
  const isAsked =
    request.method === "POST" &&
    Object.entries(form).every(([name, value]) => request.form.get(name) === value);
  if (!isAsked) return { status: 500, contentType: "text/html", body: "<h1>500</h1>" };
  const start = Number(request.url.searchParams.get("startrecord"));
  const end = Number(request.url.searchParams.get("endrecord"));
  const records = entries
    .slice(start - 1, end)
    .map(toRecord)
    .join("");
  return {
    contentType: "text/html;charset=utf-8",
    body: `<?xml version='1.0' encoding='UTF-8'?><datastore><totalrecord>${entries.length}</totalrecord><totalpage>${Math.ceil(entries.length / perPage)}</totalpage><recordset>${records}</recordset></datastore>`,
  };
}
