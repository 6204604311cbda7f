import type { Failure, FrontierStatus } from "../store/status.ts";
import { color } from "./color.ts";
import { describeIdle } from "./corrections-text.ts";
import { drawCoverage } from "./coverage-text.ts";
import { describeRun } from "./run-text.ts";
import type { Status } from "./status-read.ts";
import { toQuantity } from "./tally.ts";
import { fold } from "./text-layout.ts";

const MAX_FAILURES = 20;
const MAX_QUEUED = 20;
/** Where nothing says how wide the terminal is. */
const USUAL_COLUMNS = 80;

/** How a database stands, for a person to read in a minute. */
export function describeStatus(status: Status, columns = USUAL_COLUMNS): string {
  const { reports = 0, documents = 0, findings = 0, sources = 0 } = status.counts;
  const amounts = `${toQuantity(reports, "report")} from ${toQuantity(documents, "document")} and ${toQuantity(sources, "source")}, ${toQuantity(findings, "finding")}`;
  const parts = [
    amounts,
    section("runs, newest first", drawRuns(status, columns)),
    section(
      "coverage: reports stored / reports that should exist",
      drawCoverage(status.coverage, columns),
    ),
    section("what could not be had or read", drawFailures(status.failures, columns)),
    section("addresses still to be asked for", drawQueued(status.frontier)),
    section("people's corrections that are not applied", drawIdle(status, columns)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const section = (title: string, body: string): string =>
  body === "" ? "" : `${color.bold(title)}\n${body}`;

function drawRuns({ runs }: Status, columns: number): string {
  if (runs.length === 0) return "none yet: nianbao crawl or nianbao ingest makes the first";
  return runs.map((run) => describeRun(run, columns)).join("\n");
}

function drawFailures(failures: readonly Failure[], columns: number): string {
  if (failures.length === 0) return "nothing";
  const lines = failures.slice(0, MAX_FAILURES).map((failure) => describeFailure(failure, columns));
  return [...lines, ...describeRest(failures.length - MAX_FAILURES, "kinds")].join("\n");
}

function describeFailure(failure: Failure, columns: number): string {
  const { sourceId, kind, reason, addresses, example } = failure;
  const what = kind.replaceAll("_", " ");
  const lines = [
    `${count(addresses)}  ${sourceId ?? "local files"}  ${what}`,
    ...(reason === null ? [] : [INDENT + reason]),
    INDENT + example,
  ];
  return lines.map((line) => fold(line, columns, INDENT)).join("\n");
}

function drawQueued(frontier: readonly FrontierStatus[]): string {
  const queued = frontier
    .filter(({ state }) => state === "queued")
    .sort((one, other) => other.addresses - one.addresses);
  const lines = queued
    .slice(0, MAX_QUEUED)
    .map(({ sourceId, addresses }) => `${count(addresses)}  ${sourceId}`);
  return [...lines, ...describeRest(queued.length - MAX_QUEUED, "sources")].join("\n");
}

function drawIdle({ idleCorrections }: Status, columns: number): string {
  const lines = idleCorrections
    .slice(0, MAX_FAILURES)
    .map((idle) => `${idle.agency} ${idle.year}\n${describeIdle(idle, columns)}`);
  return [...lines, ...describeRest(idleCorrections.length - MAX_FAILURES, "corrections")].join(
    "\n",
  );
}

const INDENT = " ".repeat("    1  ".length);
const count = (addresses: number): string => String(addresses).padStart(5);

function describeRest(more: number, what: string): string[] {
  return more > 0 ? [`  and ${more} more ${what}: nianbao status --json lists all`] : [];
}
