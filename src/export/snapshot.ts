import { createHash } from "node:crypto";
import { createReadStream, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { copyStore, expectSound, listParserVersions } from "../store/copy.ts";
import { SCHEMA_VERSION } from "../store/migrate.ts";
import { openStore } from "../store/open-store.ts";
import { countRelations } from "../store/relation.ts";
import type { Store } from "../store/store.ts";
import { writeWholeFile } from "./whole-file.ts";

/** What a snapshot is a snapshot of; it stands beside it as `<path>.manifest.json`. */
export interface Manifest {
  readonly sha256: string;
  readonly byte_size: number;
  readonly schema_version: number;
  readonly parser_versions: readonly string[];
  /** Rows of each public relation. */
  readonly counts: Readonly<Record<string, number>>;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly database: string;
}

/**
 * Writes the database as it is at this moment into one file that needs no other, checks the copy, and
 * puts a manifest beside it. Files of these names are replaced, each all at once. An unchanged database
 * gives the same bytes; only the manifest tells the time.
 */
export async function exportSnapshot(
  store: Store,
  path: string,
  effects: { readonly now: () => Date } = { now: () => new Date() },
): Promise<Manifest> {
  let inside: Pick<Manifest, "parser_versions" | "counts"> | undefined;
  writeWholeFile(path, (temporary) => {
    copyStore(store, temporary);
    inside = inspect(temporary);
  });
  if (inside === undefined) throw new Error(`snapshot was not inspected: ${path}`);
  const manifest: Manifest = {
    sha256: await hashFile(path),
    byte_size: statSync(path).size,
    schema_version: SCHEMA_VERSION,
    ...inside,
    created_at: effects.now().toISOString(),
    database: basename(store.path),
  };
  writeWholeFile(`${path}.manifest.json`, (temporary) => {
    writeFileSync(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`);
  });
  return manifest;
}

function inspect(path: string): Pick<Manifest, "parser_versions" | "counts"> {
  const copy = openStore(path, { mode: "read", forms: [] });
  try {
    expectSound(copy);
    return { parser_versions: listParserVersions(copy), counts: countRelations(copy) };
  } finally {
    copy.close();
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
