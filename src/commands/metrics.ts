import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { writeTexts, writeWholeFile } from "../export/whole-file.ts";
import type { RunOutcome } from "../store/run.ts";
import type { Store } from "../store/store.ts";
import {
  countAddresses,
  countExpected,
  countFetches,
  countHoldings,
  listLastSuccesses,
  type Total,
} from "../store/totals.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { type Metric, type Sample, toExposition } from "./exposition.ts";

/** A run that has ended. */
export interface EndedRun {
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly outcome: Exclude<RunOutcome, "running">;
  readonly summary: Readonly<Record<string, unknown>>;
}

const OUTCOMES = [
  "done",
  "partial",
  "failed",
  "interrupted",
] as const satisfies EndedRun["outcome"][];

/** Throws a CommandError where a file could not be written after all: better before a run of hours than after it. */
export function expectMetricsFolder(path: string): void {
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `--metrics ${path}: nothing can be written to the folder ${folder} (${why}): make it first`,
      exitCode.usage,
    );
  }
}

/** Writes what a run did and how the database stands; whoever reads the file at that moment gets the old or the new. */
export function writeMetrics(path: string, run: EndedRun, store: Store): void {
  const text = toExposition([...describeRun(run), ...describeDatabase(store)]);
  writeWholeFile(path, (temporary) => writeTexts(temporary, [text]));
}

function describeRun(run: EndedRun): Metric[] {
  const { command, summary } = run;
  const numbers = Object.entries(summary).flatMap(([result, value]) =>
    typeof value === "number" ? [{ labels: { command, result }, value }] : [],
  );
  return [
    gauge("nianbao_run_start_timestamp_seconds", "When the last run began.", [
      { labels: { command }, value: toSeconds(run.startedAt) },
    ]),
    gauge("nianbao_run_end_timestamp_seconds", "When the last run ended.", [
      { labels: { command }, value: toSeconds(run.finishedAt) },
    ]),
    gauge(
      "nianbao_run_outcome",
      "1 for how the last run ended: partial means that some sources or documents failed.",
      OUTCOMES.map((outcome) => ({
        labels: { command, outcome },
        value: outcome === run.outcome ? 1 : 0,
      })),
    ),
    gauge("nianbao_run_results", "What the last run did, counted as in its --json.", numbers),
  ];
}

function describeDatabase(store: Store): Metric[] {
  const successes = listLastSuccesses(store).map(({ sourceId, at }) => ({
    labels: { source: sourceId },
    value: toSeconds(at),
  }));
  return [
    {
      name: "nianbao_fetches_total",
      type: "counter",
      help: "Fetches of all runs by how they ended.",
      samples: toSamples("outcome", countFetches(store)),
    },
    gauge(
      "nianbao_addresses",
      "Addresses known by how they stand.",
      toSamples("state", countAddresses(store)),
    ),
    ...countHoldings(store).map(({ name, rows }) =>
      gauge(`nianbao_${name}`, `Number of ${name} held.`, [{ labels: {}, value: rows }]),
    ),
    gauge(
      "nianbao_source_reports",
      "Reports that a source should give, by what became of them.",
      countExpected(store).map(({ sourceId, status, reports }) => ({
        labels: { source: sourceId, status },
        value: reports,
      })),
    ),
    gauge(
      "nianbao_source_last_success_timestamp_seconds",
      "When a source last gave a page or confirmed one.",
      successes,
    ),
  ];
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => {
  return { name, type: "gauge", help, samples };
};

const toSamples = (label: string, totals: readonly Total[]): Sample[] =>
  totals.map(({ name, rows }) => ({ labels: { [label]: name }, value: rows }));

const toSeconds = (moment: string): number => Date.parse(moment) / 1000;
