import { afterEach, describe, expect, test } from "vitest";
import { startPortal } from "../portal/server.ts";
import type { FamilySite } from "../sample/family-site.ts";
import { familySites } from "../sample/family-sites.ts";
import { createStage, pagesDone, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();

afterEach(stage.close);

async function open(site: FamilySite, adapter = "auto") {
  const portal = await startPortal({ sites: { site: { routes: site.routes } } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const start = site.start.map((path) => portal.url("site", path));
  const source = toSource("county", "", { start, adapter });
  return { portal, bench, source };
}

const expected = (site: FamilySite) =>
  site.reports.map(({ report }) => `${report.agency} ${report.year}`).sort();

describe.each(familySites())("a site of the family $family", (site) => {
  test("gives every report once, from lists read to their ends", async () => {
    const { portal, bench, source } = await open(site);
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({ state: "done", notes: [] });
    const stored = bench.select("select agency || ' ' || year from reports").flat();
    expect(stored.sort()).toEqual(expected(site));
    const asked = portal.entries.map(({ path, body }) => `${path} ${body}`);
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
    expect(asked).toHaveLength(1 + site.lists + site.reports.length);
    const families = pagesDone(bench.events).flatMap(({ family }) => family ?? []);
    expect(new Set(families)).toEqual(new Set(site.family === undefined ? [] : [site.family]));
    expect(summary.sources[0]?.pages).toBe(site.lists + site.reports.length);
  });

  test("gives the same under its name, and nothing new when crawled again", async () => {
    const { portal, bench, source } = await open(site, site.family ?? "general");
    const first = await bench.crawl([source]);
    expect(first.sources[0]).toMatchObject({ notes: [], newReports: site.reports.length });
    const requests = portal.entries.length;
    const again = await bench.crawl([source]);
    expect(again.sources[0]).toMatchObject({ notes: [], newReports: 0, newVersions: 0 });
    expect(portal.entries.length).toBe(2 * requests);
    expect(bench.select("select count(*) from reports")).toEqual([[site.reports.length]]);
    const dates = bench.select(
      "select label, link_date from address where role in ('report', 'attachment') order by label",
    );
    if (site.dates === "none") return;
    const planned = site.reports.map(({ report }) => [report.title, report.publishedOn]);
    expect(dates).toEqual(expect.arrayContaining(planned));
  });
});
