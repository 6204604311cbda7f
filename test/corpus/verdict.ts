import type { Cell } from "../../src/model/report.ts";
import type { ReportReading } from "../pipeline/read-printed.ts";

/** What a careful person reads in each cell: its number, or null for a blank or a dash. */
export type Truth = ReadonlyMap<string, number | null>;

/**
 * - `right`: as a careful person reads it
 * - `missing`: null, and a finding says why
 * - `doubted`: another number, and a finding names the cell
 * - `silent`: wrong, and nobody is told
 */
export type Verdict = "right" | "missing" | "doubted" | "silent";

/** Holds every cell of a reading against the truth. */
export function judgeCells(reading: ReportReading, truth: Truth): Map<string, Verdict> {
  const { report, findings } = reading;
  const named = new Set(findings.flatMap(({ cells }) => cells));
  const lost = findings.some(({ code }) => code === "table_missing");
  const cells = new Map(report.cells.map((cell) => [cell.address, cell]));
  return new Map(
    [...truth].map(([address, value]) => {
      const cell = cells.get(address);
      const isTold = named.has(address) || (lost && isTableAbsent(report.cells, address));
      return [address, judge(cell, value, isTold)];
    }),
  );
}

function judge(cell: Cell | undefined, value: number | null, isTold: boolean): Verdict {
  const read = cell?.value ?? null;
  const isSeen = value === null ? cell?.status !== "absent" : cell?.status === "reported";
  if (read === value && isSeen) return "right";
  if (!isTold) return "silent";
  return read === null ? "missing" : "doubted";
}

function isTableAbsent(cells: readonly Cell[], address: string): boolean {
  const table = `${address.split(".")[0]}.`;
  return cells.every((cell) => !cell.address.startsWith(table) || cell.status === "absent");
}

export type Tally = Record<Verdict, number> & { documents: number };

/** A small table of what became of the cells, a line a format. */
export function toTable(tallies: ReadonlyMap<string, Tally>): string {
  const head = ["format", "documents", "right", "missing", "doubted", "silent"];
  const rows = [...tallies].map(([name, { documents, right, missing, doubted, silent }]) =>
    [name, documents, right, missing, doubted, silent].map(String),
  );
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "))
    .join("\n");
}
