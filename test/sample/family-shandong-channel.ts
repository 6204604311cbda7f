import type { PortalPage } from "../portal/server.ts";
import { type FamilySite, html, planFamily } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import { type PlannedReport, paginate } from "./site.ts";

const place = expectPlace(11);

/** Shandong: the county's channel leads to that of each agency, which has index_2.html. */
export function shandongFamilySite(seed = 111): FamilySite {
  const channelOf = (agency: string) =>
    `/gongkai/site_s${[...agency].length}${agency.codePointAt(3)}/channel_6389a64a375991828263b73f/`;
  const { reports, routes } = planFamily(seed, place, ({ agency }, ordinal) => {
    const id = (0x678758fe + ordinal).toString(16).padEnd(24, "d");
    return `${channelOf(agency)}doc_${id}.html`;
  });
  const agencies = [...new Set(reports.map(({ report }) => report.agency))];
  const top = "/gongkai/channel_6389a4073759918282638b5f/";
  const items = agencies.map((agency) => `<li><a href="${channelOf(agency)}">${agency}</a></li>`);
  const pages: Record<string, PortalPage> = {
    [top]: html(`政府信息公开年报_${place.name}人民政府`, `<ul>${items.join("")}</ul>`),
  };
  for (const agency of agencies) {
    const lists = paginate(
      reports.filter(({ report }) => report.agency === agency),
      2,
    );
    for (const [index, list] of lists.entries()) {
      const next = index + 1 < lists.length ? `<a href="index_${index + 2}.html">下一页</a>` : "";
      const name = index === 0 ? "" : `index_${index + 1}.html`;
      pages[`${channelOf(agency)}${name}`] = html(
        "政府信息公开年报",
        `<ul>${list.map(toItem).join("")}</ul>${next}`,
      );
    }
  }
  return {
    family: "shandong-channel",
    routes: { ...routes, ...pages },
    start: [top],
    reports,
    lists: Object.keys(pages).length,
  };
}

function toItem({ path, report }: PlannedReport): string {
  return `<li><a href="${path}">${report.title}</a><span>${report.publishedOn}</span></li>`;
}
