import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { forms } from "../model/forms/forms.ts";
import { type Archive, openArchive } from "../store/archive.ts";
import { openStore } from "../store/open-store.ts";
import { listDocumentsToRead } from "../store/reparse.ts";
import { ArchiveError } from "../store/store-error.ts";
import type { Check } from "./doctor-checks.ts";
import type { SharedOptions } from "./shared-options.ts";
import { toQuantity } from "./tally.ts";

/** A document's name in the archive: its SHA-256, 64 digits. */
const DOCUMENT = /^[0-9a-f]{64}$/;
/** The folders of documents by the beginnings of their names: d4 */
const FOLDER = /^[0-9a-f]{2}$/;
/** Enough to notice a failing disk, and done in a second on an archive of any size. */
const MAX_SAMPLE = 100;

/** Hashes a sample of the archive's files, and looks whether the database's documents are there. */
export async function checkArchive(options: SharedOptions): Promise<Check> {
  const folder = resolve(options.archive);
  const archive = openArchive(folder);
  const held = existsSync(folder) ? sampleFiles(folder) : [];
  const known = sampleKnown(options.db);
  const damaged = await collect(held, async (sha256) => !(await isWhole(archive, sha256)));
  const lost = await collect(known, async (sha256) => !(await archive.has(sha256)));
  return describe(folder, held.length, damaged, known.length, lost);
}

function describe(
  folder: string,
  held: number,
  damaged: readonly string[],
  known: number,
  lost: readonly string[],
): Check {
  const name = "documents";
  const backup = "take them from a backup, or";
  if (damaged.length > 0) {
    const detail = `${damaged.length} of ${toQuantity(held, "file")} looked at in ${folder} are not what their names say, such as ${damaged[0]}: ${backup} remove them and crawl again`;
    return { name, state: "error", detail };
  }
  if (lost.length > 0) {
    const detail = `${lost.length} of ${toQuantity(known, "document")} looked for are not in ${folder}, such as ${lost[0]}: check --archive, ${backup} crawl again`;
    return { name, state: "error", detail };
  }
  return { name, state: "ok", detail: `${toQuantity(held, "file")} looked at, all whole` };
}

/** Documents spread evenly over the archive's folders, as their names are; all of a small archive. */
function sampleFiles(archive: string): string[] {
  const folders = pickEvenly(
    listFolder(archive).filter((name) => FOLDER.test(name)),
    MAX_SAMPLE,
  );
  const most = Math.ceil(MAX_SAMPLE / Math.max(1, folders.length));
  return folders.flatMap((first) =>
    pickEvenly(listFolder(join(archive, first)), most)
      .flatMap((second) => listFolder(join(archive, first, second)))
      .filter((file) => DOCUMENT.test(file))
      .slice(0, most),
  );
}

function pickEvenly(names: readonly string[], most: number): string[] {
  const step = Math.max(1, Math.ceil(names.length / most));
  return names.filter((_, index) => index % step === 0);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    // A file where a folder is meant is not the archive's, and hurts nothing.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return [];
    throw error;
  }
}

/** The first documents of the database; none if it cannot be read, which another check tells. */
function sampleKnown(db: string): string[] {
  if (!existsSync(db)) return [];
  try {
    const store = openStore(db, { mode: "read", forms: [...forms.values()] });
    try {
      return [...takeFirst(listDocumentsToRead(store), MAX_SAMPLE)].map(({ sha256 }) => sha256);
    } finally {
      store.close();
    }
  } catch {
    return [];
  }
}

function* takeFirst<Item>(items: Iterable<Item>, most: number): Generator<Item> {
  let taken = 0;
  for (const item of items) {
    if (taken === most) return;
    taken += 1;
    yield item;
  }
}

async function isWhole(archive: Archive, sha256: string): Promise<boolean> {
  try {
    await archive.get(sha256);
    return true;
  } catch (error) {
    if (error instanceof ArchiveError) return false;
    throw error;
  }
}

async function collect(
  items: readonly string[],
  isAsked: (item: string) => Promise<boolean>,
): Promise<string[]> {
  const found: string[] = [];
  for (const item of items) if (await isAsked(item)) found.push(item);
  return found;
}
