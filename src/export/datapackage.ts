import { statSync, writeFileSync } from "node:fs";
import type { Store } from "../store/store.ts";
import { writeCsv } from "./csv-file.ts";
import { describePackage } from "./datapackage-descriptor.ts";
import { hashFile, type Manifest } from "./manifest.ts";
import { exportRelations, type RelationExport } from "./relation-files.ts";
import type { StagedFiles } from "./staged-files.ts";
import type { ExportTable } from "./table.ts";

export const DESCRIPTOR_NAME = "datapackage.json";

/**
 * Writes a Frictionless data package into a folder: a CSV file for each public relation, every text exactly as it is, and
 * `datapackage.json` with types, keys, constraints, licence and origin. The same database gives the same bytes.
 */
export function exportDatapackage(
  store: Store,
  folder: string,
  options: RelationExport,
): Promise<Manifest> {
  return exportRelations(
    store,
    folder,
    {
      name: "datapackage",
      ending: ".csv",
      write: (table: ExportTable, path: string) => writeCsv(table, path, "exact", options.watch),
      finish: async (files, tables) => {
        const resources = [];
        for (const written of tables) {
          resources.push({ ...written, ...(await measure(files, written.fileName)) });
        }
        const descriptor = describePackage(resources, options.origin);
        writeFileSync(
          files.stage(DESCRIPTOR_NAME),
          `${JSON.stringify(descriptor, undefined, 2)}\n`,
          {
            flag: "wx",
          },
        );
      },
    },
    options,
  );
}

async function measure(files: StagedFiles, name: string) {
  const part = files.partOf(name);
  return { sha256: await hashFile(part), byteSize: statSync(part).size };
}
