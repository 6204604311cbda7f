import type { Store } from "../store/store.ts";
import { writeCsv } from "./csv-file.ts";
import type { Manifest } from "./manifest.ts";
import { exportRelations, type RelationExport } from "./relation-files.ts";

/**
 * Writes a file for each public relation into a folder, in UTF-8 with a byte order mark and CRLF line ends, ready for a
 * spreadsheet. The same database gives the same bytes.
 */
export function exportCsv(
  store: Store,
  folder: string,
  options: RelationExport,
): Promise<Manifest> {
  const write = (table: Parameters<typeof writeCsv>[0], path: string) =>
    writeCsv(table, path, "spreadsheet", options.watch);
  return exportRelations(store, folder, { name: "csv", ending: ".csv", write }, options);
}
