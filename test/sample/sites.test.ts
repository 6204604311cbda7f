import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { largeSites } from "./large-sites.ts";
import { listPrintedNumbers } from "./print/printed-numbers.ts";
import type { SamplePage, SampleSite } from "./site.ts";
import { sampleSites } from "./sites.ts";

const link = /<a [^>]*href="([^"]+)"/g;

function textOf(page: SamplePage | undefined): string {
  if (page === undefined) return "";
  const isOld = !page.contentType.includes("utf-8");
  return new TextDecoder(isOld ? "gb18030" : "utf-8", { fatal: true }).decode(page.body);
}

/** Every path of the site that links lead to from its sources. */
function reach(site: SampleSite): Set<string> {
  const base = "http://sample.invalid";
  const found = new Set<string>();
  const waiting = site.sources(base).flatMap((source) => source.start);
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const { pathname, search } = new URL(url);
    const path = pathname + search;
    if (found.has(path) || !site.pages.has(path)) continue;
    found.add(path);
    for (const [, href = ""] of textOf(site.pages.get(path)).matchAll(link)) {
      waiting.push(new URL(href.replaceAll("&amp;", "&"), url).href);
    }
  }
  return found;
}

test("three sites of different make hold two dozen reports of three years", () => {
  const sites = sampleSites();
  expect(new Set(sites.map((site) => site.style)).size).toBe(3);
  expect(sites.flatMap((site) => site.reports).length).toBeGreaterThanOrEqual(24);
  const years = sites.flatMap((site) => site.reports.map(({ report }) => report.year));
  expect(new Set(years)).toEqual(new Set([2022, 2023, 2024]));
});

describe.each(sampleSites())("the site of $name ($style)", (site) => {
  test("leads to each of its reports, and to those that cannot be had", () => {
    const reached = reach(site);
    const expected = [...site.reports, ...site.lost].map((entry) => entry.path);
    expect([...reached]).toEqual(expect.arrayContaining(expected));
    expect(new Set(expected).size).toBe(expected.length);
  });

  test("needs more than one list page, and its lists hold other links too", () => {
    const known = new Set([...site.reports, ...site.lost].map((entry) => entry.path));
    const rest = [...reach(site)].filter((path) => !known.has(path));
    expect(rest.length).toBeGreaterThan(3);
    const starts = site.sources("http://sample.invalid").length;
    const lists = rest.filter((path) => path.includes("list") || path.includes("index"));
    expect(lists.length).toBeGreaterThanOrEqual(2 * starts);
  });

  test("carries over what the year before left", () => {
    const all = new Map(
      site.reports.map(({ report }) => [`${report.agency}${report.year}`, report]),
    );
    for (const report of all.values()) {
      const before = all.get(`${report.agency}${report.year - 1}`);
      if (before === undefined) continue;
      const left = before.values.get("requests.carried_out.total");
      expect(report.values.get("requests.carried_in.total")).toBe(left);
    }
  });

  test("names the agency in every report, in the encoding it says or hides", () => {
    for (const { path, report } of site.reports) {
      expect(textOf(site.pages.get(path))).toContain(report.agency);
    }
  });
});

test("each fault that the sites are made to have is there once", () => {
  const sites = sampleSites();
  const reports = sites.flatMap((site) => site.reports);
  const kinds = reports.flatMap(({ fault }) => (fault === undefined ? [] : [fault.kind]));
  expect(kinds.sort()).toEqual(["answers_503_twice", "blank_cell", "wrong_sum"]);
  const reasons = sites.flatMap((site) => site.lost.map((entry) => entry.reason));
  expect(reasons.sort()).toEqual(["disallowed", "gone", "not_a_report"]);
});

test("pages print what their reports hold, but for one wrong sum and one blank cell", () => {
  for (const site of sampleSites()) {
    for (const { path, report, fault } of site.reports) {
      const values = new Map([...report.values].map(([address, value]) => [address, `${value}`]));
      const address = fault?.address ?? "";
      if (fault?.kind === "blank_cell") values.delete(address);
      if (fault?.kind === "wrong_sum") values.set(address, `${Number(values.get(address)) + 1}`);
      expect(listPrintedNumbers(textOf(site.pages.get(path)))).toEqual([...values.values()]);
    }
  }
});

test("the faults are what the pages do", () => {
  const sites = sampleSites();
  const pageOf = (kind: string) =>
    sites.flatMap((site) =>
      [...site.reports, ...site.lost]
        .filter((entry) => ("fault" in entry ? entry.fault?.kind : entry.reason) === kind)
        .map((entry) => ({ site, entry, page: site.pages.get(entry.path) })),
    )[0];
  expect(pageOf("answers_503_twice")?.page?.failFirst).toEqual({ times: 2, status: 503 });
  expect(pageOf("gone")?.page?.status).toBe(404);
  expect(textOf(pageOf("not_a_report")?.page)).not.toContain("总体情况");
  const disallowed = pageOf("disallowed");
  expect(disallowed?.entry.path.startsWith("/xxgk/neibu/")).toBe(true);
  expect(disallowed?.site.robots).toContain("Disallow: /xxgk/neibu/");
});

test("sites are the same for the same seed and differ for another", () => {
  const digest = (seed?: number) => {
    const hash = createHash("sha256");
    for (const site of sampleSites(seed)) {
      for (const [path, page] of site.pages) hash.update(path).update(page.body);
    }
    return hash.digest("hex");
  };
  expect(digest()).toBe(digest());
  expect(digest(1)).not.toBe(digest(2));
});

describe("sites for measuring", () => {
  const sites = largeSites({ hosts: 20, pages: 100, seed: 1 });

  test("a quarter is in GB18030, most of it told by the meta tag alone", () => {
    const old = sites.filter((site) => site.encoding === "gb18030");
    expect(old).toHaveLength(5);
    const silent = old.filter(
      (site) => site.pageAt(site.reportPaths[0] ?? "")?.contentType === "text/html",
    );
    expect(silent).toHaveLength(3);
  });

  test("pages weigh about 110 KB and hold their report", () => {
    const [site] = sites;
    const sizes = (site?.reportPaths ?? []).slice(0, 8).map((path) => {
      const page = site?.pageAt(path);
      expect(textOf(page)).toContain(site?.reportAt(path)?.title);
      return page?.body.byteLength ?? 0;
    });
    const mean = sizes.reduce((whole, size) => whole + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(90_000);
    expect(mean).toBeLessThan(130_000);
  });

  test("no agency reports twice for a year, on any host", () => {
    const titles = sites.flatMap((site) =>
      site.reportPaths.slice(0, 12).map((path) => site.reportAt(path)?.title),
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("lists lead to every report", () => {
    const [site] = sites;
    const lists = Array.from({ length: 5 }, (_, index) =>
      textOf(site?.pageAt(`/zwgk/zfxxgknb/index${index === 0 ? "" : `_${index}`}.html`)),
    ).join("\n");
    for (const path of site?.reportPaths ?? []) expect(lists).toContain(path.slice(15));
    expect(site?.pageAt("/zwgk/zfxxgknb/index_5.html")).toBeUndefined();
  });

  test("more hosts than names is refused", () => {
    expect(() => largeSites({ hosts: 1000, pages: 100, seed: 1 })).toThrow("no 1000 hosts");
  });
});
