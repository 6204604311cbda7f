import { afterEach, expect, test } from "vitest";
import type { Requester } from "../../src/crawl/http.ts";
import type { Fault } from "../portal/faults.ts";
import { type Portal, type PortalRoute, startPortal } from "../portal/server.ts";
import { createStage, createTestRequester, listPage, page, reportPage, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();

afterEach(stage.close);

const title = (year: number) => `青渚县水利局${year}年政府信息公开工作年度报告`;

function pictured(pictures: readonly string[]) {
  const images = pictures.map((source) => `<p><img src="${source}"></p>`).join("");
  return page(`<title>${title(2024)}</title><div class="article"><h1>${title(2024)}</h1>
    <h2>一、总体情况</h2><p>全年主动公开信息12条。</p><h2>二、主动公开政府信息情况</h2>${images}
    <h2>三、收到和处理政府信息公开申请情况</h2><p>无。</p></div>`);
}

const png = { body: Buffer.from("\x89PNG"), contentType: "image/png" };

/** Two hosts that lead to each other in every way there is. */
async function openHosts(): Promise<Portal> {
  const faults: Record<string, Fault> = {
    "/nb/2020.html": { kind: "status", status: 500, times: 2 },
    "/nb/2021.html": { kind: "reset", times: 1 },
    "/nb/2022.html": { kind: "slow", delayMs: 60 },
    "/nb/2023.html": { kind: "slow", delayMs: 60 },
    "/robots.txt": { kind: "redirect", to: "/robots-of-all.txt" },
  };
  const years = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];
  const ports: { one?: number; two?: number } = {};
  const elsewhere = (other: "one" | "two", path: string): PortalRoute =>
    (() => ({
      ...page(""),
      status: 302,
      headers: { location: `http://127.0.0.1:${ports[other]}${path}` },
    })) satisfies PortalRoute;
  const routesOf = (other: "one" | "two"): Record<string, PortalRoute> => ({
    "/nb/": listPage(Object.fromEntries(years.map((year) => [`${year}.html`, title(year)]))),
    ...Object.fromEntries(years.map((year) => [`/nb/${year}.html`, reportPage(title(year))])),
    "/nb/2016.html": elsewhere(other, "/moved/2016.html"),
    "/nb/2017.html": elsewhere(other, "/nb/2018.html"),
    "/moved/2016.html": reportPage(title(2016)),
    "/nb/2024.html": () => pictured(["/p1.png", `http://127.0.0.1:${ports[other]}/p2.png`]),
    "/p1.png": png,
    "/p2.png": png,
    "/robots-of-all.txt": { body: "User-agent: *\nDisallow: /no/", contentType: "text/plain" },
  });
  const portal = await startPortal({
    sites: {
      one: { routes: routesOf("two"), faults },
      two: { routes: routesOf("one"), faults },
    },
  });
  Object.assign(ports, { one: portal.port("one"), two: portal.port("two") });
  return portal;
}

/**
 * A requester that notes for each port when its requests go out. At the server the same moments are seen later, by what
 * else this process does meanwhile.
 */
function createNotingRequester() {
  const requester = createTestRequester();
  const begun = new Map<number, number[]>();
  const exchange: Requester["exchange"] = (url, options) =>
    requester.exchange(url, {
      ...options,
      onBegun: () => {
        const port = Number(url.port);
        begun.set(port, [...(begun.get(port) ?? []), performance.now()]);
        options?.onBegun?.();
      },
    });
  return { begun, requester: { ...requester, exchange } };
}

test("no host is asked sooner or by more at once than its gentlest source wants, whoever leads there", async () => {
  const portal = await openHosts();
  const { begun, requester } = createNotingRequester();
  const stored = createStoredBench({ requester });
  stage.keep(portal.close, stored.close, requester.close);
  await stored.crawl([
    toSource("a", portal.url("one", "/nb/"), { intervalMs: 15, concurrency: 4 }),
    toSource("b", portal.url("one", "/nb/?of=b"), { intervalMs: 40, concurrency: 3 }),
    toSource("c", portal.url("two", "/nb/"), { intervalMs: 25, concurrency: 2 }),
  ]);
  for (const [site, intervalMs, concurrency] of [
    ["one", 40, 3],
    ["two", 25, 2],
  ] as const) {
    const entries = portal.entries.filter((entry) => entry.site === site);
    const moments = begun.get(portal.port(site)) ?? [];
    expect(moments).toHaveLength(entries.length);
    const asked = entries.map(({ path }) => path);
    const everyWay = ["/robots-of-all.txt", "/moved/2016.html", "/p1.png", "/p2.png"];
    expect(asked).toEqual(expect.arrayContaining(everyWay));
    expect(asked.filter((path) => path === "/nb/2020.html").length).toBeGreaterThan(2);
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(intervalMs - 5);
    expect(Math.max(...entries.map(({ underWay }) => underWay))).toBeLessThanOrEqual(concurrency);
  }
});
