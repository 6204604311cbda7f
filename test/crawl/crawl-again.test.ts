import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { toPortalSite } from "../portal/sample-portal.ts";
import { type Portal, type PortalPage, type PortalRoute, startPortal } from "../portal/server.ts";
import { sampleSites } from "../sample/sites.ts";
import {
  createStage,
  createTestRequester,
  page as htmlPage,
  list,
  listPage,
  reportPage,
  siteOfReports,
  toSource,
} from "./bench.ts";
import { createStoredBench, listSampleSources, type StoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

async function startSamples(): Promise<{ portal: Portal; bench: StoredBench }> {
  const portal = await startPortal({
    sites: Object.fromEntries(sampleSites().map((site) => [site.name, toPortalSite(site)])),
  });
  // Documents are read and stored in the same thread here, and on a busy machine an answer waits long to be noticed.
  const requester = createTestRequester("allowed", { deadlineMs: 20_000 });
  const bench = createStoredBench({ requester });
  stage.keep(portal.close, bench.close, requester.close);
  return { portal, bench };
}

const isConditional = ({ headers }: Portal["entries"][number]) =>
  headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined;

/** Requests from here on, without those for robots.txt. */
const since = (portal: Portal, count: number) =>
  portal.entries.slice(count).filter(({ path }) => path !== "/robots.txt");

describe("a second crawl", () => {
  test("of unchanged sites asks for nothing whole and writes fetches only", async () => {
    const { portal, bench } = await startSamples();
    const sources = sampleSites().flatMap((site) =>
      listSampleSources(site, portal.url(site.name, "")),
    );
    await bench.crawl(sources);
    const known = new Set(
      portal.entries.filter(({ status }) => status === 200).map(({ site, path }) => site + path),
    );
    const { run: _, fetch: before, ...rows } = bench.countRows();
    const asked = portal.entries.length;
    const summary = await bench.crawl(sources);
    const again = since(portal, asked);
    expect(again.length).toBeGreaterThan(30);
    const valid = again.filter(({ site, path }) => known.has(site + path));
    expect(valid.filter((entry) => !isConditional(entry))).toEqual([]);
    const unchanged = again.filter(({ status }) => status === 304);
    expect(unchanged.length / again.length).toBeGreaterThanOrEqual(0.95);
    const { run: __, fetch: after, ...rowsAgain } = bench.countRows();
    expect(rowsAgain).toEqual(rows);
    expect(after).toBeGreaterThan(before ?? 0);
    expect(summary.sources.map(({ state }) => state)).not.toContain("failed");
    const reports = summary.sources.reduce((sum, source) => sum + source.unchangedReports, 0);
    expect(bench.select("select count(*) from reports")).toEqual([[reports]]);
  });

  test("finds the reports newly linked on a list that has changed", async () => {
    const routes: Record<string, PortalRoute> = siteOfReports(3);
    const { portal, bench } = await stage.start({ qingshi: { routes } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    await bench.crawl([source]);
    const asked = portal.entries.length;
    const more = siteOfReports(4);
    Object.assign(routes, more);
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({
      newReports: 1,
      outcomes: { fetched: 2, unchanged: 3 },
    });
    expect(since(portal, asked).map(({ path, status }) => [path, status])).toEqual([
      [list, 200],
      ["/zfxxgknb/2010.html", 304],
      ["/zfxxgknb/2011.html", 304],
      ["/zfxxgknb/2012.html", 304],
      ["/zfxxgknb/2013.html", 200],
    ]);
  });

  test("with an earlier --since finds the older reports on a list that has not changed", async () => {
    const { portal, bench } = await stage.start({ qingshi: { routes: siteOfReports(5) } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    expect((await bench.crawl([source], { sinceYear: 2013 })).sources[0]).toMatchObject({
      newReports: 2,
    });
    const archived = bench.archived.length;
    const asked = portal.entries.length;
    const summary = await bench.crawl([source], { sinceYear: 2011 });
    expect(summary.sources[0]).toMatchObject({
      newReports: 2,
      outcomes: { fetched: 2, unchanged: 3 },
    });
    expect(since(portal, asked)[0]).toMatchObject({ path: list, status: 304 });
    // Only the two new reports came.
    expect(bench.archived).toHaveLength(archived + 2);
  });

  test.each(["lost", "damaged"])(
    "asks for a list whole once the archive holds it %s",
    async (harm) => {
      const portal = await startPortal({ sites: { qingshi: { routes: siteOfReports(3) } } });
      const bench = createStoredBench();
      stage.keep(portal.close, bench.close);
      const source = toSource("qingshi", portal.url("qingshi", list));
      await bench.crawl([source]);
      const [row] = bench.select(
        "select sha256 from document join address using (document_id) where role = 'start'",
      );
      const sha256 = String(row);
      const path = join(bench.archiveFolder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      if (harm === "lost") rmSync(path);
      else writeFileSync(path, "x".repeat(statSync(path).size));
      const listStatuses = async () => {
        const asked = portal.entries.length;
        await bench.crawl([source]);
        const lists = since(portal, asked).filter((entry) => entry.path === list);
        return lists.map(({ status }) => status);
      };
      expect(await listStatuses()).toEqual([304, 200]);
      // What came has mended the archive.
      expect(await listStatuses()).toEqual([304]);
    },
  );

  test("finds a page without validators unchanged by its hash", async () => {
    const none = { etag: "", "last-modified": "" };
    const bare = Object.fromEntries(
      Object.entries(siteOfReports(2)).map(([path, route]) => [
        path,
        typeof route === "function" ? route : { ...route, headers: none },
      ]),
    );
    const { portal, bench } = await stage.start({ qingshi: { routes: bare } });
    const source = toSource("qingshi", portal.url("qingshi", list));
    await bench.crawl([source]);
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({ outcomes: { fetched: 3 }, unchangedReports: 2 });
    expect(new Set(bench.archived).size).toBe(3);
  });

  test("sends validators to the end of a redirect, where they come from", async () => {
    const { portal, bench } = await stage.start({
      qingshi: {
        routes: {
          [list]: listPage({ "/a.html": "2024年政府信息公开工作年度报告" }),
          "/b.html": reportPage("青石县2024年政府信息公开工作年度报告"),
        },
        faults: { "/a.html": { kind: "redirect", to: "/b.html" } },
      },
    });
    const source = toSource("qingshi", portal.url("qingshi", list));
    await bench.crawl([source]);
    const asked = portal.entries.length;
    await bench.crawl([source]);
    expect(
      since(portal, asked).map((entry) => [entry.path, entry.status, isConditional(entry)]),
    ).toEqual([
      [list, 304, true],
      ["/a.html", 302, false],
      ["/b.html", 304, true],
    ]);
  });
});

test("a year later an amended report is a new version, and a withdrawn one is gone and stays", async () => {
  let year = 1;
  const later =
    (page: PortalPage): PortalRoute =>
    () =>
      year === 1 ? wholeReport(2023) : page;
  const gone = { ...reportPage("404"), status: 404 };
  const amended = Buffer.from(wholeReport(2022).body).toString().replace(/>\d+</u, ">99887<");
  const label = (of: number) => `${of}年政府信息公开工作年度报告`;
  const { portal } = await stage.start({
    qingshi: {
      routes: {
        [list]: listPage({ "a.html": label(2021), "b.html": label(2022), "c.html": label(2023) }),
        "/zfxxgknb/a.html": wholeReport(2021),
        "/zfxxgknb/b.html": () => (year === 1 ? wholeReport(2022) : htmlPage(amended)),
        "/zfxxgknb/c.html": later(gone),
      },
    },
  });
  const bench = createStoredBench();
  stage.keep(bench.close);
  const source = toSource("qingshi", portal.url("qingshi", list));
  await bench.crawl([source]);
  year = 2;
  expect((await bench.crawl([source])).sources[0]).toMatchObject({
    newReports: 0,
    newVersions: 1,
    unchangedReports: 1,
    outcomes: { fetched: 1, unchanged: 2, gone: 1 },
  });
  expect(
    bench.select("select year, is_current, superseded_because from versions order by version_id"),
  ).toEqual([
    [2021, 1, null],
    [2022, 0, "document_changed"],
    [2023, 1, null],
    [2022, 1, null],
  ]);
  expect(bench.select("select year from reports order by 1")).toEqual([[2021], [2022], [2023]]);
  expect(bench.select("select url like '%c.html' from address where state = 'gone'")).toEqual([
    [1],
  ]);
});
