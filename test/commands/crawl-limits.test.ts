import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { toPortalSite } from "../portal/sample-portal.ts";
import { sampleSites } from "../sample/sites.ts";
import {
  listSources,
  openPortal,
  openSampleCrawl,
  pathsSince,
  type SampleCrawl,
} from "./sample-crawl.ts";
import { makeWorkplace } from "./workplace.ts";

describe("a crawl that is held back", () => {
  let sample: SampleCrawl;
  beforeAll(async () => {
    sample = await openSampleCrawl({ heals: "at_once" });
  });

  test("--dry-run lists the reports, asks for none of them and stores nothing", async () => {
    const reports = sample.sites.flatMap((site) => [...site.reports, ...site.lost]);
    const ended = await sample.crawl("--dry-run");
    expect(ended.code).toBe(0);
    const listed = ended.stdout.split("\n").filter((line) => line.includes("\t"));
    expect(listed).toHaveLength(reports.length);
    expect(ended.stdout).toContain(
      "dry run: asked for 13 pages, found 33 reports; nothing was stored\n",
    );
    const asked = pathsSince(sample.portal, 0);
    expect(reports.filter(({ path }) => asked.includes(path))).toEqual([]);
    expect(existsSync(sample.place.path("data"))).toBe(false);
    const { stdout } = await sample.crawl("--dry-run", "--json", "--quiet");
    expect(JSON.parse(stdout).listed).toHaveLength(reports.length);
  });

  test("asks nothing of this machine without --allow-private-network, and says why", async () => {
    const entries = sample.portal.entries.length;
    const ended = await sample.place.run("crawl", "--db", "private.sqlite");
    expect(ended.code).toBe(3);
    expect(sample.portal.entries).toHaveLength(entries);
    expect(ended.stdout).toContain(
      "127.0.0.1 is not on the public Internet, so it is not asked; allow private networks (--allow-private-network)",
    );
  });

  test("--max-pages leaves the rest queued, and the next crawl goes on", async () => {
    const part = await sample.crawl("--max-pages", "3", "--db", "limit.sqlite", "--json");
    expect(part.code).toBe(0);
    expect(JSON.parse(part.stdout)).toMatchObject({ asked: 18, new_reports: 5 });
    const rest = await sample.crawl("--db", "limit.sqlite", "--json");
    expect(JSON.parse(rest.stdout)).toMatchObject({ asked: 28, new_reports: 25 });
  });

  test("--since leaves the reports of earlier years", async () => {
    const entries = sample.portal.entries.length;
    const { code, stdout } = await sample.crawl(
      "--since",
      "2024",
      "--db",
      "since.sqlite",
      "--json",
    );
    expect(code).toBe(0);
    const recent = sample.sites
      .flatMap(({ reports }) => reports)
      .filter(({ report }) => report.year === 2024);
    expect(JSON.parse(stdout).new_reports).toBe(recent.length);
    const asked = pathsSince(sample.portal, entries);
    const older = sample.sites
      .flatMap(({ reports }) => reports)
      .filter(({ report }) => report.year < 2024);
    expect(older.filter(({ path }) => asked.includes(path))).toEqual([]);
  });
});

test("a crawl of no source does nothing and says so", async () => {
  const place = makeWorkplace();
  place.write(
    "sources.json",
    JSON.stringify({ sources: [{ id: "a", start: ["http://a.example/"], enabled: false }] }),
  );
  const ended = await place.run("crawl");
  expect(ended).toMatchObject({
    code: 0,
    stdout:
      "a: skipped\n  not enabled in sources.json\n0 pages: 0 clean, 0 doubtful, 0 failed; 0 findings\n",
  });
});

test("--only-failed asks again for what could not be had, and goes with no --dry-run", async () => {
  const sites = sampleSites();
  const [first] = sites;
  const failing = first?.reports[0]?.path ?? "";
  const faults = { [failing]: { kind: "status", status: 501, times: 1 } } as const;
  const portal = await openPortal(
    Object.fromEntries(
      sites.slice(0, 1).map((site) => [site.name, { ...toPortalSite(site), faults }]),
    ),
  );
  const place = makeWorkplace();
  place.write("sources.json", listSources(sites.slice(0, 1), portal, 1));
  const whole = await place.run("crawl", "--allow-private-network", "--quiet");
  expect(whole.code).toBe(3);
  const entries = portal.entries.length;
  const again = await place.run("crawl", "--allow-private-network", "--only-failed", "--json");
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ asked: 1, new_reports: 1, failed: 0 });
  expect(pathsSince(portal, entries)).toEqual([failing]);
  const both = await place.run("crawl", "--only-failed", "--dry-run");
  expect(both).toMatchObject({ code: 2, stdout: "" });
});

test("a daily budget holds over several crawls, and is no failure", async () => {
  const sample = await openSampleCrawl({ heals: "at_once" });
  const { place, portal, crawl } = sample;
  const file = JSON.parse(place.read("sources.json"));
  file.defaults.daily_budget = 5;
  place.write("sources.json", JSON.stringify(file));
  const hosts = sample.sites.length;
  const first = await crawl("--json", "--quiet");
  expect(first.code).toBe(0);
  expect(portal.entries).toHaveLength(5 * hosts);
  const states = JSON.parse(first.stdout).sources.map(({ state }: { state: string }) => state);
  expect(states).toContain("resting");
  const second = await crawl("--quiet");
  expect(second.code).toBe(0);
  expect(second.stdout).toContain("its daily budget of 5 requests is used up");
  expect(portal.entries).toHaveLength(5 * hosts);
});
