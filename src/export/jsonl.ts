import type { AppliedCorrection } from "../model/correction.ts";
import type { Cell, ExtraCell, Report } from "../model/report.ts";
import type { StoredReport } from "../store/report.ts";
import { listReports } from "../store/report-list.ts";
import type { Store } from "../store/store.ts";
import { type Manifest, type Origin, stageManifest } from "./manifest.ts";
import { type ExportWatch, inBatches } from "./row-progress.ts";
import { writeFile } from "./staged-files.ts";
import { withFile } from "./sync-file.ts";

export interface JsonlOptions {
  /** Every version of a report, and not only its current one. */
  readonly allVersions: boolean;
  /** Adds the lists `cells` and `extra_cells`, with printed text, status and place of each. */
  readonly cells: boolean;
  readonly origin: Origin;
  readonly watch: ExportWatch;
}

/**
 * Writes a line of JSON for each report, ordered by agency, division and year, and a manifest beside it. Files of these
 * names are replaced together. The same database gives the same bytes.
 */
export async function exportJsonl(
  store: Store,
  path: string,
  options: JsonlOptions,
): Promise<Manifest> {
  return await writeFile(path, async (files, name) => {
    const lines = await writeLines(store, files.stage(name), options);
    return await stageManifest(store, files, `${name}.manifest.json`, options.origin, {
      format: "jsonl",
      counts: options.allVersions ? { versions: lines } : { reports: lines },
    });
  });
}

async function writeLines(store: Store, path: string, options: JsonlOptions): Promise<number> {
  let lines = 0;
  await withFile(path, async (file) => {
    const reports = listReports(store, options.allVersions ? "all" : "current");
    for await (const batch of inBatches("reports", toTexts(reports), options.watch)) {
      lines += batch.length;
      for (const [line] of batch) file.writeText(line);
    }
  });
  return lines;

  function* toTexts(reports: Iterable<StoredReport>): Generator<readonly [string], void> {
    for (const stored of reports) yield [`${JSON.stringify(toRecord(stored, options))}\n`];
  }
}

/** One line of the export as an object, keys in the order of the interface. */
export function toRecord(stored: StoredReport, options: Pick<JsonlOptions, "cells">) {
  const { report, findings, provenance } = stored;
  const { agency, year, template, title, publishedOn, sections, cells, extras } = report;
  return {
    agency: { name: agency.name, printed: agency.printed, division_code: agency.divisionCode },
    year,
    template,
    title,
    published_on: publishedOn,
    sections: sections.map(({ number, heading, text }) => ({ number, heading, text })),
    tables: toTables(report),
    findings: findings.map(({ code, severity, message, cells }) => ({
      code,
      severity,
      message: message.en,
      cells,
    })),
    ...(stored.corrections.length === 0
      ? {}
      : { corrections: stored.corrections.map(toCorrection) }),
    provenance: {
      document_sha256: provenance.documentSha256,
      media_type: provenance.mediaType,
      url: provenance.url,
      final_url: provenance.finalUrl,
      fetched_at: provenance.fetchedAt,
      run_id: provenance.runId,
      parser_version: provenance.parserVersion,
    },
    ...(options.cells ? { cells: cells.map(toCell), extra_cells: extras.map(toExtraCell) } : {}),
  };
}

type Tables = Record<string, Record<string, Record<string, number | null>>>;

function toTables(report: Report): Tables {
  const tables: Tables = {};
  for (const { address, value } of report.cells) {
    const [table = "", row = "", column = ""] = address.split(".");
    tables[table] ??= {};
    tables[table][row] ??= {};
    tables[table][row][column] = value;
  }
  return tables;
}

/** What a person put in the place of what was read; `cell` has that value in `tables` and in `cells`. */
function toCorrection(correction: AppliedCorrection) {
  const { address, value, readValue, readStatus, reason, by, on } = correction;
  return {
    cell: address,
    value,
    read_value: readValue,
    read_status: readStatus,
    reason,
    corrected_by: by,
    corrected_on: on,
  };
}

function toExtraCell({ table, row, column, value, raw, status, locator }: ExtraCell) {
  return { table, row, column, value, raw, status, locator };
}

function toCell({ address, value, raw, status, locator }: Cell) {
  return { address, value, raw, status, locator };
}
