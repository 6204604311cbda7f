import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import type { ListEntry } from "./site.ts";

const place = expectPlace(14);
const folder = "/tzqnywyh/xxgknb";
const proxy = "/TrueCMS/messageController/getMessage.do";
const columnId = "754f6db5-d294-46d5-b25c-da3a86d102cd";
const perPage = 2;

/** TrueCMS: an empty page; records by GET as XML in JSON, and only for who comes from a page of the site. */
export function truecmsFamilySite(seed = 141): FamilySite {
  const { reports, routes } = planFamily(seed, place, (_, ordinal) => {
    const id = (0xdee4e630 + ordinal).toString(16);
    return `${folder}/content/${id}-8dc0-4356-b439-facd97e8eaa4.html`;
  });
  const entries = [...toEntries(reports), ...otherEntries(place, `${folder}/content/`)];
  const script = `<div id="content"></div><script>$('#content').jpage({dataStore:'',proxyUrl:'${proxy}',perPage:${perPage},groupSize:3,ajaxParam:{columnId:'${columnId}'}});</script>`;
  return {
    family: "truecms",
    routes: {
      ...routes,
      [`${folder}/xxgknb.html`]: html("政府信息公开年报", script),
      [proxy]: (request) => answer(request, entries),
    },
    start: [`${folder}/xxgknb.html`],
    reports,
    lists: 1 + Math.ceil(entries.length / (perPage * 3)),
  };
}

function answer({ url, headers }: PortalRequest, entries: readonly ListEntry[]): PortalPage {
  if (headers.referer !== `http://${headers.host}/`) {
    return { status: 403, contentType: "text/html", body: "<h1>403</h1>" };
  }
  const [start, end] = ["startrecord", "endrecord"].map((name) =>
    Number(url.searchParams.get(name)),
  );
  const isKnown = url.searchParams.get("columnId") === columnId;
  const records = (isKnown ? entries : [])
    .slice((start ?? 1) - 1, end)
    .map(
      ({ path, text, date }) =>
        `<record><![CDATA[<li><span style="float:left;"><a href="${path}" target="_blank">${text}</a></span>${date}</li>]]></record>`,
    );
  const result = `<datastore><totalrecord>${entries.length}</totalrecord><recordset>${records.join("")}</recordset></datastore>`;
  return { contentType: "application/json;charset=UTF-8", body: JSON.stringify({ result }) };
}
