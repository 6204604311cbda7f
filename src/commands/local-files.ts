import { readdirSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { CommandError, exitCode } from "./exit-code.ts";

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html"],
  [".htm", "text/html"],
  [".shtml", "text/html"],
  [".txt", "text/plain"],
  [".mht", "multipart/related"],
  [".mhtml", "multipart/related"],
  [".pdf", "application/pdf"],
  [".xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"],
  [".zip", "application/zip"],
  [".doc", "application/msword"],
  [".rtf", "application/rtf"],
  [".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  [".xls", "application/vnd.ms-excel"],
  [".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
]);

/** Pictures lie beside the pages that show them: of a folder they are not documents, but one may be given by its name. */
const PICTURE_TYPES: ReadonlyMap<string, string> = new Map([
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".jpeg", "image/jpeg"],
]);

export interface FileList {
  /** Absolute paths, in the order of the paths given and by name within a folder. */
  readonly files: readonly string[];
  /** Files in the folders whose names are not those of documents. */
  readonly ignored: number;
}

/** The files behind paths; a path that does not exist or leads to no document ends the command before anything is done. */
export function listFiles(paths: readonly string[]): FileList {
  const lists = paths.map(listPath);
  const files = [...new Set(lists.flatMap((list) => list.files))];
  if (files.length === 0) {
    throw new CommandError(
      `no documents in ${paths.join(" ")}: expected files named ${[...CONTENT_TYPES.keys()].join(" ")}; give another path, or a file by its own name`,
      exitCode.usage,
    );
  }
  return { files, ignored: lists.reduce((sum, { ignored }) => sum + ignored, 0) };
}

function listPath(path: string): FileList {
  if (statPath(path) === "file") return { files: [resolve(path)], ignored: 0 };
  const all = [...walk(resolve(path))];
  const files = all.filter((file) => CONTENT_TYPES.has(extname(file).toLowerCase()));
  return { files, ignored: all.length - files.length };
}

/** A file's name says what it claims to be; a file given by name is read whatever it is called. */
export function contentTypeOf(path: string): string {
  const extension = extname(path).toLowerCase();
  const type = CONTENT_TYPES.get(extension) ?? PICTURE_TYPES.get(extension);
  return type ?? "application/octet-stream";
}

function statPath(path: string): "file" | "folder" {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return "file";
  if (stats?.isDirectory()) return "folder";
  const why = stats === undefined ? "does not exist" : "is neither a file nor a folder";
  throw new CommandError(`${path} ${why}: check the path`, exitCode.usage);
}

function listFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `the folder ${folder} cannot be read: ${why}: check its permissions`,
      exitCode.usage,
    );
  }
}

/** Every file below a folder, by name; hidden ones and links to elsewhere are left out. */
function* walk(folder: string): Generator<string> {
  const entries = listFolder(folder);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}
