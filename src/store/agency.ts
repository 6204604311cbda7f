import { toOrganKey } from "../model/organ-lines.ts";
import type { ReportAgency } from "../model/report.ts";
import type { Store } from "./store.ts";

/**
 * The row of an agency, made if it is new. Two agencies of one name are told apart by their division;
 * a report that names nobody has an agency of its own, known by the document.
 */
export function ensureAgency(store: Store, agency: ReportAgency, documentSha256: string): number {
  const { name, divisionCode } = agency;
  if (name === null) return ensureNameless(store, divisionCode, documentSha256);
  const found = store
    .sql<[string, string | null], { agency_id: number }>(
      "select agency_id from agency where name = ? and coalesce(division_code, '') = coalesce(?, '')",
    )
    .get(name, divisionCode);
  return found?.agency_id ?? insertAgency(store, name, divisionCode, null);
}

function ensureNameless(store: Store, divisionCode: string | null, sha256: string): number {
  const found = store
    .sql<[string], { agency_id: number }>("select agency_id from agency where document_sha256 = ?")
    .get(sha256);
  return found?.agency_id ?? insertAgency(store, null, divisionCode, sha256);
}

function insertAgency(
  store: Store,
  name: string | null,
  divisionCode: string | null,
  sha256: string | null,
): number {
  const { lastInsertRowid } = store
    .sql<(string | null)[], never>(
      "insert into agency (name, division_code, document_sha256, organ_key) values (?, ?, ?, ?)",
    )
    .run(name, divisionCode, sha256, toOrganKey(name, divisionCode));
  return Number(lastInsertRowid);
}

/** The row of an agency's report for a year, made if it is new. */
export function ensureReport(store: Store, agencyId: number, year: number) {
  const found = store
    .sql<[number, number], { report_id: number }>(
      "select report_id from report where agency_id = ? and year = ?",
    )
    .get(agencyId, year);
  if (found !== undefined) return { reportId: found.report_id, isNew: false };
  const { lastInsertRowid } = store
    .sql<[number, number], never>("insert into report (agency_id, year) values (?, ?)")
    .run(agencyId, year);
  return { reportId: Number(lastInsertRowid), isNew: true };
}
