import { type Organ, organs, type Place } from "./places.ts";
import type { HtmlOptions } from "./print/html.ts";
import { nestedChrome } from "./print/html-chrome.ts";
import { paragraphDress, wordDress } from "./print/html-dress.ts";
import {
  type Fault,
  htmlPage,
  type ListEntry,
  notice,
  paginate,
  planReports,
  reportPage,
  type SamplePage,
  type SampleSite,
  settle,
} from "./site.ts";

const perPage = 5;

const faults: readonly Fault[] = [
  { kind: "disallowed", organ: 1, year: 2022 },
  { kind: "gone", organ: 3, year: 2023 },
];

const siteOrgans: readonly Organ[] = organs.slice(4, 8);

/** Bytes in GB18030, told by the meta tag alone and under an older name. */
const oldStyle: HtmlOptions = {
  encoding: "gb18030",
  headerCharset: undefined,
  metaCharset: "gb2312",
};

/** Lists at /xxgk/list.asp?id=12&page=2, reports at /xxgk/show.asp?id=345, everything in GBK. */
export function aspSite(seed: number, place: Place): SampleSite {
  const planned = planReports(seed, place, siteOrgans, faults, (_, ordinal, fault) =>
    fault?.kind === "disallowed"
      ? `/xxgk/neibu/show.asp?id=${345 + ordinal}`
      : `/xxgk/show.asp?id=${345 + ordinal}`,
  );
  const pages = new Map<string, SamplePage>();
  for (const [index, plan] of planned.entries()) {
    const dress = index % 2 === 0 ? paragraphDress : wordDress(1);
    pages.set(plan.path, reportPage(plan, { ...oldStyle, dress, chrome: nestedChrome }));
  }
  for (const { path, text } of others(place)) {
    pages.set(path, notice(text, "本页面不是年度报告。", oldStyle));
  }
  const entries = [
    ...others(place),
    ...planned.map(({ path, report }) => ({ path, text: report.title, date: report.publishedOn })),
  ];
  const lists = paginate(entries, perPage);
  for (const [index, list] of lists.entries()) {
    pages.set(listPath(index), listPage(place, list, index, lists.length));
  }
  return {
    name: `${place.name}信息公开网`,
    style: "asp",
    place,
    pages,
    robots: "User-agent: *\nDisallow: /xxgk/neibu/\n",
    sources: (baseUrl) => [
      {
        id: `asp-${place.divisionCode}`,
        division_code: place.divisionCode,
        start: [`${baseUrl}${listPath(0)}`],
      },
    ],
    ...settle(planned),
  };
}

function listPath(index: number): string {
  return index === 0 ? "/xxgk/list.asp?id=12" : `/xxgk/list.asp?id=12&page=${index + 1}`;
}

function others(place: Place): ListEntry[] {
  return [
    { path: "/xxgk/show.asp?id=201", text: "政府信息公开制度", date: "2022-06-01" },
    {
      path: "/xxgk/show.asp?id=202",
      text: `${place.name}农业农村局开展春耕指导`,
      date: "2024-03-15",
    },
  ];
}

function listPage(
  place: Place,
  entries: readonly ListEntry[],
  index: number,
  count: number,
): SamplePage {
  const items = entries.map(
    ({ path, text, date }) =>
      `·<a href="${path.slice("/xxgk/".length)}" target=_blank>${text}</a> (${date.replaceAll("-", "/")})<br>`,
  );
  const link = (label: string, to: number) =>
    `<a href="${listPath(to).slice("/xxgk/".length)}">${label}</a>`;
  const next = index + 1 < count ? link("下一页", index + 1) : "下一页";
  return htmlPage(
    `<title>信息公开年报-${place.name}</title>`,
    `<table width="770"><tr><td>${items.join("\n")}</td></tr>
<tr><td>共${count}页 ${link("首页", 0)} ${next} ${link("尾页", count - 1)}</td></tr></table>`,
    oldStyle,
  );
}
