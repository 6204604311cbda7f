import { listPictures } from "../page-picture.ts";
import type { Store } from "../store.ts";

/** A version among the others of its report. */
export interface VersionEntry {
  readonly versionId: number;
  readonly isCurrent: 0 | 1;
  readonly supersededBecause: "document_changed" | "parser_changed" | "other_document" | null;
  readonly documentSha256: string;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  readonly parserVersion: string;
}

/** Every version of a report, the current one first, then the latest. */
export function listVersionsOf(store: Store, reportId: number): VersionEntry[] {
  return store
    .sql<[number], VersionEntry>(
      `select version_id as "versionId", is_current as "isCurrent",
         superseded_because as "supersededBecause", document_sha256 as "documentSha256",
         fetched_at as "fetchedAt", parser_version as "parserVersion"
       from versions where report_id = ? order by is_current desc, version_id desc`,
    )
    .all(reportId);
}

/** The reports of the same agency. */
export interface YearEntry {
  readonly reportId: number;
  readonly year: number;
}

export function listYearsBeside(store: Store, reportId: number): YearEntry[] {
  return store
    .sql<[number], YearEntry>(
      `select r.report_id as "reportId", r.year from report r
       join version v on v.report_id = r.report_id and v.superseded_because is null
       where r.agency_id = (select agency_id from report where report_id = ?) order by r.year`,
    )
    .all(reportId);
}

/** Content type that a document was first declared to have; undefined if it is not known. */
export function findContentType(store: Store, sha256: string): string | undefined {
  return store
    .sql<[string], { contentType: string }>(
      `select content_type as "contentType" from document where sha256 = ?`,
    )
    .get(sha256)?.contentType;
}

/** SHA-256 of the archived pictures of a version's page, by their addresses as written. */
export function listPicturesOf(store: Store, versionId: number): ReadonlyMap<string, string> {
  const page = store
    .sql<[number], { documentId: number; addressId: number }>(
      `select v.document_id as "documentId", f.address_id as "addressId"
       from version v join fetch f on f.fetch_id = v.fetch_id where v.version_id = ?`,
    )
    .get(versionId);
  return page === undefined ? new Map() : listPictures(store, page);
}

/** The current version of a report; undefined if there is none. */
export function findCurrentVersion(store: Store, reportId: number): number | undefined {
  return store
    .sql<[number], { id: number }>(
      "select version_id as id from version where report_id = ? and superseded_because is null",
    )
    .get(reportId)?.id;
}

export interface ClaimEntry {
  readonly subject: string;
  readonly value: number;
  readonly unit: string;
  readonly approximate: 0 | 1;
  readonly sentence: string;
  readonly section: number;
  /** JSON list of addresses. */
  readonly cells: string;
  readonly cellsValue: number | null;
  readonly agrees: 0 | 1 | null;
}

/** The numbers that the prose of a report's current version states, beside those of the tables. */
export function listClaimsOf(store: Store, reportId: number): ClaimEntry[] {
  return store
    .sql<[number], ClaimEntry>(
      `select subject, value, unit, approximate, sentence, section, cells,
         cells_value as "cellsValue", agrees
       from claims where report_id = ? order by ordinal`,
    )
    .all(reportId);
}
