import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  open,
  readdirSync,
  readFile,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { makeMissing } from "./folder.ts";
import { ArchiveError } from "./store-error.ts";
import { syncFile, syncPath } from "./sync-path.ts";

// Those of node:fs/promises take twice the time of the calls they stand for.
const openFile = promisify(open);
const readWhole: (path: string) => Promise<Buffer> = promisify(readFile);

/** A SHA-256 in lower-case hexadecimal, such as `e3b0c442…b855` (64 digits). */
const SHA256 = /^[0-9a-f]{64}$/;

/** Where documents are written before they have their names: one folder, so that what a killed process leaves is found. */
const UNFINISHED = ".unfinished";
/** No document takes so long to be written; what is older was left behind. */
const MAX_WRITING_MS = 24 * 60 * 60 * 1000;

/** Documents as received, each in a file named by its SHA-256; never altered. */
export interface Archive {
  /** Stores the bytes; when it returns they are on the disk, whole, or an error was thrown. */
  put(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly isNew: boolean }>;
  /** The bytes, hashed again; ArchiveError if they are missing or damaged. */
  get(sha256: string): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
}

/** Opens the archive in a folder, which is made with the first document. */
export function openArchive(folder: string): Archive {
  let isSwept = false;
  return {
    put: async (bytes) => {
      if (!isSwept) removeLeft(join(folder, UNFINISHED));
      isSwept = true;
      return put(folder, bytes);
    },
    get: (sha256) => get(folder, sha256),
    has: async (sha256) => byteLength(pathOf(folder, sha256)) !== undefined,
  };
}

/** Two levels of folders, so that a million documents make folders of about sixteen files. */
function pathOf(folder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new ArchiveError(`not a SHA-256: ${sha256}`);
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** Only the wait for the disk is left to another thread: every other step takes less time than the way there and back. */
async function put(folder: string, bytes: Uint8Array) {
  const sha256 = hash(bytes);
  const path = pathOf(folder, sha256);
  // A file that says something else was damaged by a failing disk: the bytes in hand mend it.
  if (await holds(path, bytes)) return { sha256, isNew: false };
  await makeFolder(dirname(path));
  await makeFolder(join(folder, UNFINISHED));
  const temporary = join(folder, UNFINISHED, `.${randomUUID()}.part`);
  try {
    await writeSynced(temporary, bytes);
    renameSync(temporary, path);
    // A rename is only safe from a power cut once its folder is written too.
    await syncPath(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new ArchiveError(
      `could not write ${path}: make sure the disk has room and the folder may be written`,
      { cause: error },
    );
  }
  return { sha256, isNew: true };
}

/** To make an entry in a folder may wait for the disk as well, behind whatever else is being written to it. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await openFile(path, "wx");
  try {
    writeFileSync(file, bytes);
    await syncFile(file);
  } finally {
    closeSync(file);
  }
}

/** Another process may be at work in the same archive, so what is young stays. */
function removeLeft(unfinished: string): void {
  try {
    if (statSync(unfinished, { throwIfNoEntry: false }) === undefined) return;
    for (const name of readdirSync(unfinished).filter((entry) => entry.endsWith(".part"))) {
      const path = join(unfinished, name);
      const writtenMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - writtenMs > MAX_WRITING_MS) rmSync(path, { force: true });
    }
  } catch (error) {
    throw new ArchiveError(
      `${unfinished} cannot be cleared of what was left: check its permissions`,
      {
        cause: error,
      },
    );
  }
}

async function get(folder: string, sha256: string): Promise<Uint8Array> {
  const path = pathOf(folder, sha256);
  const bytes = await readDocument(path);
  const met = hash(bytes);
  if (met === sha256) return bytes;
  throw new ArchiveError(
    `${path} is damaged: its bytes hash to ${met}; take the file from a backup, or remove it and crawl again: what is missing is asked for whole`,
  );
}

async function readDocument(path: string): Promise<Buffer> {
  try {
    return await readWhole(path);
  } catch (error) {
    throw new ArchiveError(`${path} cannot be read: check --archive, or crawl again`, {
      cause: error,
    });
  }
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  if (byteLength(path) !== bytes.byteLength) return false;
  return (await readDocument(path)).equals(bytes);
}

function byteLength(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch (error) {
    throw new ArchiveError(`${path} cannot be read: check the permissions of the archive`, {
      cause: error,
    });
  }
}

/** Makes a folder and its parents, each of which must be on the disk as an entry of the one above. */
async function makeFolder(path: string): Promise<void> {
  try {
    for (const made of makeMissing(path)) await syncPath(dirname(made));
  } catch (error) {
    throw new ArchiveError(`cannot make the folder ${path}: check --archive and its permissions`, {
      cause: error,
    });
  }
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
