import { expect, test } from "vitest";
import { aspnetFamilySite } from "../sample/family-aspnet-postback.ts";
import { hanwebFamilySite } from "../sample/family-hanweb-jcms.ts";
import { trsFamilySite } from "../sample/family-trs.ts";
import { openPortal } from "./sample-crawl.ts";
import { makeWorkplace } from "./workplace.ts";

const place = makeWorkplace();
const probe = (...words: string[]) => place.run("sources", "probe", ...words);
const allowed = "--allow-private-network";

test("a list of a known family is told, counted by year and written as an entry", async () => {
  const site = hanwebFamilySite();
  const portal = await openPortal({ site: { routes: site.routes } });
  const url = portal.url("site", site.start[0] ?? "");
  const { code, stdout } = await probe(url, allowed, "--json", "--contact", "me@example.org");
  expect(code).toBe(0);
  const found = JSON.parse(stdout);
  expect(found).toMatchObject({
    url,
    families: ["hanweb-jcms"],
    reports: {
      total: 18,
      by_year: { "2022": 6, "2023": 6, "2024": 6 },
      by_agency: Object.fromEntries(site.reports.map(({ report }) => [report.agency, 3])),
    },
    lists: { asked: site.lists, waiting: 0 },
    notes: [],
    entry: { start: [url] },
  });
  expect(portal.entries[0]?.path).toBe("/robots.txt");
  expect(portal.entries).toHaveLength(1 + site.lists);
  expect(portal.entries[1]?.headers["user-agent"]).toContain("me@example.org");
  place.write("sources.json", JSON.stringify({ sources: [found.entry] }));
  expect((await place.run("sources")).code).toBe(0);
});

test("for people it says the same in a few lines, and the entry names a lone agency", async () => {
  const site = trsFamilySite();
  const [first] = site.reports;
  const own = site.reports.filter(({ report }) => report.agency === first?.report.agency);
  const items = own.map(({ path, report }) => `<li><a href="${path}">${report.title}</a></li>`);
  const routes = {
    "/nb/index.html": {
      contentType: "text/html; charset=utf-8",
      body: `<title>政府信息公开年报</title><ul>${items.join("")}</ul>`,
    },
  };
  const portal = await openPortal({ site: { routes } });
  const { code, stdout } = await probe(portal.url("site", "/nb/index.html"), allowed);
  expect(code).toBe(0);
  expect(stdout).toContain("family: none; read the general way\n");
  expect(stdout).toContain("reports: 3 (2022: 1, 2023: 1, 2024: 1)\n");
  expect(stdout).toContain(`agencies: 1 (${first?.report.agency}: 3)\n`);
  expect(stdout).toContain(`"agency": "${first?.report.agency}"`);
});

test("what robots.txt closes is not looked at, and it says so", async () => {
  const site = aspnetFamilySite();
  const robots = "User-agent: *\nDisallow: /zfxxgk/\n";
  const portal = await openPortal({ site: { routes: site.routes, robots } });
  const { code, stdout } = await probe(portal.url("site", site.start[0] ?? ""), allowed);
  expect(code).toBe(1);
  expect(stdout).toContain("robots.txt of 127.0.0.1");
  expect(portal.entries.map(({ path }) => path)).toEqual(["/robots.txt"]);
});

test("an address that cannot be asked is refused with what to do", async () => {
  const none = await probe("not an address");
  expect(none.code).toBe(2);
  expect(none.stderr).toContain("http://");
  const missing = await probe();
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("nianbao sources probe --help");
  const local = await probe("http://127.0.0.1/nb/");
  expect(local.code).toBe(1);
  expect(local.stdout).toContain("--allow-private-network");
});

test("its help stays within 80 columns", async () => {
  const { code, stdout } = await probe("--help");
  expect(code).toBe(0);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});
