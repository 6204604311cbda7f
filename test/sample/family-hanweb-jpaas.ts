import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { type FamilySite, html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import type { ListEntry } from "./site.ts";

const place = expectPlace(5);
const folder = "/qtx/zfxxgk/zfxxgknb";
const unit = "/api-gateway/jpaas-publish-server/front/page/build/unit";
const rows = 7;
const query = {
  parseType: "bulidstatic",
  webId: "8f43c7ad3afc411fb56f281724b73708",
  tplSetId: "52551ea0e2c14bca8c84792f7aa37ead",
  pageType: "column",
  tagId: "分页列表",
  pageId: "fc8bdff48fa345a48b651c1285b70b8f",
};

/** Hanweb JPaaS: the page is empty, its header and its list are parts that answer JSON. */
export function jpaasFamilySite(seed = 51): FamilySite {
  const { reports, routes } = planFamily(seed, place, ({ publishedOn }, ordinal) => {
    const id = (0x21953d8c + ordinal).toString(16).padEnd(32, "7");
    return `${folder}/art/${publishedOn.slice(0, 4)}/art_${id}.html`;
  });
  const entries = [...toEntries(reports), ...otherEntries(place, `${folder}/art/`)];
  return {
    family: "hanweb-jpaas",
    routes: {
      ...routes,
      [`${folder}/index.html`]: html(
        "政府信息公开年报",
        `${toScript({ ...query, tagId: "页头" })}<div id="list">${toScript(query)}</div>`,
      ),
      [unit]: (request) => answer(request, entries),
    },
    start: [`${folder}/index.html`],
    reports,
    lists: 2 + Math.ceil(entries.length / rows),
  };
}

function toScript(values: Record<string, string>): string {
  const data = JSON.stringify(values).replaceAll('"', "'");
  return `<script id="x" src="/jpaas-jpublish-web/AuthorizedRead/unitbuild.js" url="${unit}" queryData="${data}"></script>`;
}

function answer({ url }: PortalRequest, entries: readonly ListEntry[]): PortalPage {
  if (url.searchParams.get("tagId") !== query.tagId) {
    return toJson('<div class="head"><a href="/">首页</a></div>');
  }
  const asked: unknown = JSON.parse(url.searchParams.get("paramJson") ?? '{"pageNo":1}');
  const number =
    typeof asked === "object" && asked !== null && "pageNo" in asked ? asked.pageNo : 1;
  const from = (Number(number) - 1) * rows;
  const items = entries
    .slice(from, from + rows)
    .map(
      ({ path, text, date }) =>
        `<li class="clearfix"><a href="${path}" title="${text}" target="_blank">${text.slice(0, 15)}...</a><span class="bt-right">${date}</span></li>`,
    );
  return toJson(
    `<ul class="page-content">${items.join("")}</ul><div class="pagination" rows="${rows}" count="${entries.length}"></div>`,
  );
}

function toJson(part: string): PortalPage {
  const body = { success: true, code: "200", message: "操作成功", data: { html: part } };
  return { contentType: "application/json;charset=UTF-8", body: JSON.stringify(body) };
}
