import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolder as makeFolderOneByOne } from "../store/folder.ts";
import { StoreError } from "../store/store-error.ts";

/** A file could not be written; the message is for the person at the terminal. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}

/**
 * Lets `write` fill a file of another name in the same folder and gives it its own name once it is whole
 * and on the disk. An older file of the name is replaced in that moment; if anything fails it stays.
 */
export function writeWholeFile(path: string, write: (temporary: string) => void): void {
  makeFolder(dirname(path));
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new ExportError(`could not write ${path}: it is a folder; give a file with --out`);
  }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    rmSync(temporary, { force: true });
    write(temporary);
    syncPath(temporary);
    renameSync(temporary, path);
    syncPath(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw toExportError(error, path, new Map([[temporary, path]]));
  }
}

/**
 * Only what the file system or SQLite refuses is the caller's to mend; anything else is a defect.
 * @param names of the files under way, beside those that they are to have
 */
export function toExportError(
  error: unknown,
  path: string,
  names: ReadonlyMap<string, string>,
): unknown {
  if (!(error instanceof Error) || error instanceof ExportError) return error;
  const why = [...names].reduce(
    (message, [temporary, name]) => message.replaceAll(temporary, name),
    error.message,
  );
  if (error instanceof StoreError) {
    return new ExportError(`could not write ${path}: ${why}`, { cause: error });
  }
  if (!("syscall" in error)) return error;
  return new ExportError(
    `could not write ${path}: ${why}; make sure the folder may be written and the disk has room`,
    { cause: error },
  );
}

/** Makes a folder and those above it, where they are missing. */
export function makeFolder(folder: string): void {
  try {
    makeFolderOneByOne(folder);
  } catch (error) {
    throw new ExportError(`could not make the folder ${folder}: give another path with --out`, {
      cause: error,
    });
  }
}

/** Characters gathered before they are written. */
const CHUNK = 1 << 20;

/** Writes pieces of text one after the other, as UTF-8, into a new file. */
export function writeTexts(path: string, texts: Iterable<string>): void {
  const file = openSync(path, "wx");
  try {
    let pending = "";
    for (const text of texts) {
      pending += text;
      if (pending.length < CHUNK) continue;
      writeFully(file, pending);
      pending = "";
    }
    writeFully(file, pending);
  } finally {
    closeSync(file);
  }
}

function writeFully(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** Waits until what stands at a path is on the disk. */
export function syncPath(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
