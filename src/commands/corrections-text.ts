import type { AppliedCorrection } from "../model/correction.ts";
import type { StaleCorrection, VersionInHistory } from "../store/report-history.ts";
import { color } from "./color.ts";
import { fold } from "./text-layout.ts";

/** The corrections of a report: what was read, what stands in its place, who says so and why. */
export function describeCorrections(
  applied: readonly AppliedCorrection[],
  idle: readonly StaleCorrection[],
  columns: number | undefined,
): string[] {
  const lines = [
    ...applied.map(({ address, value, readValue, readStatus, reason, by, on }) => {
      const what = `  ${address}  ${value ?? "no number"}, read: ${readValue ?? readStatus}${sayWho(by, on)}`;
      return foldBoth(what, reason, columns);
    }),
    ...idle.map((correction) => describeIdle(correction, columns)),
  ];
  return lines.length === 0 ? [] : [[color.bold("people's corrections"), ...lines].join("\n")];
}

const INDENT = "    ";

function foldBoth(what: string, why: string, columns: number | undefined): string {
  return `${fold(what, columns, INDENT)}\n${fold(INDENT + why, columns, INDENT)}`;
}

const WHY = {
  stale: "STALE, not applied: made for another document",
  no_cell: "not applied: the report's form has no such cell",
  no_report: "not applied: there is no such report",
} as const;

/** A correction that is not in force, and why. */
export function describeIdle(correction: StaleCorrection, columns: number | undefined): string {
  const { table_name, row_name, column_name, value, state, reason } = correction;
  const { corrected_by, corrected_on, document_sha256 } = correction;
  const cell = `${table_name}.${row_name}.${column_name}`;
  const what = `  ${cell}  ${value ?? "no number"}${sayWho(corrected_by, corrected_on)}`;
  const why = `${WHY[state]} (${document_sha256.slice(0, 12)}…)`;
  return `${foldBoth(what, why, columns)}\n${fold(INDENT + reason, columns, INDENT)}`;
}

const sayWho = (by: string | null, on: string | null): string =>
  `${by === null ? "" : `, by ${by}`}${on === null ? "" : `, ${on}`}`;

const BECAUSE: Readonly<Record<string, string>> = {
  document_changed: "its address brought another document",
  parser_changed: "a later parser reads the document otherwise",
  other_document: "another document of the report is preferred",
};

/** Versions before the current one, or beside it; nothing where there is one only. */
export function describeHistory(
  history: readonly VersionInHistory[],
  columns: number | undefined,
): string[] {
  const others = history.filter(({ is_current }) => is_current === 0);
  if (others.length === 0) return [];
  const lines = others.map((version) => {
    const { version_id, superseded_by, superseded_because, run_id, document_sha256 } = version;
    const by = superseded_by === null ? "" : ` (by version ${superseded_by})`;
    const why = BECAUSE[superseded_because ?? ""] ?? superseded_because;
    const what = `  version ${version_id} of run ${run_id}, document ${document_sha256.slice(0, 12)}…`;
    return foldBoth(what, `${why}${by}`, columns);
  });
  return [[color.bold("other versions"), ...lines].join("\n")];
}
