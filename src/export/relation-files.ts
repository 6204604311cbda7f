import type { Store } from "../store/store.ts";
import { listOutdated, type Manifest, type Origin, stageManifest } from "./manifest.ts";
import type { ExportWatch } from "./row-progress.ts";
import { type StagedFiles, writeFolder } from "./staged-files.ts";
import { chooseRelations, type ExportTable, openTable } from "./table.ts";

export const MANIFEST_NAME = "manifest.json";

/** What every export of relations is told. */
export interface RelationExport {
  readonly origin: Origin;
  /** Names of the relations; undefined for all. */
  readonly relations: readonly string[] | undefined;
  readonly watch: ExportWatch;
}

export interface RelationFormat {
  readonly name: string;
  /** `.csv` */
  readonly ending: string;
  /** Fills a new file and returns how many rows it holds. */
  readonly write: (table: ExportTable, path: string) => Promise<number>;
  /** Adds what describes the files, once they are all there. */
  readonly finish?: (files: StagedFiles, tables: readonly WrittenTable[]) => void | Promise<void>;
}

/** A relation whose rows are in its file. */
export interface WrittenTable {
  readonly table: ExportTable;
  readonly fileName: string;
  readonly rowCount: number;
}

/**
 * Writes a file for each relation and a manifest into a folder. All of it takes the place of an earlier export together,
 * once it is whole; other files of the folder are left alone.
 */
export async function exportRelations(
  store: Store,
  folder: string,
  format: RelationFormat,
  { origin, relations }: RelationExport,
): Promise<Manifest> {
  const names = chooseRelations(relations);
  return await writeFolder(
    folder,
    async (files) => {
      const written: WrittenTable[] = [];
      for (const name of names) {
        const table = openTable(store, name);
        const fileName = `${name}${format.ending}`;
        const rowCount = await format.write(table, files.stage(fileName));
        written.push({ table, fileName, rowCount });
      }
      await format.finish?.(files, written);
      const counts = Object.fromEntries(
        written.map(({ table, rowCount }) => [table.name, rowCount]),
      );
      return await stageManifest(store, files, MANIFEST_NAME, origin, {
        format: format.name,
        counts,
      });
    },
    (files) => listOutdated(files, MANIFEST_NAME),
  );
}
