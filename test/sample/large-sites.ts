import { expectPlace, type Organ, type Place, places } from "./places.ts";
import type { Encoding } from "./print/encode.ts";
import { type HtmlOptions, printHtml } from "./print/html.ts";
import { portalChrome } from "./print/html-chrome.ts";
import { type Dress, paragraphDress, wordDress } from "./print/html-dress.ts";
import { printPage } from "./print/page.ts";
import { type SampleReport, sampleReport } from "./report.ts";
import { htmlPage, type SamplePage, type SourceEntry } from "./site.ts";

/** A host of many reports, each page written only when asked for. */
export interface LargeSite {
  readonly name: string;
  readonly encoding: Encoding;
  readonly robots: string;
  /** Paths of all reports. */
  readonly reportPaths: readonly string[];
  /** Undefined for a path the host does not have. */
  readonly pageAt: (path: string) => SamplePage | undefined;
  readonly reportAt: (path: string) => SampleReport | undefined;
  readonly sources: (baseUrl: string) => readonly SourceEntry[];
}

export interface LargeSitesOptions {
  readonly hosts: number;
  /** Reports a host. */
  readonly pages: number;
  readonly seed: number;
}

const folder = "/zwgk/zfxxgknb/";
const perList = 20;
const years = [2021, 2022, 2023, 2024];
const towns = [..."青墨岚芦竹槐榆棠松柏苇枫菱荻桐萤"].flatMap((first) =>
  [..."岭湾桥塘坪溪冈坝渡埠铺店沟洼坡滩"].map((second) => `${first}${second}镇`),
);

// Median about 110 KB, from 50 to 160.
const dresses: readonly Dress[] = [wordDress(1), paragraphDress, wordDress(1), wordDress(2)];

/**
 * Sites for measuring: lists of 20 links, portal pages of about 110 KB. Every fourth host is in
 * GB18030, and of these most say so in the meta tag only.
 */
export function largeSites({ hosts, pages, seed }: LargeSitesOptions): readonly LargeSite[] {
  const agencies = Math.ceil(pages / years.length);
  const rounds = Math.ceil(hosts / places.length);
  if (agencies * rounds > towns.length) {
    throw new Error(
      `no ${hosts} hosts of ${pages} pages: names suffice for ${towns.length} towns a county`,
    );
  }
  return Array.from({ length: hosts }, (_, host) => {
    const place = expectPlace(host % places.length);
    const firstTown = Math.floor(host / places.length) * agencies;
    const report = (index: number) =>
      townReport(seed + host * 100_000 + index, place, firstTown, index);
    return largeSite(place, host, pages, report);
  });
}

function townReport(seed: number, place: Place, firstTown: number, index: number): SampleReport {
  const town = towns[firstTown + Math.floor(index / years.length)] ?? "";
  const organ: Organ = { name: `${town}人民政府`, short: town, self: "我镇" };
  const year = years[index % years.length] ?? 2024;
  return sampleReport(seed, { place, organ, year, spread: index % 3 === 0 ? "busy" : "sparse" });
}

function largeSite(
  place: Place,
  host: number,
  pages: number,
  report: (index: number) => SampleReport,
): LargeSite {
  const options = encodingOf(host);
  const indexes = new Map(Array.from({ length: pages }, (_, index) => [pathOf(index), index]));
  const lists = new Map(
    Array.from({ length: Math.ceil(pages / perList) }, (_, list) => [listPath(list), list]),
  );
  const reportAt = (path: string): SampleReport | undefined => {
    const index = indexes.get(path);
    return index === undefined ? undefined : report(index);
  };
  return {
    name: `host-${host + 1}`,
    encoding: options.encoding ?? "utf-8",
    robots: "User-agent: *\nDisallow: /search\n",
    reportPaths: [...indexes.keys()],
    reportAt,
    pageAt: (path) => {
      const list = lists.get(path);
      if (list !== undefined) return listPage(list, pages, report, options);
      const sample = reportAt(path);
      return sample === undefined ? undefined : largePage(sample, indexes.get(path) ?? 0, options);
    },
    sources: (baseUrl) => [
      {
        id: `host-${host + 1}`,
        division_code: place.divisionCode,
        start: [`${baseUrl}${listPath(0)}`],
      },
    ],
  };
}

function encodingOf(host: number): HtmlOptions {
  if (host % 4 !== 3) return { metaCharset: "utf-8", headerCharset: "utf-8" };
  const headerCharset = host % 8 === 3 ? undefined : "gb2312";
  return { encoding: "gb18030", metaCharset: "gb2312", headerCharset };
}

// The day is not that of publication, as after a site was moved.
function pathOf(index: number): string {
  const year = (years[index % years.length] ?? 2024) + 1;
  return `${folder}${year}01/t${year}0120_${500_000 + index}.html`;
}

function listPath(list: number): string {
  return list === 0 ? `${folder}index.html` : `${folder}index_${list}.html`;
}

function largePage(report: SampleReport, index: number, options: HtmlOptions): SamplePage {
  const dress = dresses[index % dresses.length] ?? paragraphDress;
  const { bytes, contentType } = printHtml(printPage(report), {
    ...options,
    dress,
    chrome: portalChrome,
  });
  return { body: bytes, contentType };
}

function listPage(
  list: number,
  pages: number,
  report: (index: number) => SampleReport,
  options: HtmlOptions,
): SamplePage {
  const first = list * perList;
  const count = Math.min(perList, pages - first);
  const items = Array.from({ length: count }, (_, place) => {
    const index = first + place;
    const { title, publishedOn } = report(index);
    return `<li><a href="./${pathOf(index).slice(folder.length)}">${title}</a><span>${publishedOn}</span></li>`;
  });
  const next =
    first + perList < pages
      ? `<a href="${listPath(list + 1).slice(folder.length)}">下一页</a>`
      : "";
  return htmlPage(
    "<title>政府信息公开年报</title>",
    `<ul>${items.join("\n")}</ul>${next}`,
    options,
  );
}
