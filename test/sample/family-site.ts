import type { PortalPage, PortalRoute } from "../portal/server.ts";
import { organs, type Place } from "./places.ts";
import type { SampleReport } from "./report.ts";
import { type ListEntry, type PlannedReport, planReports, reportPage } from "./site.ts";

/** A site of one family of county sites: it serves its lists as that software does, scripts, posts and all. */
export interface FamilySite {
  /** As `adapter` in sources.json calls the family; undefined for a site of none, which is read the general way. */
  readonly family: string | undefined;
  readonly routes: Readonly<Record<string, PortalRoute>>;
  readonly start: readonly string[];
  readonly reports: readonly PlannedReport[];
  /** Requests that the lists take: every page of every list once. */
  readonly lists: number;
  /** `none`: its lists print no dates. */
  readonly dates?: "none";
}

/** Reports of three years for each of so many organs of a place, and their pages by path. */
export function planFamily(
  seed: number,
  place: Place,
  pathOf: (report: SampleReport, ordinal: number) => string,
  organCount = 6,
): { readonly reports: PlannedReport[]; readonly routes: Record<string, PortalRoute> } {
  const reports = planReports(seed, place, organs.slice(0, organCount), [], pathOf);
  const routes = Object.fromEntries(reports.map((plan) => [plan.path, reportPage(plan, {})]));
  return { reports, routes };
}

export function toEntries(reports: readonly PlannedReport[]): ListEntry[] {
  return reports.map(({ path, report }) => ({
    path,
    text: report.title,
    date: report.publishedOn,
  }));
}

export function html(title: string, body: string): PortalPage {
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
  return { body: page, contentType: "text/html; charset=utf-8" };
}

/** What a list holds beside reports, none of which is worth a request. */
export function otherEntries({ name }: Place, folder: string): ListEntry[] {
  const texts = [
    `${name}政府信息公开指南`,
    `《${name}2023年政府信息公开工作年度报告》解读`,
    `一图读懂${name}2023年政府信息公开工作年度报告`,
    `关于做好2023年政府信息公开工作年度报告编制发布工作的通知`,
    `${name}2024年政务公开工作要点`,
    `${name}2023年法治政府建设年度报告`,
    `${name}2023年政府网站工作年度报表`,
    `${name}召开政府信息公开工作年度报告编制培训会`,
    `${name}2023年度部门决算公开`,
    `${name}政府信息公开工作制度`,
  ];
  return texts.map((text, index) => ({
    path: `${folder}gk-${index + 1}.html`,
    text,
    date: `2024-02-${String(index + 10)}`,
  }));
}
