import { rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describeOrigin, type Manifest, type Origin } from "../export/manifest.ts";
import { ExportStopped, type ExportWatch } from "../export/row-progress.ts";
import { chooseRelations } from "../export/table.ts";
import { makeFolder } from "../export/whole-file.ts";
import { findExtractFilter, writeExtract } from "../store/extract.ts";
import { openStore } from "../store/open-store.ts";
import { countRelations } from "../store/relation.ts";
import { describeFilter, type ReportFilter } from "../store/report-filter.ts";
import type { Store } from "../store/store.ts";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import type { ExportOptions } from "./export.ts";
import { readFilter } from "./export-filter.ts";
import { readVersion } from "./program-version.ts";
import { isSameFile } from "./same-file.ts";
import { toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

/** Formats whose rows are those of the public relations. */
const OF_RELATIONS = new Set(["csv", "parquet", "xlsx", "datapackage"]);
const INTO_FOLDER = new Set(["csv", "parquet", "datapackage", "warc"]);

/** Writes the export asked for and says what it holds. */
export async function exportReports(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  expectOptions(options);
  expectElsewhere(options);
  const filter = readFilter(options);
  const store = openStore(options.db, { mode: "read", forms: [] });
  try {
    const manifest = await withReports(store, options, filter, (chosen, origin) =>
      writeWatched(chosen, origin, options, terminal),
    );
    terminal.print(describe(manifest, options));
    for (const note of manifest.notes) terminal.log.warn(note);
    return manifest.counts.missing_documents ? exitCode.partial : exitCode.done;
  } catch (error) {
    if (!(error instanceof ExportStopped)) throw error;
    throw new CommandError(
      `${error.message}: what was at ${options.out} before is still there`,
      exitCode.interrupted,
    );
  } finally {
    store.close();
  }
}

function expectOptions(options: ExportOptions): void {
  const { format, allVersions, cells, relation, run } = options;
  if (format !== "jsonl" && (allVersions || cells)) {
    throw refuse("--all-versions and --cells go with --format jsonl only");
  }
  if (format !== "warc" && run !== undefined) throw refuse("--run goes with --format warc only");
  if (relation === undefined) return;
  if (!OF_RELATIONS.has(format)) {
    throw refuse(`--relation goes with --format ${[...OF_RELATIONS].join(", ")} only`);
  }
  try {
    chooseRelations(relation);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** A file of the name is replaced, so the one that is read must not be it. */
function expectElsewhere({ db, out, format }: ExportOptions): void {
  const own = [db, `${db}-wal`, `${db}-shm`, `${db}.lock`];
  if (INTO_FOLDER.has(format) || own.every((path) => !isSameFile(path, out))) return;
  throw refuse(`${out} is the database itself and would be replaced: give another path with --out`);
}

function refuse(message: string): CommandError {
  return new CommandError(message, exitCode.usage);
}

/** Lets `work` have the store, or, with a filter, an extract of it that is gone afterwards. */
async function withReports<Result>(
  store: Store,
  options: ExportOptions,
  filter: ReportFilter | undefined,
  work: (store: Store, origin: Origin) => Promise<Result>,
): Promise<Result> {
  const given = filter === undefined ? findExtractFilter(store) : describeFilter(filter);
  const origin = describeOrigin(store, { version: readVersion(), filter: given ?? [] });
  if (filter === undefined) return await work(store, origin);
  const path = extractPath(options);
  makeFolder(dirname(path));
  try {
    if (writeExtract(store, path, filter) === 0) {
      throw new CommandError(
        `no stored report has ${origin.filter.join(", ")}: nothing was written; nianbao status tells what there is`,
        exitCode.failed,
      );
    }
    const extract = openStore(path, { mode: "read", forms: [] });
    try {
      return await work(extract, origin);
    } finally {
      extract.close();
    }
  } finally {
    rmSync(path, { force: true });
  }
}

/** Where the export goes, since there must be room anyway; called like a file that is not whole yet. */
function extractPath({ out, format }: ExportOptions): string {
  const folder = INTO_FOLDER.has(format) ? out : dirname(out);
  return join(folder, `.${basename(resolve(out))}-extract.${process.pid}.part`);
}

async function writeWatched(
  store: Store,
  origin: Origin,
  options: ExportOptions,
  terminal: Terminal,
): Promise<Manifest> {
  const progress = terminal.startProgress("thousand rows");
  const watch: ExportWatch = { onRows: (what) => progress.step(what), signal: terminal.signal };
  try {
    const relations = listWritten(options);
    if (relations !== undefined) progress.expect(countThousands(store, relations));
    return await write(store, origin, options, watch);
  } finally {
    progress.stop();
  }
}

/** The relations whose rows are written one by one; undefined where these are not rows. */
function listWritten({ format, relation, allVersions }: ExportOptions): string[] | undefined {
  if (format === "jsonl") return [allVersions ? "versions" : "reports"];
  return OF_RELATIONS.has(format) ? chooseRelations(relation) : undefined;
}

function countThousands(store: Store, relations: readonly string[]): number {
  const counts = countRelations(store);
  return relations
    .map((name) => Math.floor((counts[name] ?? 0) / 1_000))
    .reduce((sum, thousands) => sum + thousands, 0);
}

async function write(
  store: Store,
  origin: Origin,
  options: ExportOptions,
  watch: ExportWatch,
): Promise<Manifest> {
  const { out, relation, allVersions = false, cells = false } = options;
  const common = { origin, watch, relations: relation };
  switch (options.format) {
    case "jsonl": {
      const { exportJsonl } = await import("../export/jsonl.ts");
      return exportJsonl(store, out, { origin, watch, allVersions, cells });
    }
    case "csv": {
      const { exportCsv } = await import("../export/csv.ts");
      return exportCsv(store, out, common);
    }
    case "parquet": {
      const { exportParquet } = await import("../export/parquet.ts");
      return exportParquet(store, out, common);
    }
    case "xlsx": {
      const { exportXlsx } = await import("../export/xlsx.ts");
      return exportXlsx(store, out, common);
    }
    case "datapackage": {
      const { exportDatapackage } = await import("../export/datapackage.ts");
      return exportDatapackage(store, out, common);
    }
    case "warc": {
      const { exportWarc } = await import("../export/warc.ts");
      return exportWarc(store, out, {
        origin,
        watch,
        archive: options.archive,
        runId: options.run,
      });
    }
    case "snapshot": {
      const { exportSnapshot } = await import("../export/snapshot.ts");
      return exportSnapshot(store, out, { origin });
    }
    default:
      return options.format satisfies never;
  }
}

function describe(manifest: Manifest, { json, format, out }: ExportOptions): string {
  const { counts } = manifest;
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [what, many] = Object.entries(counts).find(([name]) => UNITS.has(name)) ?? ["row", rows];
  if (json) {
    const result = { format, path: out, reports: counts.reports ?? null, manifest };
    return `${JSON.stringify(result, undefined, 2)}\n`;
  }
  return `${toQuantity(many, UNITS.get(what) ?? what)} written to ${out}\n`;
}

/** What an export is counted in, the first of them that it has. */
const UNITS = new Map([
  ["reports", "report"],
  ["versions", "version"],
  ["responses", "response"],
]);
