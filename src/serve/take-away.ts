import { stringify } from "csv-stringify/sync";
import { type Listing, readListing, toStatement } from "../store/browse/listing.ts";
import type { Store } from "../store/store.ts";
import type { TakeAway } from "./page.tsx";
import { toAddress } from "./parameters.ts";

export const FORMATS = ["csv", "json", "sql"] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: Readonly<Record<Format, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  sql: "text/plain; charset=utf-8",
};
/** Excel takes a file for UTF-8 only if it begins so. */
const BYTE_ORDER_MARK = "\ufeff";

/** The rows of a view as a file, or the statement that gives them. */
export function answerListing(store: Store, listing: Listing, format: Format): Response {
  return new Response(write(store, listing, format), {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `${format === "csv" ? "attachment" : "inline"}; filename="${listing.name}.${format}"`,
    },
  });
}

function write(store: Store, listing: Listing, format: Format): string {
  if (format === "sql") return toStatement(listing);
  const { columns, rows } = readListing(store, listing);
  if (format === "json") {
    const records = rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
    );
    return `${JSON.stringify(records, undefined, 1)}\n`;
  }
  return BYTE_ORDER_MARK + stringify([[...columns], ...rows.map((row) => [...row])]);
}

/** Where the rows of a view are to be had in each format. */
export function toTakeAway(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
): TakeAway {
  return {
    csv: toAddress(path, { ...parameters, format: "csv" }),
    json: toAddress(path, { ...parameters, format: "json" }),
    sql: toAddress(path, { ...parameters, format: "sql" }),
  };
}
