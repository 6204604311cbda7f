import type { PortalPage } from "../portal/server.ts";
import { type FamilySite, html, planFamily } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type PlannedReport, paginate, reportPage, type SamplePage, siteYears } from "./site.ts";

const place = expectPlace(17);
const column = "/zwgk/zfxxgknb/";

/**
 * A column of annual reports with a list for each year, whose entries are the names of agencies and nothing else, two pages
 * a year, beside a menu that names the same agencies. The reports' own titles
 * leave agency and year to the list.
 */
export function yearListsSite(seed = 171): FamilySite {
  const { reports } = planFamily(
    seed,
    place,
    ({ publishedOn }, ordinal) =>
      `/xw/${publishedOn.slice(0, 7).replace("-", "")}/t${publishedOn.replaceAll("-", "")}_${4056262 + ordinal}.html`,
    8,
  );
  const menu = toMenu(reports);
  const years = [...siteYears].reverse();
  const tabs = years.map((year) => `<li><a href="${column}${year}/">${year}年</a></li>`);
  const pages: Record<string, PortalPage> = {
    [column]: html("政府信息公开年报", `${menu}<ul>${tabs.join("")}</ul>`),
  };
  for (const year of years) {
    const lists = paginate(
      reports.filter(({ report }) => report.year === year),
      5,
    );
    for (const [index, list] of lists.entries()) {
      const next = index + 1 < lists.length ? `<a href="index_${index + 1}.html">下一页</a>` : "";
      const name = index === 0 ? "" : `index_${index}.html`;
      pages[`${column}${year}/${name}`] = html(
        "政府信息公开年报",
        `${menu}<h2>${year}年度政府信息公开年报</h2><ul>${list.map(toItem).join("")}</ul>${next}`,
      );
    }
  }
  const routes = Object.fromEntries(reports.map((plan) => [plan.path, untitled(plan)]));
  return {
    family: undefined,
    routes: { ...routes, ...pages },
    start: [column],
    reports,
    lists: Object.keys(pages).length,
    dates: "none",
  };
}

function toMenu(reports: readonly PlannedReport[]): string {
  const agencies = [...new Set(reports.map(({ report }) => report.agency))];
  const links = agencies.map(
    (agency, index) =>
      `<a href="/bm/d${index}/index.html">${agency}</a><a href="/bm/${900 + index}.html">${agency}</a>`,
  );
  return `<div class="nav">${links.join("")}<a href="/hd/1234.html">新闻中心</a></div>`;
}

function toItem({ path, report }: PlannedReport): string {
  return `<li><a href="${path}">${report.agency}</a><span>${report.publishedOn}</span></li>`;
}

/** Whose report it is, and of which year, stands in the list alone. */
function untitled(planned: PlannedReport): SamplePage {
  const report = { ...planned.report, title: "政府信息公开工作年度报告" };
  return reportPage({ ...planned, report }, {});
}
