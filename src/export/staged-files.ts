import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ExportError, makeFolder, syncPath, toExportError } from "./whole-file.ts";

/** ".reports.csv.4711.part", the name of a file until it is whole; ".extract.4711.part-whole", what an extract is made from */
const PART = /^\..+\.(?<process>\d+)\.part(?:-whole)?$/u;

/**
 * Files of a folder that are written under other names and get their own together, once all of them are whole and on the
 * disk. Until then, and if anything fails, what was there before stays; other files of the folder are left alone.
 */
export class StagedFiles {
  readonly folder: string;
  readonly #names: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
    makeFolder(folder);
    removeAbandoned(folder);
  }

  /** The path to write a new file to, in place of the one of this name. */
  stage(name: string): string {
    const path = join(this.folder, name);
    if (existsSync(path) && statSync(path).isDirectory()) {
      throw new ExportError(`could not write ${path}: it is a folder; give a file with --out`);
    }
    const part = this.partOf(name);
    rmSync(part, { force: true });
    this.#names.push(name);
    return part;
  }

  partOf(name: string): string {
    return join(this.folder, `.${name}.${process.pid}.part`);
  }

  /** Names of the files staged so far. */
  names(): readonly string[] {
    return this.#names;
  }

  /** Gives all files their names, in the order in which they were staged, and removes those of an earlier export. */
  commit(outdated: readonly string[]): void {
    for (const name of this.#names) syncPath(this.partOf(name));
    for (const name of this.#names) renameSync(this.partOf(name), join(this.folder, name));
    for (const name of outdated) rmSync(join(this.folder, name), { force: true });
    syncPath(this.folder);
  }

  discard(): void {
    for (const name of this.#names) rmSync(this.partOf(name), { force: true });
  }
}

/** Lets `write` fill files of a folder, and puts all of them in their places or none. */
export async function writeTogether<Result>(
  folder: string,
  write: (files: StagedFiles) => Promise<Result>,
  listOutdated: (files: StagedFiles) => readonly string[] = () => [],
): Promise<Result> {
  const files = new StagedFiles(folder);
  try {
    const result = await write(files);
    files.commit(listOutdated(files));
    return result;
  } catch (error) {
    throw toExportError(
      error,
      folder,
      files.names().map((name) => files.partOf(name)),
    );
  } finally {
    files.discard();
  }
}

/** What a process left behind that was killed while it wrote. */
function removeAbandoned(folder: string): void {
  for (const entry of readdirSync(folder)) {
    const owner = PART.exec(entry)?.groups?.process;
    if (owner !== undefined && !isAlive(Number(owner))) {
      rmSync(join(folder, entry), { force: true });
    }
  }
}

function isAlive(processId: number): boolean {
  if (processId === process.pid) return true;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
