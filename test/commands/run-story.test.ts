import { beforeAll, describe, expect, test } from "vitest";
import { type LossGroup, type RunStory, toCommonReason } from "../../src/commands/run-story.ts";
import { describeRunStory } from "../../src/commands/run-story-text.ts";
import { displayWidth } from "../../src/commands/text-layout.ts";
import { toPortalSite } from "../portal/sample-portal.ts";
import { sampleSites } from "../sample/sites.ts";
import { listSources, openPortal } from "./sample-crawl.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

const loss = (kind: LossGroup["kind"], reason: string): LossGroup => {
  const example = `http://www.qingshi.example/${"zfxxgk/".repeat(15)}2024.html`;
  return { kind, reason, addresses: 12_345, hosts: 321, example };
};

/** A run in which everything that can be told has to be told, and at length. */
const eventful: RunStory = {
  run: {
    runId: 12_345,
    command: "crawl",
    arguments: ["crawl", "--contact", "web-master-of-the-county@example.org", "--since", "2019"],
    parserVersion: "1.0.0",
    startedAt: "2026-01-20T02:15:00.000Z",
    finishedAt: "2026-01-20T09:41:12.345Z",
    outcome: "partial",
    summary: { error: "the archive cannot be written to, because the disk is full".repeat(2) },
  },
  reports: { added: 1_234, changed: 56, unchanged: 123_456, withdrawn: 78 },
  outcomes: { fetched: 12_345, unchanged: 123_456, gone: 1, refused: 2, unreachable: 3 },
  missing: Array.from({ length: 9 }, (_, index) => {
    return { sourceId: `qingshi-fagaiju-${index}`, missing: 100 - index, due: 200 };
  }),
  losses: [
    ...["断".repeat(90), "the connection was refused", "c", "d", "e"].map((reason) =>
      loss("unreachable", reason),
    ),
    ...["robots.txt closes it", "the server answered 403", "c"].map((reason) =>
      loss("refused", reason),
    ),
    loss("gone", "the server answered 404"),
    loss("unreadable", "it is empty"),
  ],
  hosts: Array.from({ length: 9 }, (_, index) => {
    const host = `${"very-long-name.".repeat(4)}qingshi${index}.gov.cn`;
    return { host, requests: 12_345, medianMs: 45_000, worstMs: 240_000 };
  }),
};

describe("the report of a run", () => {
  test("fits on one screen of 80 columns and 24 rows, whatever happened", () => {
    const lines = describeRunStory(eventful).trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  });

  test("tells what failed the most first, with an address to look at", () => {
    const text = describeRunStory(eventful);
    expect(text).toContain("failed: 74070 addresses, of 6 kinds: --json shows all\n");
    expect(text).toContain("12345  the connection was refused (321 hosts)\n");
    expect(text).toContain("refused: 37035 addresses, of 3 kinds");
    expect(text).toContain("missing   864 of 1800 now: qingshi-fagaiju-0 100,");
  });

  test("of a quiet run is six lines", () => {
    const quiet = { ...eventful, losses: [], hosts: [], missing: [], outcomes: {} };
    const run = { ...eventful.run, summary: {} };
    expect(
      describeRunStory({ ...quiet, run })
        .trimEnd()
        .split("\n"),
    ).toHaveLength(6);
  });
});

describe("a reason that many addresses have", () => {
  const url = "http://www.qingshi.example:8080/a.html";

  test.each([
    [
      "www.qingshi.example:8080: the connection was refused (ECONNREFUSED)",
      "the connection was refused (ECONNREFUSED)",
    ],
    [
      "robots.txt of http://www.qingshi.example:8080 could not be had, so the site counts as closed: www.qingshi.example:8080: the certificate has expired (CERT_HAS_EXPIRED)",
      "no robots.txt: the certificate has expired (CERT_HAS_EXPIRED)",
    ],
    ["robots.txt of www.qingshi.example:8080 closes /a.html (line 4)", "robots.txt closes it"],
    [
      "robots.txt of http://www.qingshi.example:8080 answered 503, so the site counts as closed for now",
      "robots.txt of … answered 503, so the site counts as closed for now",
    ],
    [
      "the server answered 404 (after a redirect to http://www.qingshi.example/404.html)",
      "the server answered 404",
    ],
    [
      "www.qingshi.example (10.0.0.1) is not on the public Internet, so it is not asked",
      "the host (10.0.0.1) is not on the public Internet, so it is not asked",
    ],
    ["the server answered 501", "the server answered 501"],
  ])("%s: %s", (reason, common) => {
    expect(toCommonReason(reason, url)).toBe(common);
  });
});

describe("nianbao status --run", () => {
  let place: Workplace;
  let failing: string;
  beforeAll(async () => {
    const sites = sampleSites().slice(0, 1);
    const [site] = sites;
    if (site === undefined) throw new Error("the sample has sites");
    const { robots, routes, faults } = toPortalSite(site);
    failing = site.reports[0]?.path ?? "";
    const slow = site.reports[1]?.path ?? "";
    const portal = await openPortal({
      [site.name]: {
        routes,
        ...(robots !== undefined && { robots }),
        faults: {
          ...faults,
          [failing]: { kind: "status", status: 501, times: 1 },
          [slow]: { kind: "slow", delayMs: 300 },
        },
      },
    });
    place = makeWorkplace();
    place.write("sources.json", listSources(sites, portal, 1));
    await place.run("crawl", "--allow-private-network", "--quiet");
    await place.run("crawl", "--allow-private-network", "--quiet");
  });

  const readRun = async (...words: string[]) =>
    JSON.parse((await place.run("status", "--json", "--run", ...words)).stdout);

  test("counts the reports and fetches of that run as its rows do", async () => {
    const [first, second] = [await readRun("1"), await readRun("last")];
    const [{ reports }] = place.rows("select count(*) as reports from report") as [
      { reports: number },
    ];
    expect(first.reports).toEqual({ new: reports - 1, changed: 0, unchanged: 0, withdrawn: 0 });
    expect(second.reports).toEqual({
      new: 1,
      changed: 0,
      unchanged: reports - 1,
      withdrawn: 0,
    });
    expect(first).toMatchObject({ run_id: 1, outcome: "partial", command: "crawl" });
    expect(first.losses).toContainEqual({
      kind: "server_error",
      reason: "the server answered 501",
      addresses: 1,
      hosts: 1,
      example: expect.stringContaining(failing),
    });
    expect(second.losses.map(({ kind }: LossGroup) => kind)).not.toContain("server_error");
  });

  test("names the hosts with their requests and times", async () => {
    const { hosts, outcomes } = await readRun("1");
    expect(hosts).toHaveLength(1);
    const fetches = Object.values<number>(outcomes).reduce((sum, count) => sum + count, 0);
    expect(hosts[0].requests).toBeGreaterThanOrEqual(fetches);
    expect(hosts[0].worst_ms).toBeGreaterThanOrEqual(299);
    expect(hosts[0].median_ms).toBeLessThan(300);
  });

  test("without --json it is one screen; without a number it is the last run's", async () => {
    const { code, stdout } = await place.run("status", "--run");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^run 2: done after \d+ s\ncommand {3}crawl --allow-private-network --quiet\ntime {6}20/,
    );
    expect(stdout.split("\n").length).toBeLessThanOrEqual(24);
  });

  test("a run that is not there is said, and ends with 1", async () => {
    expect(await place.run("status", "--run", "99")).toMatchObject({
      code: 1,
      stderr: "nianbao: data/nianbao.sqlite has no run 99: nianbao status lists those it has\n",
    });
    expect(await place.run("status", "--run", "soon")).toMatchObject({ code: 2 });
  });
});
