import type { PortalPage, PortalRoute } from "../portal/server.ts";
import { type FamilySite, html, planFamily } from "./family-site.ts";
import { expectPlace, organs } from "./places.ts";
import type { SamplePage } from "./site.ts";

const place = expectPlace(6);
const module = "/module/xxgk/xxgkAnnualReport.jsp";
const years = ["2021", "2022", "2023", "2024"];

/** Hanweb's module: agency and year are parameters, and every page offers all of them. 2021 is offered and empty. */
export function annualReportFamilySite(seed = 61): FamilySite {
  const toPath = (area: string, year: string | number) => `${module}?area=${area}&fbtime=${year}`;
  const names = organs.slice(0, 6).map(({ name }) => `${place.name}${name}`);
  const areas = names.map((_, index) => `0010080030100${10 + index}`);
  const areaOf = (agency: string) => areas[names.indexOf(agency)] ?? "";
  const { reports, routes } = planFamily(seed, place, ({ agency, year }) =>
    toPath(areaOf(agency), year),
  );
  const options = areas.map((area, index) => `<option value="${area}">${names[index]}</option>`);
  const selects = `<select name="fbtime">${years.map((year) => `<option value="${year}">${year}年</option>`).join("")}</select><select name="area">${options.join("")}</select>`;
  const pages = Object.entries(routes).map(([path, page]) => [path, addSelects(page, selects)]);
  const empty = areas.map((area) => [
    toPath(area, "2021"),
    html("年度报告", `${selects}<p>该单位该年度没有内容，请选择其他单位或者年份查看。</p>`),
  ]);
  const last = reports.find(({ report }) => report.agency === names[0] && report.year === 2024);
  return {
    family: "hanweb-annual-report",
    routes: Object.fromEntries([...pages, ...empty]),
    start: [last?.path ?? ""],
    reports,
    lists: empty.length,
    dates: "none",
  };
}

function addSelects(page: PortalRoute | SamplePage, selects: string): PortalPage {
  if (typeof page === "function") throw new Error("a report is a page");
  const text = Buffer.from(page.body).toString("utf8");
  return { ...page, body: text.replace(/<body[^>]*>/, (body) => `${body}${selects}`) };
}
