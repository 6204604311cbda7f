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

/** What a list holds beside reports. */
export function otherEntries(place: Place, folder: string): ListEntry[] {
  return [
    { path: `${folder}gk-1.html`, text: `${place.name}政府信息公开指南`, date: "2023-05-09" },
    {
      path: `${folder}gk-2.html`,
      text: `《${place.name}2023年政府信息公开工作年度报告》解读`,
      date: "2024-02-01",
    },
  ];
}
