import { createHash } from "node:crypto";
import type { Claim, Report } from "../model/report.ts";
import { type PackedCells, packCells } from "./cell-pack.ts";
import { correctValues } from "./corrections.ts";
import { insertExtraCells, listExtraParts } from "./extra-cells.ts";
import type { PackedForm, Store } from "./store.ts";

/** Where a reading comes from. */
export interface VersionOrigin {
  readonly reportId: number;
  readonly documentId: number;
  readonly sha256: string;
  readonly fetchId: number;
  readonly runId: number;
  readonly parserVersion: string;
  readonly readingSha256: string;
  readonly ownTablesSha256: string | null;
  /** Whether the report has no other version, so that this one is current without an election. */
  readonly isFirst: boolean;
}

/** The cells of a report with the form they follow; undefined for prose. */
export interface FormCells {
  readonly form: PackedForm;
  readonly packed: PackedCells;
}

export function packReport(store: Store, report: Report): FormCells | undefined {
  if (report.template === "none") return undefined;
  const form = store.formInForce.get(report.template);
  if (form === undefined) throw new Error(`no form was given for template ${report.template}`);
  return { form, packed: packCells(form, report.cells) };
}

/** Like packReport; undefined too for a form whose cells the database does not know yet, as one opened for reading may not. */
export function packIfKnown(store: Store, report: Report): FormCells | undefined {
  const form = store.formInForce.get(report.template);
  if (form === undefined || form.cells.length !== report.cells.length) return undefined;
  const isKnown = form.cells.every(({ address }, at) => address === report.cells[at]?.address);
  return isKnown ? packReport(store, report) : undefined;
}

/**
 * Hash over everything a reading says, its findings left out: two equal ones are the same version. It
 * covers the cells as they are packed, so a migration that packs them otherwise must hash them again.
 */
export function hashReading(report: Report, cells: FormCells | undefined): string {
  const { agency, year, template, title, publishedOn, publishedFrom, sections, claims } = report;
  const { name, printed, divisionCode } = agency;
  const said = [name, printed, divisionCode, year, template, title, publishedOn, publishedFrom];
  const prose = sections.map(({ number, heading, text, locator }) => [
    number,
    heading,
    text,
    JSON.stringify(locator),
  ]);
  const numbers = claims.map((claim) => Object.values(toClaimRow(claim)));
  const { values, statuses, raws, locators } = cells?.packed ?? {};
  // Left out where there are none: so it was before extra cells were kept, and so the hash stays.
  const added = report.extras.length === 0 ? [] : [report.extras.map(listExtraParts)];
  return createHash("sha256")
    .update(JSON.stringify([said, prose, numbers, values, statuses, raws, locators, ...added]))
    .digest("hex");
}

/** Of what a report's own tables print; null if it has none. */
export function hashOwnTables(printed: string | undefined): string | null {
  return printed === undefined ? null : createHash("sha256").update(printed).digest("hex");
}

/** Keeps what is known of a version's own tables in step with how its document is read; returns whether that changed. */
export function keepOwnTables(
  store: Store,
  versionId: number,
  printed: string | undefined,
): boolean {
  const { changes } = store
    .sql<[string | null, number, string | null], never>(
      "update version set own_tables_sha256 = ? where version_id = ? and own_tables_sha256 is not ?",
    )
    .run(hashOwnTables(printed), versionId, hashOwnTables(printed));
  return changes > 0;
}

/** Stores a reading with all its parts; whether it becomes the report's current version is decided afterwards. */
export function insertVersion(
  store: Store,
  origin: VersionOrigin,
  report: Report,
  cells: FormCells | undefined,
): number {
  const { lastInsertRowid } = store
    .sql<unknown[], never>(
      `insert into version (report_id, document_id, fetch_id, run_id, parser_version, template, title,
         printed_agency, published_on, published_from, reading_sha256, own_tables_sha256,
         superseded_because)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      origin.reportId,
      origin.documentId,
      origin.fetchId,
      origin.runId,
      origin.parserVersion,
      report.template,
      report.title,
      report.agency.printed,
      report.publishedOn,
      report.publishedFrom,
      origin.readingSha256,
      origin.ownTablesSha256,
      origin.isFirst ? null : "other_document",
    );
  const versionId = Number(lastInsertRowid);
  if (cells !== undefined) {
    const { name: agency, divisionCode } = report.agency;
    const reading = { agency, divisionCode, year: report.year, documentSha256: origin.sha256 };
    insertCells(
      store,
      versionId,
      cells,
      correctValues(store, cells.form, reading, cells.packed.values),
    );
  }
  insertSections(store, versionId, report);
  insertClaims(store, versionId, report);
  insertExtraCells(store, versionId, report.extras);
  return versionId;
}

function insertCells(
  store: Store,
  versionId: number,
  { form, packed }: FormCells,
  correctedValues: string | null,
): void {
  store
    .sql<[number, number, string, string, string | null], never>(
      `insert into version_cells (version_id, form_id, cell_values, statuses, corrected_values)
       values (?, ?, ?, ?, ?)`,
    )
    .run(versionId, form.id, packed.values, packed.statuses, correctedValues);
  store
    .sql<[number, string | null, string], never>(
      "insert into version_trace (version_id, raws, locators) values (?, ?, ?)",
    )
    .run(versionId, packed.raws, packed.locators);
}

function insertSections(store: Store, versionId: number, report: Report): void {
  const insert = store.sql<[number, number, number, string, string, string], never>(
    `insert into section (version_id, ordinal, number, heading, text, locator)
     values (?, ?, ?, ?, ?, ?)`,
  );
  report.sections.forEach(({ number, heading, text, locator }, ordinal) => {
    insert.run(versionId, ordinal, number, heading, text, JSON.stringify(locator));
  });
}

function insertClaims(store: Store, versionId: number, report: Report): void {
  const insert = store.sql<unknown[], never>(
    `insert into claim (version_id, ordinal, subject, value, unit, approximate, sentence, section, cells)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  report.claims.forEach((claim, ordinal) => {
    const row = toClaimRow(claim);
    insert.run(
      versionId,
      ordinal,
      row.subject,
      row.value,
      row.unit,
      row.approximate,
      row.sentence,
      row.section,
      row.cells,
    );
  });
}

/** A claim as its row keeps it. */
export function toClaimRow(claim: Claim) {
  const { subject, value, unit, approximate, sentence, section, cells } = claim;
  return {
    subject,
    value,
    unit,
    approximate: approximate ? 1 : 0,
    sentence,
    section,
    cells: JSON.stringify(cells),
  };
}
