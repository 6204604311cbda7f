import type { Outcome } from "../model/reading.ts";
import type { Store } from "./store.ts";

/** A document as one address brought it: what a reading is a reading of. */
export interface ReadingPlace {
  readonly documentId: number;
  readonly sha256: string;
  readonly addressId: number;
  /** The first fetch that brought the document to the address. */
  readonly fetchId: number;
}

/** What is held of a document under an address. */
export interface ReadingRow {
  readonly kind: string;
  readonly failure: string | null;
  readonly reason: string | null;
  readonly version_id: number | null;
  readonly parser_version: string;
}

/** The row of a place; undefined if its document was not read there before. */
export function findReading(store: Store, place: ReadingPlace): ReadingRow | undefined {
  return store
    .sql<[number, number], ReadingRow>(
      `select kind, failure, reason, version_id, parser_version from reading
       where document_id = ? and address_id = ?`,
    )
    .get(place.documentId, place.addressId);
}

/** Writes the row of a place, or puts it in the place of the one held. */
export function putReading(store: Store, place: ReadingPlace, row: ReadingRow): void {
  store
    .sql<unknown[], never>(
      `insert into reading (document_id, address_id, fetch_id, kind, failure, reason, version_id,
         parser_version) values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (address_id, document_id) do update set kind = excluded.kind,
         failure = excluded.failure, reason = excluded.reason, version_id = excluded.version_id,
         parser_version = excluded.parser_version`,
    )
    .run(
      place.documentId,
      place.addressId,
      place.fetchId,
      row.kind,
      row.failure,
      row.reason,
      row.version_id,
      row.parser_version,
    );
}

/** The row of a document that was read as a version of a report. */
export function reportRow(versionId: number, parserVersion: string): ReadingRow {
  return {
    kind: "report",
    failure: null,
    reason: null,
    version_id: versionId,
    parser_version: parserVersion,
  };
}

/** The row of a document that is no report, or could not be read. */
export function toRow(
  outcome: Exclude<Outcome, { readonly kind: "report" }>,
  parserVersion: string,
): ReadingRow {
  return {
    kind: outcome.kind === "failed" ? "failed" : outcome.page,
    failure: outcome.kind === "failed" ? outcome.failure : null,
    reason: outcome.reason,
    version_id: null,
    parser_version: parserVersion,
  };
}

/** Whether two rows say the same. */
export function isSame(left: ReadingRow, right: ReadingRow): boolean {
  return (
    left.kind === right.kind &&
    left.failure === right.failure &&
    left.reason === right.reason &&
    left.version_id === right.version_id &&
    left.parser_version === right.parser_version
  );
}
