import { readdirSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { CommandError, exitCode } from "./exit-code.ts";

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html"],
  [".htm", "text/html"],
  [".shtml", "text/html"],
  [".txt", "text/plain"],
  [".pdf", "application/pdf"],
  [".doc", "application/msword"],
  [".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  [".xls", "application/vnd.ms-excel"],
  [".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
]);

export interface FileList {
  /** Absolute paths, in the order of the paths given and by name within a folder. */
  readonly files: readonly string[];
  /** Files in the folders whose names are not those of documents. */
  readonly ignored: number;
}

/** The files behind paths; a path that does not exist ends the command before anything is done. */
export function listFiles(paths: readonly string[]): FileList {
  const files: string[] = [];
  let ignored = 0;
  for (const path of paths) {
    if (!statPath(path).isDirectory()) files.push(resolve(path));
    else {
      for (const file of walk(resolve(path))) {
        if (CONTENT_TYPES.has(extname(file).toLowerCase())) files.push(file);
        else ignored += 1;
      }
    }
  }
  return { files: [...new Set(files)], ignored };
}

/** A file's name says what it claims to be; a file given by name is read whatever it is called. */
export function contentTypeOf(path: string): string {
  return CONTENT_TYPES.get(extname(path).toLowerCase()) ?? "application/octet-stream";
}

function statPath(path: string) {
  try {
    return statSync(path);
  } catch {
    throw new CommandError(
      `${path} does not exist or cannot be read: check the path`,
      exitCode.usage,
    );
  }
}

/** Every file below a folder, by name; hidden ones and links to elsewhere are left out. */
function* walk(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}
