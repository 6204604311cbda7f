import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listParserVersions } from "../store/copy.ts";
import { SCHEMA_VERSION } from "../store/migrate.ts";
import { findDataMoment } from "../store/moment-of-data.ts";
import type { Store } from "../store/store.ts";
import type { StagedFiles } from "./staged-files.ts";

/** A file of an export. */
export interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
  readonly byte_size: number;
}

/** What an export is an export of. Everything in it follows from the database and the program, so that it is repeatable. */
export interface Manifest {
  readonly generator: string;
  readonly format: string;
  /** ISO 8601, UTC: when the last run on the database ended. The data are as old as that, whenever they were exported. */
  readonly data_as_of: string | null;
  readonly database: string;
  readonly schema_version: number;
  readonly parser_versions: readonly string[];
  /** Conditions that the reports fulfil; empty if all are in. */
  readonly filter: readonly string[];
  /** Rows of each relation, or records of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly ManifestFile[];
  readonly cite: { readonly en: string; readonly zh: string };
  /** What a reader must know, such as texts that did not fit. */
  readonly notes: readonly string[];
}

/** What all formats say alike of where the data come from. */
export interface Origin {
  /** Version of this program. */
  readonly version: string;
  /** Name of the file that holds the database, without its folders. */
  readonly database: string;
  readonly dataAsOf: string | null;
  readonly filter: readonly string[];
}

export function describeOrigin(
  store: Store,
  given: { readonly version: string; readonly filter: readonly string[] },
): Origin {
  return { ...given, database: basename(store.path), dataAsOf: findDataMoment(store) };
}

/** The parts of a manifest that are not the same for every format. */
export interface ManifestParts {
  readonly format: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly notes?: readonly string[];
}

/** Writes the manifest of the files staged so far, under the name given, and returns it. */
export async function stageManifest(
  store: Store,
  files: StagedFiles,
  name: string,
  origin: Origin,
  parts: ManifestParts,
): Promise<Manifest> {
  const described: ManifestFile[] = [];
  for (const path of files.names()) described.push(await describeFile(files.partOf(path), path));
  const manifest: Manifest = {
    generator: `nianbao ${origin.version}`,
    format: parts.format,
    data_as_of: origin.dataAsOf,
    database: origin.database,
    schema_version: SCHEMA_VERSION,
    parser_versions: listParserVersions(store),
    filter: origin.filter,
    counts: parts.counts,
    files: described,
    cite: citation(origin, described),
    notes: parts.notes ?? [],
  };
  writeFileSync(files.stage(name), `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: "wx" });
  return manifest;
}

async function describeFile(part: string, path: string): Promise<ManifestFile> {
  return { path, sha256: await hashFile(part), byte_size: statSync(part).size };
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** One sentence that names the data so that another person gets the same; the hash is that of the first file. */
function citation(origin: Origin, [first]: readonly ManifestFile[]): Manifest["cite"] {
  const day = origin.dataAsOf?.slice(0, "2026-01-06".length) ?? "no run yet";
  const filter = origin.filter.length === 0 ? "" : ` (${origin.filter.join(", ")})`;
  const hash = first === undefined ? "" : `, ${first.path} sha256 ${first.sha256}`;
  return {
    en: `Annual reports on government information disclosure of Chinese agencies, collected from their web sites and read with nianbao ${origin.version}; data as of ${day}${filter}${hash}.`,
    zh: `政府信息公开工作年度报告数据，取自各行政机关网站，由 nianbao ${origin.version} 采集、解析；数据截至 ${day}${filter}${hash}。`,
  };
}

/** A name without folders, such as "reports.csv" */
const PLAIN_NAME = /^(?!\.)[^/\\]+$/u;

/** Files of an earlier export into the folder, as its manifest tells, that are not among the new ones. */
export function listOutdated(files: StagedFiles, manifestName: string): string[] {
  const path = join(files.folder, manifestName);
  if (!existsSync(path)) return [];
  const old = readOld(path);
  const fresh = new Set(files.names());
  return old.filter((name) => PLAIN_NAME.test(name) && !fresh.has(name));
}

function readOld(path: string): string[] {
  try {
    const old: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isManifest(old)) return [];
    return old.files.map((file) => file.path).filter((name) => typeof name === "string");
  } catch {
    // Somebody else's file of this name: it says nothing of ours.
    return [];
  }
}

function isManifest(value: unknown): value is Pick<Manifest, "generator" | "files"> {
  if (typeof value !== "object" || value === null) return false;
  const { generator, files } = value as Partial<Manifest>;
  return typeof generator === "string" && generator.startsWith("nianbao ") && Array.isArray(files);
}
