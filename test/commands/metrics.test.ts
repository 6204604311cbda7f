import { existsSync, readdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toExposition } from "../../src/commands/exposition.ts";
import { type ParsedMetric, parseExposition } from "./parse-exposition.ts";
import { openSampleCrawl } from "./sample-crawl.ts";
import type { Workplace } from "./workplace.ts";

test("whatever a label or a help text holds, Prometheus reads back what was meant", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(text, text, fc.integer(), (label, help, value) => {
      // A line feed within a text is escaped; a carriage return is a character like others.
      const metric = { name: "a_b", type: "gauge", help } as const;
      const samples = [{ labels: { source: label, state: '\\n"' }, value }];
      expect(parseExposition(toExposition([{ ...metric, samples }]))).toEqual([
        {
          ...metric,
          samples: [{ labels: new Map(Object.entries(samples[0]?.labels ?? {})), value }],
        },
      ]);
    }),
  );
});

test("a family without samples is left out", () => {
  expect(toExposition([{ name: "a", type: "gauge", help: "none", samples: [] }])).toBe("");
});

const readMetrics = (place: Workplace): ParsedMetric[] =>
  parseExposition(place.read("metrics/nianbao.prom"));

function findValue(metrics: readonly ParsedMetric[], name: string, ...labels: string[]): unknown {
  const samples = metrics.find((metric) => metric.name === name)?.samples ?? [];
  const found = samples.find((sample) => {
    return labels.every((label) => [...sample.labels.values()].includes(label));
  });
  return found?.value;
}

describe("--metrics", () => {
  const words = ["--metrics", "metrics/nianbao.prom", "--quiet"];

  test("leaves the counts of the run and of the database, whole and alone in its folder", async () => {
    const { place, crawl } = await openSampleCrawl({ heals: "at_once" });
    place.write("metrics/README", "for node_exporter");
    const before = Date.now() / 1000;
    const ended = await crawl(...words, "--json");
    expect(ended.code).toBe(0);
    const result = JSON.parse(ended.stdout);
    const metrics = readMetrics(place);
    expect(readdirSync(place.path("metrics")).sort()).toEqual(["README", "nianbao.prom"]);
    for (const name of ["asked", "clean", "failed", "gone", "refused", "new_reports"]) {
      expect(findValue(metrics, "nianbao_run_results", "crawl", name)).toBe(result[name]);
    }
    expect(findValue(metrics, "nianbao_run_outcome", "done")).toBe(1);
    expect(findValue(metrics, "nianbao_run_outcome", "partial")).toBe(0);
    const outcomes = place.rows("select outcome, count(*) as rows from fetch group by 1");
    expect(metrics.find(({ name }) => name === "nianbao_fetches_total")).toMatchObject({
      type: "counter",
      samples: outcomes.map((row) => ({ value: (row as { rows: number }).rows })),
    });
    const successes = metrics.find(
      ({ name }) => name === "nianbao_source_last_success_timestamp_seconds",
    );
    expect(successes?.samples.map(({ labels }) => labels.get("source"))).toEqual(
      place
        .rows("select source_id from source order by 1")
        .map((row) => Object.values(row ?? {})[0]),
    );
    for (const { value } of successes?.samples ?? []) {
      expect(value).toBeGreaterThan(before);
      expect(value).toBeLessThan(Date.now() / 1000);
    }

    await place.run("reparse", ...words);
    expect(findValue(readMetrics(place), "nianbao_run_results", "reparse", "asked")).toBe(44);
    await place.run("ingest", "sources.json", ...words);
    expect(findValue(readMetrics(place), "nianbao_run_results", "ingest", "asked")).toBe(1);
  });

  test("is written by a crawl that SIGTERM ended, too", async () => {
    const { place, portal } = await openSampleCrawl({ heals: "at_once", intervalMs: 60 });
    place.write("metrics/README", "for node_exporter");
    const running = place.start(["crawl", "--allow-private-network", ...words]);
    while (portal.entries.length < 8) await wait(10);
    running.child.kill("SIGTERM");
    expect((await running.ended).code).toBe(130);
    const metrics = readMetrics(place);
    expect(findValue(metrics, "nianbao_run_outcome", "interrupted")).toBe(1);
    expect(findValue(metrics, "nianbao_addresses", "queued")).toBeGreaterThan(0);
  });

  test("is refused before anything is asked where it could not be written", async () => {
    const { place, portal, crawl } = await openSampleCrawl();
    const ended = await crawl("--metrics", "nowhere/nianbao.prom");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("nothing can be written to the folder nowhere");
    expect(portal.entries).toEqual([]);
    expect(existsSync(place.path("data"))).toBe(false);
  });
});
