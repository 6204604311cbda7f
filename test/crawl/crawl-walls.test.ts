import { afterEach, describe, expect, test } from "vitest";
import { createStage, list, page, reportPage, siteOfReports, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();

afterEach(stage.close);

const captcha = page("<title>安全验证</title><p>请完成安全验证后继续访问</p>");
const login = { ...page("<p>login</p>"), status: 401 };
const blocked = { ...page("<p>forbidden</p>"), status: 403 };
const challenge = { ...page("<script>$_ts=window</script>"), status: 412 };
const walls = { captcha, login, blocked, challenge };

describe("a site that puts up a wall", () => {
  test.each(Object.entries(walls))(
    "(%s) is asked ever more slowly, and no more after ten refusals in a row",
    async (_, wall) => {
      const routes = siteOfReports(25);
      const paths = Object.keys(routes).filter((path) => path !== list);
      const walled = Object.fromEntries(paths.map((path) => [path, wall]));
      const { portal } = await stage.start({ qingshi: { routes: { ...routes, ...walled } } });
      const stored = createStoredBench();
      stage.keep(stored.close);
      const source = toSource("qingshi", portal.url("qingshi", list));
      const summary = await stored.crawl([source], { retry: { baseDelayMs: 4, maxDelayMs: 40 } });
      expect(summary.sources[0]).toMatchObject({ state: "failed", outcomes: { refused: 10 } });
      expect(summary.sources[0]?.reason).toContain("10 addresses in a row");
      const asked = portal.entries.filter(({ path }) => path.endsWith(".html"));
      expect(asked).toHaveLength(10);
      const pauses = asked.slice(1).map(({ atMs }, index) => atMs - (asked[index]?.atMs ?? 0));
      expect(Math.min(...pauses.slice(4))).toBeGreaterThan(39 - 5);
      const delays = stored.events.flatMap((event) =>
        event.kind === "host_slowed" ? [Math.round(event.delayMs)] : [],
      );
      expect(delays).toEqual([4, 8, 16, 32, 40, 40, 40, 40, 40, 40]);
      expect(stored.select("select state, count(*) from address group by 1 order by 1")).toEqual([
        ["done", 1],
        ["queued", 15],
        ["refused", 10],
      ]);
    },
  );

  test("before one page only slows nothing that comes after", async () => {
    const routes = { ...siteOfReports(6), "/zfxxgknb/2012.html": blocked };
    const { portal, bench } = await stage.start({ qingshi: { routes } });
    const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
    expect(summary.sources[0]).toMatchObject({ state: "done", outcomes: { refused: 1 } });
    expect(bench.events.filter(({ kind }) => kind === "host_slowed")).toHaveLength(1);
  });

  test("before its pictures is asked for no more of them than two in a row", async () => {
    const title = "青渚县水利局2024年政府信息公开工作年度报告";
    const images = Array.from({ length: 9 }, (_, index) => `<p><img src="p${index}.png"></p>`);
    const article = page(`<title>${title}</title><div class="article"><h1>${title}</h1>
      <h2>一、总体情况</h2><p>全年主动公开信息12条。</p><h2>二、主动公开政府信息情况</h2>${images.join("")}
      <h2>三、收到和处理政府信息公开申请情况</h2><p>无。</p></div>`);
    const pictures = images.map((__, index) => [`/nb/p${index}.png`, blocked]);
    const routes = { "/nb/2024.html": article, ...Object.fromEntries(pictures) };
    const { portal } = await stage.start({ qingzhu: { routes } });
    const stored = createStoredBench();
    stage.keep(stored.close);
    await stored.crawl([toSource("qingzhu", portal.url("qingzhu", "/nb/2024.html"))]);
    expect(portal.entries.filter(({ path }) => path.endsWith(".png"))).toHaveLength(2);
    expect(stored.select("select count(*) from reports")).toEqual([[1]]);
  });
});

describe("a server that asks for less without saying for how long", () => {
  test.each(["0", "-5", "Mon, 20 Jan 2020 00:00:00 GMT", "soon"])(
    "is left alone ever longer (Retry-After: %s)",
    async (retryAfter) => {
      const { portal, bench } = await stage.start({
        qingshi: {
          routes: { "/r.html": reportPage("青石县2024年政府信息公开工作年度报告") },
          faults: { "/r.html": { kind: "status", status: 503, times: 2, retryAfter } },
        },
      });
      await bench.crawl([toSource("qingshi", portal.url("qingshi", "/r.html"))]);
      const delays = bench.events.flatMap((event) =>
        event.kind === "host_slowed" ? [Math.round(event.delayMs)] : [],
      );
      expect(delays).toEqual([10, 20]);
    },
  );

  test.each(["99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "or for ever is left for the next crawl (Retry-After: %s)",
    async (retryAfter) => {
      const { portal, bench } = await stage.start({
        qingshi: {
          routes: siteOfReports(3),
          faults: { [list]: { kind: "status", status: 429, retryAfter } },
        },
      });
      const summary = await bench.crawl([toSource("qingshi", portal.url("qingshi", list))]);
      expect(summary.sources[0]).toMatchObject({ state: "failed", pages: 0 });
      expect(summary.sources[0]?.reason).toContain("is left alone until");
      expect(bench.frontier.list("qingshi").map(({ state }) => state)).toEqual(["queued"]);
    },
  );
});
