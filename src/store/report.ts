import { type AppliedCorrection, type Correction, withCorrections } from "../model/correction.ts";
import type { Finding } from "../model/finding.ts";
import type { Cell, Claim, Report, Section, TemplateId } from "../model/report.ts";
import type { PackedCells } from "./cell-pack.ts";
import { unpackCells } from "./cell-unpack.ts";
import { listCorrectionsOf, type ReadingOf } from "./correction-rows.ts";
import { readExtraCells } from "./extra-cells.ts";
import { listFindings } from "./findings.ts";
import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";

/** A report by the number the database gave it, or by agency and year. */
export type ReportSelector =
  | { readonly reportId: number }
  | {
      readonly agency: string;
      readonly year: number;
      /** Undefined: whatever it is; null: the agency without one. */
      readonly divisionCode?: string | null;
    };

/** A stored version with everything known of it. */
export interface StoredReport {
  readonly reportId: number;
  readonly versionId: number;
  readonly isCurrent: boolean;
  /** As read from the document, with people's corrections applied to the values. */
  readonly report: Report;
  /** Addresses of the cells a person has corrected. */
  readonly corrected: readonly string[];
  /** The corrections applied, in the order of corrections.json, each with what it stands in place of. */
  readonly corrections: readonly AppliedCorrection[];
  readonly findings: readonly Finding[];
  readonly provenance: Provenance;
}

export interface Provenance {
  readonly documentSha256: string;
  readonly mediaType: string;
  readonly url: string;
  readonly finalUrl: string | null;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  /** The run that fetched the document. */
  readonly runId: number;
  readonly parserVersion: string;
}

/**
 * The current version of a report; undefined if there is none. Throws StoreError if the name and year
 * fit the reports of several agencies.
 */
export function getReport(store: Store, selector: ReportSelector): StoredReport | undefined {
  const found = findCurrent(store, selector);
  const [first, second] = found;
  if (first === undefined) return undefined;
  if (second === undefined) return getVersion(store, first.version_id);
  const choices = found.map(({ report_id, division_code }) => `${report_id} (${division_code})`);
  throw new StoreError(
    `${found.length} agencies of this name have a report for this year: choose one by its number: ${choices.join(", ")}`,
  );
}

interface Found {
  readonly report_id: number;
  readonly version_id: number;
  readonly division_code: string | null;
}

function findCurrent(store: Store, selector: ReportSelector): Found[] {
  const select = "select report_id, version_id, division_code from reports";
  if ("reportId" in selector) {
    return store.sql<[number], Found>(`${select} where report_id = ?`).all(selector.reportId);
  }
  const { agency, year, divisionCode } = selector;
  return store
    .sql<[string, number], Found>(`${select} where agency = ? and year = ? order by report_id`)
    .all(agency, year)
    .filter((found) => divisionCode === undefined || found.division_code === divisionCode);
}

interface VersionRow {
  readonly report_id: number;
  readonly year: number;
  readonly template: TemplateId;
  readonly title: string | null;
  readonly published_on: string | null;
  readonly published_from: Report["publishedFrom"];
  readonly name: string | null;
  readonly printed_agency: string | null;
  readonly division_code: string | null;
  readonly superseded_because: string | null;
  readonly run_id: number;
  readonly parser_version: string;
  readonly document_sha256: string;
  readonly content_type: string;
  readonly requested_url: string;
  readonly final_url: string | null;
  readonly requested_at: string;
}

const VERSION = `
select r.report_id, r.year, v.template, v.title, v.published_on, v.published_from, a.name,
  v.printed_agency, a.division_code, v.superseded_because, f.run_id, v.parser_version,
  d.sha256 as document_sha256, f.content_type, f.requested_url, f.final_url, f.requested_at
from version v
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
join fetch f on f.fetch_id = v.fetch_id
join document d on d.document_id = v.document_id
where v.version_id = ?`;

/** Any version by its number, current or not. */
export function getVersion(store: Store, versionId: number): StoredReport | undefined {
  const row = store.sql<[number], VersionRow>(VERSION).get(versionId);
  if (row === undefined) return undefined;
  const { cells, corrections } = readCells(store, versionId, {
    agency: row.name,
    divisionCode: row.division_code,
    year: row.year,
    documentSha256: row.document_sha256,
  });
  const named = new Set(corrections.map(({ address }) => address));
  return {
    reportId: row.report_id,
    versionId,
    isCurrent: row.superseded_because === null,
    report: {
      agency: {
        name: row.name,
        printed: row.printed_agency,
        divisionCode: row.division_code,
      },
      year: row.year,
      template: row.template,
      title: row.title,
      publishedOn: row.published_on,
      publishedFrom: row.published_from,
      sections: readSectionsOf(store, versionId),
      cells,
      extras: readExtraCells(store, versionId),
      claims: readClaims(store, versionId),
    },
    corrected: cells.map(({ address }) => address).filter((address) => named.has(address)),
    corrections,
    findings: listFindings(store, versionId),
    provenance: toProvenance(row),
  };
}

function toProvenance(row: VersionRow): Provenance {
  const [mediaType = ""] = row.content_type.split(";");
  return {
    documentSha256: row.document_sha256,
    mediaType: mediaType.trim().toLowerCase(),
    url: row.requested_url,
    finalUrl: row.final_url,
    fetchedAt: row.requested_at,
    runId: row.run_id,
    parserVersion: row.parser_version,
  };
}

interface CellsRow extends PackedCells {
  readonly form_id: number;
  readonly corrected: string | null;
}

interface CorrectedCells {
  readonly cells: Cell[];
  readonly corrections: AppliedCorrection[];
}

function readCells(store: Store, versionId: number, reading: ReadingOf): CorrectedCells {
  const row = store
    .sql<[number], CellsRow>(
      `select form_id, cell_values as "values", statuses, raws, locators, corrected_values as corrected
       from version_cells join version_trace using (version_id) where version_id = ?`,
    )
    .get(versionId);
  const form = row && store.forms.get(row.form_id);
  if (row === undefined || form === undefined) return { cells: [], corrections: [] };
  const cells = unpackCells(form, row);
  if (row.corrected === null) return { cells, corrections: [] };
  return applyCorrections(cells, listCorrectionsOf(store, reading));
}

function applyCorrections(
  cells: readonly Cell[],
  corrections: readonly Correction[],
): CorrectedCells {
  const byAddress = new Map(cells.map((cell) => [cell.address, cell]));
  const applied = corrections.flatMap((correction): AppliedCorrection[] => {
    const read = byAddress.get(correction.address);
    if (read === undefined) return [];
    return [{ ...correction, readValue: read.value, readStatus: read.status }];
  });
  return { cells: withCorrections(cells, applied), corrections: applied };
}

/** A report as it was read, before people's corrections. */
export function asRead({ report, corrections }: StoredReport): Report {
  if (corrections.length === 0) return report;
  const read = new Map(corrections.map((correction) => [correction.address, correction]));
  const cells = report.cells.map((cell): Cell => {
    const correction = read.get(cell.address);
    if (correction === undefined) return cell;
    return { ...cell, value: correction.readValue, status: correction.readStatus };
  });
  return { ...report, cells };
}

/** The sections of a version, in their order. */
export function readSectionsOf(store: Store, versionId: number): Section[] {
  return store
    .sql<[number], Omit<Section, "locator"> & { locator: string }>(
      "select number, heading, text, locator from section where version_id = ? order by ordinal",
    )
    .all(versionId)
    .map((section) => ({ ...section, locator: JSON.parse(section.locator) }));
}

/** The numbers that a version's prose states, in their order. */
export function readClaims(store: Store, versionId: number): Claim[] {
  return store
    .sql<[number], Omit<Claim, "cells" | "approximate"> & { cells: string; approximate: 0 | 1 }>(
      `select subject, value, unit, approximate, sentence, section, cells from claim
       where version_id = ? order by ordinal`,
    )
    .all(versionId)
    .map((claim) => ({
      ...claim,
      approximate: claim.approximate === 1,
      cells: JSON.parse(claim.cells),
    }));
}
