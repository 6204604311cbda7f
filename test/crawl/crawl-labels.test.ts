import { afterEach, describe, expect, test } from "vitest";
import { startPortal } from "../portal/server.ts";
import { createStage, listPage, toSource } from "./bench.ts";
import { createStoredBench, type StoredBench } from "./stored-bench.ts";
import { namelessReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

async function start(routes: Parameters<typeof startPortal>[0]["sites"][string]["routes"]) {
  const portal = await startPortal({ sites: { qingshi: { routes } } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  return { portal, bench, url: (path: string) => portal.url("qingshi", path) };
}

const labels = (bench: StoredBench) =>
  bench.select("select substr(url, instr(url, '/nb/')), label from address order by url");
const readings = (bench: StoredBench) =>
  bench.select("select kind, agency, year from reading left join reports using (version_id)");
/** Everything that reading the archive again could change. */
const everything = (bench: StoredBench) =>
  ["address", "reading", "version", "report", "agency", "finding"].map((table) =>
    bench.select(`select * from ${table}`),
  );

const full = "青石县民政局2023年政府信息公开工作年度报告";

describe("the label of an address", () => {
  test("is the best its links give, whichever list is asked first", async () => {
    const { bench, url } = await start({
      "/nb/a.html": listPage({ "x.html": "2023年年报" }),
      "/nb/b.html": listPage({ "x.html": full }),
      "/nb/x.html": namelessReport(),
    });
    for (const [id, order] of [
      ["ab", ["a", "b"]],
      ["ba", ["b", "a"]],
    ] as const) {
      const source = toSource(id, "", { start: order.map((name) => url(`/nb/${name}.html`)) });
      await bench.crawl([source]);
    }
    expect(labels(bench).filter((row) => String(row).includes("x.html"))).toEqual([
      ["/nb/x.html", full],
      ["/nb/x.html", full],
    ]);
    expect(bench.select("select year, title from reports")).toEqual([[2023, full]]);
  });

  test("counts from the next fetch on, if a better one comes after the page was read", async () => {
    const { portal, bench, url } = await start({
      "/nb/": listPage({ "x.html": "政府信息公开工作年度报告", "more.html": "政府信息公开年报" }),
      "/nb/more.html": listPage({ "x.html": full }),
      "/nb/x.html": namelessReport(),
    });
    const source = toSource("qingshi", url("/nb/"));
    await bench.crawl([source]);
    expect(readings(bench)).toContainEqual(["year_unknown", null, null]);
    expect(labels(bench)).toContainEqual(["/nb/x.html", full]);
    // Until then the archive says what the database says.
    const before = everything(bench);
    await bench.reparse();
    expect(everything(bench)).toEqual(before);
    const asked = portal.entries.length;
    const summary = await bench.crawl([source]);
    expect(summary.sources[0]).toMatchObject({ newReports: 1, outcomes: { unchanged: 3 } });
    expect(portal.entries.slice(asked).map(({ status }) => status)).toContain(304);
    expect(bench.select("select year from reports")).toEqual([[2023]]);
    const after = everything(bench);
    await bench.reparse();
    expect(everything(bench)).toEqual(after);
  });
});
