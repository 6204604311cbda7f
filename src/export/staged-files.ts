import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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

/** Lets `write` fill a folder's files, and puts all of them in their places or none. */
export function writeFolder<Result>(
  folder: string,
  write: (files: StagedFiles) => Promise<Result>,
  listOutdated: (files: StagedFiles) => readonly string[],
): Promise<Result> {
  return writeTogether(folder, new StagedFiles(folder), write, listOutdated);
}

/** The same for a file and those that stand beside it; `write` is told the file's name. */
export function writeFile<Result>(
  path: string,
  write: (files: StagedFiles, name: string) => Promise<Result>,
): Promise<Result> {
  const name = basename(path);
  const files = new StagedFiles(dirname(path));
  return writeTogether(
    path,
    files,
    () => write(files, name),
    () => [],
  );
}

async function writeTogether<Result>(
  path: string,
  files: StagedFiles,
  write: (files: StagedFiles) => Promise<Result>,
  listOutdated: (files: StagedFiles) => readonly string[],
): Promise<Result> {
  try {
    const result = await write(files);
    files.commit(listOutdated(files));
    return result;
  } catch (error) {
    const names = files
      .names()
      .map((name) => [files.partOf(name), join(files.folder, name)] as const);
    throw toExportError(error, path, new Map(names));
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
