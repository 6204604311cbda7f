import { readFileSync } from "node:fs";
import { readSources } from "../crawl/sources.ts";
import type { Source } from "../model/source.ts";
import { CommandError, exitCode } from "./exit-code.ts";

/** Reads and validates sources.json; whatever is wrong with it ends the command with the exit code for wrong usage. */
export function readSourcesFile(path: string): readonly Source[] {
  return readSources(readText(path), path);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(
      `${path}: ${describeFault(error)}; give the list of sources with --sources, or make one as README.md shows`,
      exitCode.usage,
    );
  }
}

function describeFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "it does not exist";
  return code === "EISDIR" ? "it is a folder" : "it cannot be read";
}

/** The sources with the given ids in the order of the file; all of them without ids. */
export function pickSources(
  sources: readonly Source[],
  ids: readonly string[],
  path: string,
): readonly Source[] {
  const unknown = ids.filter((id) => sources.every((source) => source.id !== id));
  if (unknown.length > 0) {
    throw new CommandError(
      `${path} has no source ${unknown.join(", ")}; nianbao sources lists those it has`,
      exitCode.usage,
    );
  }
  return ids.length === 0 ? sources : sources.filter((source) => ids.includes(source.id));
}
