import type { PortalPage, PortalRoute } from "../portal/server.ts";
import { type FamilySite, planFamily, toEntries } from "./family-site.ts";
import { expectPlace, organs } from "./places.ts";
import { htmlPage, type ListEntry, notice, paginate, type SamplePage } from "./site.ts";

const place = expectPlace(13);
const old = { encoding: "gb18030", headerCharset: undefined, metaCharset: "gb2312" } as const;

/** A site of 2005 in GBK that never heard of a family: frames, a list of ASP pages, a table for each line. */
export function oldAspSite(seed = 131): FamilySite {
  const { reports, routes } = planFamily(
    seed,
    place,
    (_, ordinal) => `/xxgk/show.asp?id=${345 + ordinal}`,
  );
  const notes = notice("政府信息公开制度", "本页面不是年度报告。", old);
  const lists = paginate(toEntries(reports), 5);
  const pathOf = (index: number) =>
    `/xxgk/list.asp?id=12${index === 0 ? "" : `&page=${index + 1}`}`;
  const pages: [string, PortalRoute][] = lists.map((entries, index) => {
    const next =
      index + 1 < lists.length ? `<a href="${pathOf(index + 1).slice(6)}">下一页</a>` : "";
    const body = `${entries.map(toLine).join("<br>")}<p>共${organs.length}类 ${next}</p>`;
    return [pathOf(index), asPage(htmlPage("<title>信息公开年报</title>", body, old))];
  });
  const frames = `<frameset cols="180,*"><frame src="menu.asp"><frame src="list.asp?id=12"></frameset>`;
  return {
    family: undefined,
    routes: {
      ...routes,
      ...Object.fromEntries(pages),
      "/xxgk/index.asp": asPage(htmlPage("<title>信息公开</title>", frames, old)),
      "/xxgk/menu.asp": asPage(notes),
    },
    start: ["/xxgk/index.asp"],
    reports,
    lists: 2 + lists.length,
  };
}

function asPage(page: SamplePage): PortalPage {
  return page;
}

function toLine({ path, text, date }: ListEntry): string {
  return `·<a href="${path.slice(6)}" target=_blank>${text}</a> (${date.replaceAll("-", "/")})`;
}
