import { afterEach, describe, expect, test } from "vitest";
import {
  createStage,
  createTestRequester,
  list,
  pagesDone,
  paths,
  siteOfReports,
  toSource,
} from "./bench.ts";

const stage = createStage();
const { start } = stage;

afterEach(stage.close);

describe("a crawl that is stopped", () => {
  test("finishes the page in hand, and the next one goes on from there", async () => {
    const { portal, bench } = await start({ qingshi: { routes: siteOfReports(8) } });
    const source = toSource("qingshi", portal.url("qingshi", list), { intervalMs: 20 });
    const stop = new AbortController();
    const { onEvent } = bench.effects;
    bench.effects = {
      ...bench.effects,
      onEvent(event) {
        onEvent(event);
        if (pagesDone(bench.events).length === 3) stop.abort();
      },
    };
    const first = await bench.crawl([source], { signal: stop.signal });
    expect(first).toMatchObject({ interrupted: true, sources: [{ state: "interrupted" }] });
    const asked = portal.entries.filter(({ path }) => path.endsWith(".html")).length;
    expect(asked).toBe(2);

    const second = await bench.crawl([source]);
    expect(second).toMatchObject({ interrupted: false, sources: [{ state: "done" }] });
    const reports = paths(portal).filter((path) => path.endsWith(".html"));
    expect(reports).toHaveLength(8);
    expect(new Set(reports).size).toBe(8);
  });

  test("leaves a page whose server drips bytes when the patience is over", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(2),
        faults: { "/zfxxgknb/2010.html": { kind: "drip", intervalMs: 20 } },
      },
    });
    const requester = createTestRequester("allowed", {});
    stage.keep(() => requester.close());
    bench.effects = { ...bench.effects, requester };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const begunMs = performance.now();
    const source = toSource("qingshi", portal.url("qingshi", "/zfxxgknb/2010.html"));
    const summary = await bench.crawl([source], { signal: stop.signal, graceMs: 400 });
    expect(performance.now() - begunMs).toBeGreaterThan(690);
    expect(performance.now() - begunMs).toBeLessThan(2_000);
    expect(summary).toMatchObject({ interrupted: true, sources: [{ state: "interrupted" }] });
    expect(bench.frontier.list("qingshi").map(({ state }) => state)).toEqual(["queued"]);
  });

  test("does not sit out the pause a server asked for", async () => {
    const { portal, bench } = await start({
      qingshi: {
        routes: siteOfReports(2),
        faults: { "/zfxxgknb/2010.html": { kind: "status", status: 503, retryAfter: "60" } },
      },
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const begunMs = performance.now();
    const source = toSource("qingshi", portal.url("qingshi", list));
    const summary = await bench.crawl([source], { signal: stop.signal });
    expect(performance.now() - begunMs).toBeLessThan(2_000);
    expect(summary.interrupted).toBe(true);
    const states = bench.frontier.list("qingshi").map(({ state }) => state);
    expect(states).toEqual(["done", "queued", "queued"]);
  });

  test.each(["settle", "put"] as const)(
    "by a store that fails on %s rejects, with what was stored kept",
    async (broken) => {
      const { portal, bench } = await start({
        qingshi: { routes: siteOfReports(20) },
        baishi: { routes: siteOfReports(20) },
      });
      let times = 0;
      const failThird = <T>(work: () => T): T => {
        times += 1;
        if (times > 3) throw new Error("no space left on device");
        return work();
      };
      const { frontier, archive } = bench.effects;
      bench.effects = {
        ...bench.effects,
        frontier:
          broken === "settle"
            ? { ...frontier, settle: (visit) => failThird(() => frontier.settle(visit)) }
            : frontier,
        archive:
          broken === "put"
            ? { ...archive, put: (bytes) => failThird(() => archive.put(bytes)) }
            : archive,
      };
      const sources = ["qingshi", "baishi"].map((site) =>
        toSource(site, portal.url(site, list), { concurrency: 3, intervalMs: 5 }),
      );
      await expect(bench.crawl(sources)).rejects.toThrow("no space left on device");
      const done = [...bench.frontier.list("qingshi"), ...bench.frontier.list("baishi")].filter(
        ({ state }) => state === "done",
      );
      expect(done).toHaveLength(3);
      expect(portal.entries.length).toBeLessThan(20);
    },
  );
});
