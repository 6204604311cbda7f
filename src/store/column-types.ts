/**
 * What a column of a public relation holds, for formats that tell types apart. `timestamp` is ISO 8601 in UTC, `boolean`
 * is 0 or 1, `json` is text.
 */
export type ColumnType = "integer" | "number" | "boolean" | "date" | "timestamp" | "json" | "text";

/** A name means the same in every relation that has it. */
const COLUMNS: Readonly<Record<Exclude<ColumnType, "text">, readonly string[]>> = {
  integer: [
    "report_id",
    "agency_id",
    "organ_id",
    "version_id",
    "document_id",
    "fetch_id",
    "run_id",
    "superseded_by",
    "year",
    "first_year",
    "last_year",
    "ordinal",
    "number",
    "section",
    "errors",
    "warnings",
    "infos",
    "reports",
    "byte_length",
    "http_status",
    "requests",
    "duration_ms",
  ],
  number: ["value", "read_value", "cells_value"],
  boolean: ["corrected", "approximate", "agrees", "is_current", "enabled", "listed"],
  date: ["published_on", "corrected_on"],
  timestamp: ["fetched_at", "first_seen_at", "requested_at", "started_at", "finished_at"],
  json: ["locator", "cells", "arguments", "summary", "headers", "entry"],
};

const TYPES: ReadonlyMap<string, ColumnType> = new Map(
  (["integer", "number", "boolean", "date", "timestamp", "json"] as const).flatMap((type) =>
    COLUMNS[type].map((column) => [column, type] as const),
  ),
);

/** The type of a column by its own name, not its short one. */
export function typeOfColumn(column: string): ColumnType {
  const known = TYPES.get(column);
  if (known !== undefined) return known;
  if (column.endsWith("_rate")) return "number";
  // A cell of `requests`, or a part of a rate: counts.
  const isCount =
    column.includes("__") || column.endsWith("_numerator") || column.endsWith("_denominator");
  return isCount ? "integer" : "text";
}
