import { type Organ, organs, type Place } from "./places.ts";
import { nestedChrome } from "./print/html-chrome.ts";
import { wordDress } from "./print/html-dress.ts";
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

const firstColumn = 1201;
const perPage = 3;

const faults: readonly Fault[] = [
  { kind: "answers_503_twice", organ: 0, year: 2024 },
  { kind: "not_a_report", organ: 2, year: 2022 },
];

const siteOrgans: readonly Organ[] = organs.slice(2, 6);

/** A column for each organ at /col/col1201/index.html; reports at /art/2025/1/20/art_1201_88010.html. */
export function hanwebSite(seed: number, place: Place): SampleSite {
  const planned = planReports(
    seed,
    place,
    siteOrgans,
    faults,
    ({ publishedOn, agency }, ordinal) => {
      const [year, month, day] = publishedOn.split("-").map(Number);
      const organ = siteOrgans.findIndex(({ name }) => agency === `${place.name}${name}`);
      return `/art/${year}/${month}/${day}/art_${firstColumn + organ}_${88010 + ordinal}.html`;
    },
  );
  const pages = new Map<string, SamplePage>();
  for (const [index, plan] of planned.entries()) {
    const options = index % 2 === 0 ? {} : { dress: wordDress(1), chrome: nestedChrome };
    pages.set(plan.path, reportPage(plan, options));
  }
  for (const [organIndex, organ] of siteOrgans.entries()) {
    const guide = guideOf(organ, organIndex);
    pages.set(guide.path, notice(guide.text, "公众可以按本指南提出申请。", {}));
    const reports = planned
      .filter((plan) => plan.organIndex === organIndex)
      .map(({ path, report }) => ({ path, text: report.title, date: report.publishedOn }));
    const lists = paginate([guide, ...reports], perPage);
    for (const [index, entries] of lists.entries()) {
      pages.set(listPath(organIndex, index), listPage(organIndex, entries, index, lists.length));
    }
  }
  return {
    name: `${place.name}人民政府`,
    style: "hanweb",
    place,
    pages,
    robots: "",
    sources: (baseUrl) =>
      siteOrgans.map((organ, index) => ({
        id: `hanweb-${place.divisionCode}-${index + 1}`,
        agency: `${place.name}${organ.name}`,
        division_code: place.divisionCode,
        start: [`${baseUrl}${listPath(index, 0)}`],
      })),
    ...settle(planned),
  };
}

function listPath(organIndex: number, index: number): string {
  const path = `/col/col${firstColumn + organIndex}/index.html`;
  return index === 0 ? path : `${path}?uid=5501&pageNum=${index + 1}`;
}

function guideOf(organ: Organ, organIndex: number): ListEntry {
  const path = `/art/2023/5/9/art_${firstColumn + organIndex}_${77001 + organIndex}.html`;
  return { path, text: `${organ.name}政府信息公开指南`, date: "2023-05-09" };
}

function listPage(
  organIndex: number,
  entries: readonly ListEntry[],
  index: number,
  count: number,
): SamplePage {
  const items = entries.map(
    ({ path, text, date }) =>
      `<tr><td><a href="${path}" title="${text}">${text}</a></td><td>[ ${date} ]</td></tr>`,
  );
  const next =
    index + 1 < count
      ? `<a href="${listPath(organIndex, index + 1).replaceAll("&", "&amp;")}">下一页</a>`
      : "";
  return htmlPage(
    "<title>政府信息公开年报</title>",
    `<table class="bt_link">${items.join("\n")}</table><div class="default_pgContainer">${next}</div>`,
    {},
  );
}
