import { type Organ, organs, type Place } from "./places.ts";
import type { HtmlOptions } from "./print/html.ts";
import { portalChrome } from "./print/html-chrome.ts";
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

const folder = "/zwgk/zfxxgknb/";
const perPage = 6;

const faults: readonly Fault[] = [
  { kind: "wrong_sum", organ: 0, year: 2023, address: "requests.granted.total" },
  { kind: "blank_cell", organ: 1, year: 2024, address: "requests.denied_state_secret.business" },
];

const siteOrgans: readonly Organ[] = organs.slice(0, 3);

/** Static lists index.html, index_1.html …; reports at ./202501/t20250120_123456.html. */
export function trsSite(seed: number, place: Place): SampleSite {
  const options: readonly HtmlOptions[] = [
    { dress: wordDress(2), chrome: portalChrome },
    { dress: paragraphDress, chrome: portalChrome },
    { chrome: portalChrome },
  ];
  const planned = planReports(seed, place, siteOrgans, faults, ({ publishedOn }, ordinal) => {
    const [year = "", month = "", day = ""] = publishedOn.split("-");
    return `${folder}${year}${month}/t${year}${month}${day}_${418200 + ordinal}.html`;
  });
  const pages = new Map<string, SamplePage>();
  for (const [index, plan] of planned.entries()) {
    pages.set(plan.path, reportPage(plan, options[index % options.length] ?? {}));
  }
  for (const { path, text } of others(place)) {
    pages.set(path, notice(text, "本页面不是年度报告。", {}));
  }
  const entries = [
    ...planned.map(({ path, report }) => ({ path, text: report.title, date: report.publishedOn })),
    ...others(place),
  ];
  const lists = paginate(entries, perPage);
  for (const [index, list] of lists.entries()) {
    pages.set(`${folder}${listName(index)}`, listPage(place, list, index, lists.length));
  }
  return {
    name: `${place.name}人民政府`,
    style: "trs",
    place,
    pages,
    robots: "User-agent: *\nDisallow: /search\n",
    sources: (baseUrl) => [
      {
        id: `trs-${place.divisionCode}`,
        division_code: place.divisionCode,
        start: [`${baseUrl}${folder}${listName(0)}`],
      },
    ],
    ...settle(planned),
  };
}

function listName(index: number): string {
  return index === 0 ? "index.html" : `index_${index}.html`;
}

function others(place: Place): ListEntry[] {
  return [
    { path: `${folder}202305/t20230512_417001.html`, text: `${place.name}政府信息公开指南` },
    {
      path: `${folder}202402/t20240201_417002.html`,
      text: `文字解读：${place.name}${siteOrgans[0]?.name}2023年政府信息公开工作年度报告的解读`,
    },
    { path: `${folder}202403/t20240308_417003.html`, text: `${place.name}召开政务公开工作会议` },
  ].map((entry) => ({ ...entry, date: "2024-03-08" }));
}

/** The link's text is cut short, its title is whole, its address relative to the list. */
function listPage(
  place: Place,
  entries: readonly ListEntry[],
  index: number,
  count: number,
): SamplePage {
  const items = entries.map(({ path, text, date }) => {
    const shown = text.length > 24 ? `${text.slice(0, 23)}…` : text;
    const href = `./${path.slice(folder.length)}`;
    return `<li><a href="${href}" title="${text}" target="_blank">${shown}</a><span>${date}</span></li>`;
  });
  const next = index + 1 < count ? `<a href="${listName(index + 1)}">下一页</a>` : "";
  const previous = index > 0 ? `<a href="${listName(index - 1)}">上一页</a>` : "";
  return htmlPage(
    `<title>政府信息公开年报_${place.name}人民政府</title>`,
    `<div class="crumb"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<div class="side"><a href="/zwgk/zfxxgkzn/">政府信息公开指南</a> <a href="/zwgk/zfxxgkzd/">政府信息公开制度</a></div>
<ul class="list">${items.join("\n")}</ul>
<div class="page">${previous} ${next}</div>
<script>createPageHTML(${count}, ${index}, "index", "html");</script>`,
    {},
  );
}
