import type { ParquetWriter } from "hyparquet-writer";
import type { ColumnType } from "../store/column-types.ts";
import type { ColumnShape, RelationValue } from "../store/relation.ts";
import { toBoolean, toDate, toInteger, toNumber } from "./typed-value.ts";

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

const ELEMENTS: Readonly<Record<ColumnType, Omit<SchemaElement, "name">>> = {
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
  // Not Parquet's own JSON: some readers take that for bytes.
  json: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
};

/** The column as a Parquet schema has it; every column may be null, so that an empty relation has the same schema. */
export function toParquetElement({ name, type }: ColumnShape): SchemaElement {
  return { name, repetition_type: "OPTIONAL", ...ELEMENTS[type] };
}

/** A value that is not null, as the writer takes it. */
export function toParquetValue(
  relation: string,
  column: ColumnShape,
  value: Exclude<RelationValue, null>,
): unknown {
  const place = `${relation}.${column.column}`;
  switch (column.type) {
    case "integer":
      return BigInt(toInteger(value, place));
    case "number":
      return toNumber(value, place);
    case "boolean":
      return toBoolean(value, place);
    case "date":
    case "timestamp":
      return toDate(value, place);
    case "json":
    case "text":
      return String(value);
    default:
      return column.type satisfies never;
  }
}
