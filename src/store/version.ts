import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { type PackedCells, packCells } from "./cell-pack.ts";
import { correctValues } from "./corrections.ts";
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
}

/** Hash over everything a reading says, its findings left out: two equal ones are the same version. */
export function hashReading(report: Report): string {
  const { agency, year, template, title, publishedOn, publishedFrom } = report;
  const sections = report.sections.map(({ number, heading, text, locator }) => [
    number,
    heading,
    text,
    locator,
  ]);
  const cells = report.cells.map(({ address, value, status, raw, locator }) => [
    address,
    value,
    status,
    raw,
    locator,
  ]);
  const claims = report.claims.map((claim) => [
    claim.subject,
    claim.value,
    claim.unit,
    claim.approximate,
    claim.sentence,
    claim.section,
    claim.cells,
  ]);
  const { name, printed, divisionCode } = agency;
  const said = [name, printed, divisionCode, year, template, title, publishedOn, publishedFrom];
  return createHash("sha256")
    .update(JSON.stringify([said, sections, cells, claims]))
    .digest("hex");
}

/** Stores a reading with all its parts; whether it becomes the report's current version is decided afterwards. */
export function insertVersion(
  store: Store,
  origin: VersionOrigin,
  report: Report,
  findings: readonly Finding[],
): number {
  const { lastInsertRowid } = store
    .sql<unknown[], never>(
      `insert into version (report_id, document_id, fetch_id, run_id, parser_version, template, title,
         printed_agency, published_on, published_from, reading_sha256, superseded_because)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'other_document')`,
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
    );
  const versionId = Number(lastInsertRowid);
  insertCells(store, versionId, report, origin.sha256);
  insertSections(store, versionId, report);
  insertClaims(store, versionId, report);
  insertFindings(store, versionId, findings);
  return versionId;
}

function insertCells(store: Store, versionId: number, report: Report, sha256: string): void {
  if (report.template === "none") return;
  const form = expectForm(store, report.template);
  const packed: PackedCells = packCells(form, report.cells);
  store
    .sql<[number, number, string, string, string | null], never>(
      `insert into version_cells (version_id, form_id, cell_values, statuses, corrected_values)
       values (?, ?, ?, ?, ?)`,
    )
    .run(
      versionId,
      form.id,
      packed.values,
      packed.statuses,
      correctValues(store, form, sha256, packed.values),
    );
  store
    .sql<[number, string | null, string], never>(
      "insert into version_trace (version_id, raws, locators) values (?, ?, ?)",
    )
    .run(versionId, packed.raws, packed.locators);
}

function expectForm(store: Store, template: Report["template"]): PackedForm {
  const form = store.formInForce.get(template);
  if (form === undefined) throw new Error(`no form was given for template ${template}`);
  return form;
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
    const { subject, value, unit, sentence, section } = claim;
    const approximate = claim.approximate ? 1 : 0;
    const cells = JSON.stringify(claim.cells);
    insert.run(versionId, ordinal, subject, value, unit, approximate, sentence, section, cells);
  });
}

function insertFindings(store: Store, versionId: number, findings: readonly Finding[]): void {
  const insert = store.sql<unknown[], never>(
    `insert into finding (version_id, ordinal, code, severity, message, message_zh, cells)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  findings.forEach(({ code, severity, message, cells }, ordinal) => {
    insert.run(versionId, ordinal, code, severity, message.en, message.zh, JSON.stringify(cells));
  });
}

interface FindingRow {
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly message: string;
  readonly message_zh: string;
  readonly cells: string;
}

/** The findings of a version, in their order. */
export function listFindings(store: Store, versionId: number): Finding[] {
  return store
    .sql<[number], FindingRow>(
      `select code, severity, message, message_zh, cells from finding
       where version_id = ? order by ordinal`,
    )
    .all(versionId)
    .map(({ code, severity, message, message_zh, cells }) => ({
      code,
      severity,
      message: { en: message, zh: message_zh },
      cells: JSON.parse(cells),
    }));
}

/** Puts findings in the place of a version's own; returns false, having written nothing, if they are the same. */
export function exchangeFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  if (isSame(listFindings(store, versionId), findings)) return false;
  store.sql<[number], never>("delete from finding where version_id = ?").run(versionId);
  insertFindings(store, versionId, findings);
  return true;
}

function isSame(left: readonly Finding[], right: readonly Finding[]): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ code, severity, message, cells }) => [
      code,
      severity,
      message.en,
      message.zh,
      cells,
    ]),
  );
}
