import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { findPageAddress } from "../../src/crawl/page-address.ts";
import {
  findForm,
  findPostBack,
  toPostBackAddress,
  toPostedAddress,
} from "../../src/crawl/posted-address.ts";
import type { PortalRoute } from "../portal/server.ts";
import { hanwebFamilySite } from "../sample/family-hanweb-jcms.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";

const stage = createStage();

afterEach(stage.close);

const site = "http://www.qingshi.gov.cn";
const report = "青石县民政局2024年政府信息公开工作年度报告";

describe("an address with a form", () => {
  const url = new URL(`${site}/dataproxy.jsp?x=1`);

  test("keeps any form through being written and read, and is another for another form", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(findForm(new URL(toPostedAddress(url, one).href))).toBe(one);
        expect(findPostBack(new URL(toPostBackAddress(url, one).href))).toBe(one);
        const isSame = toPostedAddress(url, one).href === toPostedAddress(url, other).href;
        expect(isSame).toBe(one === other);
      }),
    );
  });

  test("is never made by a page's own link, nor by a redirect", async () => {
    expect(findPageAddress("/x.jsp#post=a%3D1", url)?.href).toBe(`${site}/x.jsp`);
    const routes = {
      "/nb/": listPage({ "/x.html#post=a%3D1": report }),
      "/x.html": page("<title>x</title>"),
    };
    const faults = { "/x.html": { kind: "redirect", to: "/y.html#post=a%3D1" } } as const;
    const { portal, bench } = await stage.start({ qingshi: { routes, faults } });
    await bench.crawl([toSource("qingshi", portal.url("qingshi", "/nb/"))]);
    expect(portal.entries.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /robots.txt",
      "GET /nb/",
      "GET /x.html",
      "GET /y.html",
    ]);
  });

  test("is asked once, by POST, if robots.txt lets it, and again after an interruption", async () => {
    const family = hanwebFamilySite();
    const start = family.start[0] ?? "";
    const robots = "User-agent: *\nDisallow: /module/\n";
    const { portal, bench } = await stage.start({
      open: { routes: family.routes },
      closed: { routes: family.routes, robots },
    });
    const closed = await bench.crawl([toSource("closed", portal.url("closed", start))]);
    expect(closed.sources[0]?.outcomes.refused).toBe(family.lists - 1);
    expect(portal.entries.filter(({ method }) => method === "POST")).toEqual([]);
    await bench.crawl([toSource("open", portal.url("open", start))], { maxPages: 1 });
    await bench.crawl([toSource("open", portal.url("open", start))]);
    const posts = portal.entries.filter(({ method }) => method === "POST");
    expect(posts).toHaveLength(family.lists - 1);
    await bench.crawl([toSource("open", portal.url("open", start))]);
    const again = portal.entries.filter(({ method }) => method === "POST").slice(posts.length);
    expect(again).toHaveLength(family.lists - 1);
    for (const { headers, body } of [...posts, ...again]) {
      expect(headers["if-none-match"]).toBeUndefined();
      expect(headers["content-type"]).toContain("application/x-www-form-urlencoded");
      expect(new URLSearchParams(body).get("columnid")).toBe("1229518625");
    }
  });

  test("goes on with its form where the site has only moved to another host or scheme", async () => {
    const family = hanwebFamilySite();
    const proxy = "/module/web/jpage/dataproxy.jsp";
    const { portal } = await stage.start({ moved: { routes: family.routes } });
    const redirect: PortalRoute = ({ path }) => ({
      status: 301,
      contentType: "text/html",
      body: "",
      headers: { location: portal.url("moved", path) },
    });
    const { portal: old, bench } = await stage.start({
      old: { routes: { ...family.routes, [proxy]: redirect } },
    });
    const start = old.url("old", family.start[0] ?? "");
    const { sources } = await bench.crawl([toSource("old", start)]);
    expect(sources[0]?.notes).toEqual([]);
    const asked = portal.entries.filter(({ path }) => path.startsWith(proxy));
    expect(asked.map(({ method }) => method)).toEqual(
      Array.from({ length: family.lists - 1 }, () => "POST"),
    );
  });
});
