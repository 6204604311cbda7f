import CliTable from "cli-table3";
import color from "picocolors";
import type { Coverage, Failure, FrontierStatus, RunStatus } from "../store/status.ts";
import type { Status } from "./status-read.ts";

const MAX_SOURCES = 40;
const MAX_FAILURES = 20;

/** How a database stands, for a person to read in a minute. */
export function describeStatus(status: Status): string {
  const { reports = 0, documents = 0, findings = 0, sources = 0 } = status.counts;
  const parts = [
    `${reports} reports from ${documents} documents and ${sources} sources, ${findings} findings`,
    section("runs, newest first", drawRuns(status.runs)),
    section("coverage: stored/expected by source and year", drawCoverage(status.coverage)),
    section("what could not be had or read", drawFailures(status.failures)),
    section("addresses still queued", drawQueued(status.frontier)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const section = (title: string, body: string): string =>
  body === "" ? "" : `${color.bold(title)}\n${body}`;

const style = { head: [], border: [], compact: true };

function drawRuns(runs: readonly RunStatus[]): string {
  if (runs.length === 0) return "none yet: nianbao crawl or nianbao ingest makes the first";
  const table = new CliTable({
    head: ["run", "command", "started", "ended", "what came of it"],
    style,
  });
  for (const run of runs) {
    table.push([
      run.runId,
      run.command,
      run.startedAt.slice(0, "2025-01-20T09:00:00".length),
      run.outcome,
      describeSummary(run.summary),
    ]);
  }
  return table.toString();
}

function describeSummary(summary: RunStatus["summary"]): string {
  if (summary === null) return "cut off";
  return Object.entries(summary)
    .filter(([, value]) => typeof value === "number" && value > 0)
    .map(([name, value]) => `${String(value)} ${name.replaceAll("_", " ")}`)
    .join(", ");
}

function drawCoverage(coverage: readonly Coverage[]): string {
  if (coverage.length === 0) return "";
  const years = [...new Set(coverage.map(({ year }) => year))].sort();
  const sources = [...new Set(coverage.map(({ sourceId }) => sourceId))];
  const table = new CliTable({ head: ["source", ...years.map(String)], style });
  for (const source of sources.slice(0, MAX_SOURCES)) {
    const cells = years.map((year) =>
      describeCoverage(coverage.find((entry) => entry.sourceId === source && entry.year === year)),
    );
    table.push([source, ...cells]);
  }
  const more = sources.length - MAX_SOURCES;
  return more > 0 ? `${table.toString()}\nand ${more} more sources: see --json` : table.toString();
}

function describeCoverage(entry: Coverage | undefined): string {
  if (entry === undefined) return "";
  const { stored, missing, failed, notCrawled } = entry;
  const expected = stored + missing + failed + notCrawled;
  const text = `${stored}/${expected}`;
  return stored === expected ? text : color.yellow(text);
}

function drawFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return "nothing";
  const lines = failures
    .slice(0, MAX_FAILURES)
    .map(
      ({ sourceId, kind, reason, addresses, example }) =>
        `${String(addresses).padStart(5)}  ${sourceId ?? "local files"}  ${kind}: ${reason ?? ""}\n       ${example}`,
    );
  const more = failures.length - MAX_FAILURES;
  return [...lines, ...(more > 0 ? [`and ${more} more kinds: see --json`] : [])].join("\n");
}

function drawQueued(frontier: readonly FrontierStatus[]): string {
  return frontier
    .filter(({ state }) => state === "queued")
    .map(({ sourceId, addresses }) => `${String(addresses).padStart(5)}  ${sourceId}`)
    .join("\n");
}
