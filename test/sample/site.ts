import type { Figures } from "./figures.ts";
import type { Organ, Place } from "./places.ts";
import { encodeHtml } from "./print/encode.ts";
import type { HtmlOptions } from "./print/html.ts";
import { printHtml } from "./print/html.ts";
import { listFigures, type PrintedPage, printPage, withFigure } from "./print/page.ts";
import { type SampleReport, sampleReport } from "./report.ts";

/** A web site of an invented county, as data: a server for it is a look-up. */
export interface SampleSite {
  readonly name: string;
  readonly style: SiteStyle;
  readonly place: Place;
  /** By path with query. */
  readonly pages: ReadonlyMap<string, SamplePage>;
  readonly robots: string;
  /** Entries for sources.json. */
  readonly sources: (baseUrl: string) => readonly SourceEntry[];
  /** What a complete crawl finds. */
  readonly reports: readonly SitedReport[];
  /** What it cannot have, and why. */
  readonly lost: readonly LostReport[];
}

export type SiteStyle = "trs" | "hanweb" | "asp";

export interface SamplePage {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** 200 if left out. */
  readonly status?: number;
  /** Answers this way so many times before it answers well. */
  readonly failFirst?: { readonly times: number; readonly status: number };
}

/** An entry of sources.json. */
export interface SourceEntry {
  readonly id: string;
  readonly agency?: string;
  readonly division_code: string;
  readonly start: readonly string[];
}

export interface SitedReport {
  readonly path: string;
  readonly report: SampleReport;
  readonly fault: Fault | undefined;
}

export interface LostReport {
  readonly path: string;
  readonly agency: string;
  readonly year: number;
  readonly reason: "not_a_report" | "disallowed" | "gone";
}

/**
 * What is wrong with one address.
 * - `wrong_sum`: the total at `address` is printed one too high
 * - `blank_cell`: the figure at `address` is not printed
 * - `answers_503_twice`: heals at the third request
 * - the others: see `LostReport`
 */
export interface Fault {
  readonly kind: "wrong_sum" | "blank_cell" | "answers_503_twice" | LostReport["reason"];
  /** Index of the organ of the site. */
  readonly organ: number;
  readonly year: number;
  readonly address?: string;
}

/** One line of a list. */
export interface ListEntry {
  readonly path: string;
  readonly text: string;
  readonly date: string;
}

/** A report, where it is published, and what is wrong with it. */
export interface PlannedReport {
  readonly organIndex: number;
  readonly report: SampleReport;
  readonly path: string;
  readonly fault: Fault | undefined;
}

export const siteYears: readonly number[] = [2022, 2023, 2024];

/** Three years of reports for each organ, newest first; each year takes up what the last left. */
export function planReports(
  seed: number,
  place: Place,
  organs: readonly Organ[],
  faults: readonly Fault[],
  pathOf: (report: SampleReport, ordinal: number, fault: Fault | undefined) => string,
): PlannedReport[] {
  const planned = organs.flatMap((organ, organIndex) => {
    let carriedIn: readonly number[] = [];
    let lastYear: Figures = new Map();
    return siteYears.map((year, yearIndex) => {
      const ordinal = organIndex * siteYears.length + yearIndex;
      const spread = organIndex === 0 ? "busy" : "sparse";
      const options = { place, organ, year, spread, carriedIn, lastYear } as const;
      const report = sampleReport(seed + ordinal, options);
      carriedIn = carriedOut(report);
      lastYear = report.values;
      const fault = faults.find((entry) => entry.organ === organIndex && entry.year === year);
      return { organIndex, report, path: pathOf(report, ordinal, fault), fault };
    });
  });
  return planned.sort((one, other) =>
    other.report.publishedOn.localeCompare(one.report.publishedOn),
  );
}

function carriedOut(report: SampleReport): number[] {
  const row = report.form.tables
    .find((table) => table.id === "requests")
    ?.rows.find((entry) => entry.id === "carried_out");
  const applicants = row?.columns.filter((column) => column.id !== "total") ?? [];
  return applicants.map(({ id }) => report.values.get(`requests.carried_out.${id}`) ?? 0);
}

/** The page of a planned report, faults and all. */
export function reportPage(planned: PlannedReport, options: HtmlOptions): SamplePage {
  const { report, fault } = planned;
  if (fault?.kind === "gone") return { ...notice("您访问的页面不存在", "", options), status: 404 };
  if (fault?.kind === "not_a_report") {
    return notice(report.agency, "栏目正在建设中，请稍后访问。", options);
  }
  const { bytes, contentType } = printHtml(faulty(printPage(report), fault), options);
  const page = { body: bytes, contentType };
  return fault?.kind === "answers_503_twice"
    ? { ...page, failFirst: { times: 2, status: 503 } }
    : page;
}

function faulty(page: PrintedPage, fault: Fault | undefined): PrintedPage {
  if (fault?.address === undefined) return page;
  if (fault.kind === "blank_cell") return withFigure(page, fault.address, "");
  const printed = listFigures(page).find((figure) => figure.address === fault.address);
  return withFigure(page, fault.address, String(Number(printed?.text) + 1));
}

/** Splits what was planned into what can be had and what cannot. */
export function settle(planned: readonly PlannedReport[]): Pick<SampleSite, "reports" | "lost"> {
  const lost = planned.flatMap(({ fault, path, report }) =>
    fault?.kind === "not_a_report" || fault?.kind === "disallowed" || fault?.kind === "gone"
      ? [{ path, agency: report.agency, year: report.year, reason: fault.kind }]
      : [],
  );
  const lostPaths = new Set(lost.map((entry) => entry.path));
  return { lost, reports: planned.filter(({ path }) => !lostPaths.has(path)) };
}

/** A page that is no report: guide, interpretation, news. */
export function notice(title: string, text: string, options: HtmlOptions): SamplePage {
  return htmlPage(`<title>${title}</title>`, `<h1>${title}</h1><p>${text}</p>`, options);
}

/** Any page of the site in its encoding. */
export function htmlPage(head: string, body: string, options: HtmlOptions): SamplePage {
  const { encoding = "utf-8", metaCharset } = options;
  const charset = "headerCharset" in options ? options.headerCharset : encoding;
  const meta =
    metaCharset === undefined
      ? ""
      : `<meta http-equiv="Content-Type" content="text/html; charset=${metaCharset}">`;
  const html = `<!DOCTYPE html>\n<html><head>${meta}${head}</head><body>\n${body}\n</body></html>\n`;
  return {
    body: encodeHtml(html, encoding),
    contentType: charset === undefined ? "text/html" : `text/html; charset=${charset}`,
  };
}

/** Cuts a list into pages. */
export function paginate<T>(entries: readonly T[], perPage: number): T[][] {
  return Array.from({ length: Math.ceil(entries.length / perPage) }, (_, index) =>
    entries.slice(index * perPage, (index + 1) * perPage),
  );
}
