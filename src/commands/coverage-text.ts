import type { Coverage } from "../store/status.ts";
import { color } from "./color.ts";
import { alignColumns } from "./text-layout.ts";

const MAX_SOURCES = 20;
const MAX_ID = 24;
/** `123/456` and two blanks. */
const YEAR_COLUMNS = 9;

interface Share {
  readonly stored: number;
  readonly expected: number;
}

/** Sums of all sources first, then the sources that lack most; as many years as fit, the last ones. */
export function drawCoverage(coverage: readonly Coverage[], columns: number): string {
  if (coverage.length === 0) return "";
  const shown = Math.max(1, Math.floor((columns - MAX_ID) / YEAR_COLUMNS));
  const years = [...new Set(coverage.map(({ year }) => year))].sort((a, b) => a - b).slice(-shown);
  const rows = new Map<string, readonly Share[]>();
  for (const [source, entries] of groupBySource(coverage)) {
    rows.set(
      source,
      years.map((year) => addUp(entries.filter((entry) => entry.year === year))),
    );
  }
  const sources = [...rows.keys()].sort((one, other) => lackOf(rows, other) - lackOf(rows, one));
  const all = years.map((year) => addUp(coverage.filter((entry) => entry.year === year)));
  const lines = alignColumns([
    ["", ...years.map(String)],
    ["all sources", ...all.map(describe)],
    ...sources
      .slice(0, MAX_SOURCES)
      .map((source) => [source, ...(rows.get(source) ?? []).map(describe)]),
  ]);
  return [...lines, ...describeRest(sources.slice(MAX_SOURCES), rows)].join("\n");
}

function groupBySource(coverage: readonly Coverage[]): Map<string, Coverage[]> {
  const groups = new Map<string, Coverage[]>();
  for (const entry of coverage) {
    const group = groups.get(entry.sourceId) ?? [];
    group.push(entry);
    groups.set(entry.sourceId, group);
  }
  return groups;
}

function addUp(entries: readonly Coverage[]): Share {
  let stored = 0;
  let lacking = 0;
  for (const entry of entries) {
    stored += entry.stored;
    lacking += entry.missing + entry.failed + entry.notCrawled;
  }
  return { stored, expected: stored + lacking };
}

function lackOf(rows: ReadonlyMap<string, readonly Share[]>, source: string): number {
  return (rows.get(source) ?? []).reduce((sum, { stored, expected }) => sum + expected - stored, 0);
}

function describe({ stored, expected }: Share): string {
  if (expected === 0) return "";
  const text = `${stored}/${expected}`;
  return stored === expected ? text : color.yellow(text);
}

function describeRest(
  rest: readonly string[],
  rows: ReadonlyMap<string, readonly Share[]>,
): string[] {
  if (rest.length === 0) return [];
  const complete = rest.filter((source) => lackOf(rows, source) === 0).length;
  return [
    `and ${rest.length} more sources, ${complete} of them complete: nianbao status --json lists all`,
  ];
}
