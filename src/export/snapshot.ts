import { writeFileSync } from "node:fs";
import { copyStore, expectSound } from "../store/copy.ts";
import { openStore } from "../store/open-store.ts";
import { countRelations } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { describeForDatasette } from "./datasette.ts";
import { type Manifest, type Origin, stageManifest } from "./manifest.ts";
import { writeFile } from "./staged-files.ts";

/**
 * Writes the database as it is at this moment into one file that needs no other, checks the copy, and puts beside it what
 * Datasette shows of it (`PATH.metadata.json`) and a manifest (`PATH.manifest.json`). Files of these names are replaced
 * together. An unchanged database gives the same bytes.
 */
export async function exportSnapshot(
  store: Store,
  path: string,
  { origin }: { readonly origin: Origin },
): Promise<Manifest> {
  return await writeFile(path, async (files, name) => {
    const copy = files.stage(name);
    copyStore(store, copy);
    const { counts, metadata } = inspect(copy, name, origin);
    writeFileSync(files.stage(`${name}.metadata.json`), metadata, { flag: "wx" });
    return await stageManifest(store, files, `${name}.manifest.json`, origin, {
      format: "snapshot",
      counts,
    });
  });
}

function inspect(copy: string, name: string, origin: Origin) {
  const store = openStore(copy, { mode: "read", forms: [] });
  try {
    expectSound(store);
    const metadata = describeForDatasette(store, name, origin);
    return {
      counts: countRelations(store),
      metadata: `${JSON.stringify(metadata, undefined, 2)}\n`,
    };
  } finally {
    store.close();
  }
}
