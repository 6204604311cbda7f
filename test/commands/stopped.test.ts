import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { PortalEntry } from "../portal/server.ts";
import { openPortal, openSampleCrawl, type SampleCrawl } from "./sample-crawl.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

const CRAWL = ["crawl", "--allow-private-network", "--quiet"];
/** Slow enough that a crawl of the portal takes a second, so that it can be met under way. */
const INTERVAL_MS = 60;

let sample: SampleCrawl;
let undisturbed: string;

beforeAll(async () => {
  sample = await openSampleCrawl({ heals: "at_once", intervalMs: INTERVAL_MS });
  await sample.crawl("--quiet");
  undisturbed = await exportReports(sample.place);
});

/** What was read, without the moments and runs in which it was. */
async function exportReports(place: Workplace): Promise<string> {
  const { code } = await place.run("export", "--format", "jsonl", "--cells", "--out", "all.jsonl");
  expect(code).toBe(0);
  const lines = place.read("all.jsonl").trimEnd().split("\n");
  return JSON.stringify(
    lines.map((line) => {
      const { provenance, ...rest } = JSON.parse(line);
      return { ...rest, document: provenance.document_sha256, url: provenance.url };
    }),
  );
}

/** Waits until the portal was asked for so many pages beyond those of before. */
async function untilAsked(pages: number, before: readonly PortalEntry[]): Promise<void> {
  const start = before.length;
  while (sample.portal.entries.length < start + pages) await wait(10);
}

function start(place: Workplace, ...words: string[]) {
  return place.start([...CRAWL, "--sources", sample.place.path("sources.json"), ...words]);
}

test("two crawls at once: the second ends with 75 and names the first", async () => {
  const place = makeWorkplace();
  // The first is under way for as long as the others take to start.
  const slow = await openSampleCrawl({ heals: "at_once", intervalMs: 20_000 });
  const first = place.start([...CRAWL, "--sources", slow.place.path("sources.json")]);
  while (slow.portal.entries.length < 3) await wait(10);
  const [second, check, status] = await Promise.all([
    start(place).ended,
    place.run("check"),
    place.run("status"),
  ]);
  expect(second).toMatchObject({ code: 75, stdout: "" });
  expect(second.stderr).toMatch(
    new RegExp(
      `^nianbao: data/nianbao.sqlite is in use by another run \\(nianbao crawl, process ${first.child.pid}, since .*\\): wait until it has ended\n$`,
    ),
  );
  expect(check.code).toBe(75);
  expect(status.code).toBe(0);
  first.child.kill("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 130 });
});

test("after kill -9 a crawl begins at once and ends with the reports of an undisturbed one", async () => {
  const place = makeWorkplace();
  const killed = start(place);
  await untilAsked(20, [...sample.portal.entries]);
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toMatchObject({ signal: "SIGKILL" });
  expect(place.rows("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(place.rows("pragma foreign_key_check")).toEqual([]);
  const entries = sample.portal.entries.length;
  expect(await start(place).ended).toMatchObject({ code: 0 });
  // 46 pages and 3 robots.txt in all: what was stored is not asked for again.
  expect(sample.portal.entries.length - entries).toBeLessThan(46);
  expect(await exportReports(place)).toBe(undisturbed);
  expect(place.rows("select outcome from run order by run_id")).toEqual([
    { outcome: "interrupted" },
    { outcome: "done" },
  ]);
});

describe("a crawl that is asked to stop", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s finishes the page in hand, ends with 130, and the next one completes it",
    async (signal) => {
      const place = makeWorkplace();
      const stopped = start(place, "--json");
      await untilAsked(20, [...sample.portal.entries]);
      stopped.child.kill(signal);
      const ended = await stopped.ended;
      expect(ended).toMatchObject({ code: 130, signal: null });
      expect(JSON.parse(ended.stdout)).toMatchObject({ interrupted: true });
      expect(ended.stderr).toContain("stopping after the page in hand; once more to stop at once");
      const asked = JSON.parse(ended.stdout).asked;
      expect(place.rows("select count(*) as fetches from fetch")).toEqual([{ fetches: asked }]);
      expect(place.rows("select outcome from run")).toEqual([{ outcome: "interrupted" }]);
      const rest = await start(place, "--json").ended;
      expect(rest.code).toBe(0);
      expect(JSON.parse(rest.stdout).asked).toBe(46 - asked);
      expect(await exportReports(place)).toBe(undisturbed);
    },
  );

  test("twice ends at once", async () => {
    const place = makeWorkplace();
    const slow = await openSampleCrawl({ heals: "at_once", intervalMs: 20_000 });
    const stopped = place.start([...CRAWL, "--sources", slow.place.path("sources.json")]);
    while (slow.portal.entries.length < 3) await wait(10);
    stopped.child.kill("SIGINT");
    await stopped.said("once more to stop at once");
    stopped.child.kill("SIGINT");
    expect(await stopped.ended).toMatchObject({ code: 130 });
  });
});

test("SIGTERM ends a crawl within ten seconds, even if a server drips bytes for ever", async () => {
  const portal = await openPortal({
    drips: { routes: {}, faults: { "/": { kind: "drip", intervalMs: 100 } } },
  });
  const place = makeWorkplace();
  const sources = [{ id: "drips", start: [portal.url("drips", "/")] }];
  place.write("sources.json", JSON.stringify({ defaults: { interval_ms: 1 }, sources }));
  const crawl = place.start(["crawl", "--allow-private-network", "--json", "--log-level", "debug"]);
  while (portal.entries.length < 2) await wait(10);
  const askedMs = performance.now();
  crawl.child.kill("SIGTERM");
  const { code, stdout, stderr } = await crawl.ended;
  expect(performance.now() - askedMs).toBeLessThan(10_000);
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, asked: 0 });
  expect(place.rows("select state from address")).toEqual([{ state: "queued" }]);
  expect(place.rows("select outcome from run")).toEqual([{ outcome: "interrupted" }]);
  expect(place.rows("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(stderr).toContain('"msg":"drips: stopped early');
});

test("every line of a crawl's JSON log says of which run it is, and of which source", async () => {
  const { crawl } = await openSampleCrawl({ heals: "at_once" });
  await crawl("--quiet");
  const { stderr } = await crawl("--json", "--log-level", "debug");
  const lines = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(40);
  expect(new Set(lines.map(({ run }) => run))).toEqual(new Set([2]));
  expect(lines.filter(({ source }) => source === undefined)).toEqual([]);
});
