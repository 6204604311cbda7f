import { execFileSync } from "node:child_process";
import { describe, expect, inject, test } from "vitest";
import { scriptedSite } from "../sample/scripted-site.ts";
import { openPortal } from "./sample-crawl.ts";
import { makeWorkplace } from "./workplace.ts";

const path = inject("browserPath");
const TIMEOUT_MS = 90_000;
const environment = { NIANBAO_BROWSER: path ?? "" };

async function openSite(endless: "endless" | "calm") {
  const site = scriptedSite();
  const loop = { body: "for (;;) {}", contentType: "text/javascript" };
  const routes = endless === "endless" ? { ...site.routes, "/static/list.js": loop } : site.routes;
  const portal = await openPortal({ qingshi: { routes } });
  const place = makeWorkplace();
  const source = { id: "qingshi", start: [portal.url("qingshi", site.start)] };
  place.write("sources.json", JSON.stringify({ defaults: { interval_ms: 1 }, sources: [source] }));
  return { place, site };
}

/** Numbers of all processes that come from one, itself left out. */
function listDescendants(ancestor: number | undefined): number[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([ancestor]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const [pid = 0, parent] of rows) if (family.has(parent)) family.add(pid);
  }
  return [...family].flatMap((pid) => (pid === undefined || pid === ancestor ? [] : [pid]));
}

function isAlive(pid: number): boolean {
  const state = execFileSync("ps", ["-o", "stat=", "-p", `${pid}`], { encoding: "utf8" });
  return !state.startsWith("Z");
}

const listLeft = (pids: readonly number[]) =>
  pids.filter((pid) => {
    try {
      return isAlive(pid);
    } catch {
      // ps ends with 1 where there is no such process.
      return false;
    }
  });

describe.skipIf(path === null)("crawl with a browser (skipped where there is none)", () => {
  test("reads a site that shows nothing without its scripts, says so, and reparse gives the same", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { place, site } = await openSite("calm");
    const crawl = place.start(["crawl", "--allow-private-network", "--quiet"], environment);
    const ended = await crawl.ended;
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain(`${site.reports.length} new reports`);
    expect(ended.stdout).toContain("lists: 1 page was opened in a browser");
    const reports = place.rows("select * from reports order by agency, year");
    const again = await place.run("reparse");
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(
      /^0 new versions, 0 new reports\n4 documents: .* 0 failed, 1 not a report/,
    );
    expect(place.rows("select * from reports order by agency, year")).toEqual(reports);
    expect(await place.run("doctor")).toMatchObject({ code: 0 });
  });

  test.each([
    ["SIGTERM", 130],
    ["SIGKILL", null],
  ] as const)(
    "that is ended by %s leaves no browser behind",
    { timeout: TIMEOUT_MS },
    async (signal, code) => {
      const { place } = await openSite("endless");
      const { child, ended } = place.start(["crawl", "--allow-private-network"], environment);
      const countOf = () => listDescendants(child.pid).length;
      await expect.poll(countOf, { timeout: 30_000, interval: 200 }).toBeGreaterThan(3);
      const pids = listDescendants(child.pid);
      child.kill(signal);
      const begunMs = performance.now();
      expect(await ended).toMatchObject({ code });
      expect(performance.now() - begunMs).toBeLessThan(10_000);
      await expect.poll(() => listLeft(pids), { timeout: 10_000, interval: 200 }).toEqual([]);
    },
  );
});
