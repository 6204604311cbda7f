import type { PortalPage } from "../portal/server.ts";
import { type FamilySite, html, planFamily } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type PlannedReport, paginate } from "./site.ts";

const place = expectPlace(10);
const folder = "/openness/OpennessAnnualReport";

/** Anhui: a page of agencies, each linked thrice; a list for each agency, chosen by `branch_id`, two entries a page, titled by their years alone. */
export function anhuiFamilySite(seed = 101): FamilySite {
  const { reports, routes } = planFamily(
    seed,
    place,
    (_, ordinal) => `${folder}/show/${4061 + ordinal}.html`,
  );
  const agencies = [...new Set(reports.map(({ report }) => report.agency))];
  const branchOf = (index: number) => `56cc0f2a8fb2bd6d3d0e${7100 + index}`;
  const branches = agencies.map(
    (agency, index) =>
      `<li><a href="${folder}/?branch_id=${branchOf(index)}" title="${agency}">${agency}</a></li>`,
  );
  const menu = `<ul class="branch">${branches.join("")}</ul>`;
  const start = "/openness/opennessBranch/?branch_type=8";
  const rows = agencies.map((agency, index) => {
    const of = (part: string) => `/openness/openness${part}/?branch_id=${branchOf(index)}`;
    return `<tr><td><a href="${of("Content")}">${agency}</a></td><td><a href="${of("Guide")}">指南</a></td><td><a href="${folder}/?branch_id=${branchOf(index)}">年报</a></td></tr>`;
  });
  const pages: Record<string, PortalPage> = {
    [start]: html("政府信息公开_乡镇街道", `<table>${rows.join("")}</table>`),
  };
  for (const [index, agency] of agencies.entries()) {
    const own = reports.filter(({ report }) => report.agency === agency);
    const lists = paginate(own, 2);
    for (const [number, list] of lists.entries()) {
      const path = `${folder}/?branch_id=${branchOf(index)}`;
      const next =
        number + 1 < lists.length ? `<a href="${path}&page=${number + 2}">下一页</a>` : "";
      pages[number === 0 ? path : `${path}&page=${number + 1}`] = html(
        "政府信息公开年报",
        `${menu}<ul>${list.map(toItem).join("")}</ul>${next}`,
      );
    }
  }
  return {
    family: "anhui-openness",
    routes: { ...routes, ...pages },
    start: [start],
    reports,
    lists: Object.keys(pages).length,
  };
}

function toItem({ path, report }: PlannedReport): string {
  const text = report.title.replace(report.agency, "");
  return `<li><a href="${path}">${text}</a><span>${report.publishedOn}</span></li>`;
}
