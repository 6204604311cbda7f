import type { Fetch } from "../model/fetch.ts";
import type { ArchivedDocument, Settled, Visit } from "../model/visit.ts";
import { electCurrent } from "./election.ts";
import { insertFound } from "./found-addresses.ts";
import { putPicture } from "./page-picture.ts";
import { putOutcome } from "./reading.ts";
import { putRendering } from "./rendering.ts";
import { type Run, writeInRun } from "./run.ts";
import type { Store } from "./store.ts";

interface AddressState {
  readonly address_id: number;
  readonly depth: number;
  readonly label: string | null;
  readonly document_id: number | null;
  readonly sha256: string | null;
}

/**
 * Writes one visit in one transaction: document, fetch, what the document turned out to be, the
 * addresses it leads to and the state of its own. A visit without an outcome leaves the reading as it is; one of an
 * unchanged document may bring a reading of what is held.
 */
export function settle(store: Store, run: Run, visit: Visit, parserVersion: string): Settled {
  const settled = writeInRun(store, run, (runId) => {
    const address = ensureAddress(store, visit);
    const documentId = visit.document && ensureDocument(store, visit.document, visit.fetch);
    const receivedId = insertReceived(store, runId(), visit, address);
    const fetchId = insertFetch(store, runId(), visit, address, documentId);
    if (receivedId !== undefined) putRendering(store, fetchId, receivedId);
    insertPictures(store, runId(), visit, address, documentId);
    updateAddress(store, visit, address.address_id, fetchId, documentId);
    insertFound(store, visit, address.depth + 1);
    const result = storeOutcome(store, runId, visit, address, documentId, parserVersion);
    const before = address.document_id;
    if (before !== null && documentId !== undefined && before !== documentId) {
      reelect(store, address.address_id);
    }
    return result;
  });
  if (visit.address !== undefined) store.addressesInHand.delete(visit.address.id);
  return settled;
}

/** A page before its scripts comes before what they made of it, as it did. */
function insertReceived(
  store: Store,
  runId: number,
  visit: Visit,
  address: AddressState,
): number | undefined {
  const { received } = visit;
  if (received === undefined) return undefined;
  const documentId = ensureDocument(store, received.document, received.fetch);
  return insertFetch(store, runId, { ...visit, ...received }, address, documentId);
}

/** Pictures belong to the page that came, or, if the server says that it stands, to the one held. */
function insertPictures(
  store: Store,
  runId: number,
  visit: Visit,
  address: AddressState,
  documentId: number | undefined,
): void {
  const pageId = documentId ?? address.document_id;
  if (pageId === null) return;
  const page = { documentId: pageId, addressId: address.address_id };
  for (const { source, fetch, document } of visit.pictures ?? []) {
    const pictureId = document && ensureDocument(store, document, fetch);
    const fetchId = insertFetch(store, runId, { ...visit, fetch, document }, address, pictureId);
    putPicture(store, page, source, fetchId);
  }
}

const NOTHING_SETTLED: Settled = { change: "none", reportId: undefined };

function storeOutcome(
  store: Store,
  runId: () => number,
  visit: Visit,
  address: AddressState,
  documentId: number | undefined,
  parserVersion: string,
): Settled {
  const { outcome } = visit;
  const read = findReadDocument(visit, address, documentId);
  const addressId = address.address_id;
  if (read === undefined) return NOTHING_SETTLED;
  if (outcome === undefined) return findStanding(store, read.documentId, addressId);
  const fetchId = findFirstFetch(store, read.documentId, addressId);
  // A block page is kept as evidence, but what it says is no reading of the address.
  if (fetchId === null) return NOTHING_SETTLED;
  return putOutcome(store, runId, { ...read, addressId, fetchId }, outcome, parserVersion);
}

/** The report that stands because its document does; it was not read again. */
function findStanding(store: Store, documentId: number, addressId: number): Settled {
  const standing = store
    .sql<[number, number], { report_id: number }>(
      `select v.report_id from reading r join version v using (version_id)
       where r.document_id = ? and r.address_id = ?`,
    )
    .get(documentId, addressId);
  if (standing === undefined) return NOTHING_SETTLED;
  return { change: "unchanged", reportId: standing.report_id };
}

/** The document the visit's outcome is about: the one that came, or the one held if the server says it stands. */
function findReadDocument(visit: Visit, address: AddressState, documentId: number | undefined) {
  const { document, fetch } = visit;
  if (document !== undefined && documentId !== undefined) {
    return { documentId, sha256: document.sha256 };
  }
  const { document_id, sha256 } = address;
  if (fetch.outcome !== "unchanged" || document_id === null || sha256 === null) return undefined;
  return { documentId: document_id, sha256 };
}

/** An address may bring back a document it had before; then the report's versions change places. */
function reelect(store: Store, addressId: number): void {
  const reports = store
    .sql<[number], { report_id: number }>(
      `select distinct v.report_id from reading r join version v using (version_id)
       where r.address_id = ?`,
    )
    .all(addressId);
  for (const { report_id } of reports) electCurrent(store, report_id);
}

function ensureAddress(store: Store, visit: Visit): AddressState {
  const { requestedUrl } = visit.fetch;
  const find = store.sql<[string | null, string], AddressState>(
    `select a.address_id, a.depth, a.label, a.document_id, d.sha256
     from address a left join document d using (document_id)
     where a.source_id is ? and a.url = ?`,
  );
  const { address } = visit;
  const sourceId = address?.sourceId ?? visit.sourceId ?? null;
  const url = address?.url ?? requestedUrl;
  const known = find.get(sourceId, url);
  if (known !== undefined) return known;
  store
    .sql<[string | null, string, string], never>(
      "insert into address (source_id, url, role, depth, state) values (?, ?, 'report', 0, ?)",
    )
    .run(sourceId, url, visit.state);
  const made = find.get(sourceId, url);
  if (made === undefined) throw new Error(`address was not stored: ${url}`);
  return made;
}

function ensureDocument(store: Store, document: ArchivedDocument, fetch: Fetch): number {
  const { sha256, byteLength, contentType } = document;
  store
    .sql<[string, number, string, string], never>(
      `insert into document (sha256, byte_length, content_type, first_seen_at) values (?, ?, ?, ?)
       on conflict (sha256) do nothing`,
    )
    .run(sha256, byteLength, contentType, fetch.requestedAt);
  const row = store
    .sql<[string], { document_id: number }>("select document_id from document where sha256 = ?")
    .get(sha256);
  if (row === undefined) throw new Error(`document was not stored: ${sha256}`);
  return row.document_id;
}

function insertFetch(
  store: Store,
  runId: number,
  visit: Visit,
  address: AddressState,
  documentId: number | undefined,
): number {
  const { fetch, document } = visit;
  const standing = fetch.outcome === "unchanged" ? address.document_id : null;
  const { lastInsertRowid } = store
    .sql<unknown[], never>(
      `insert into fetch (run_id, address_id, requested_url, final_url, requested_at, http_status,
         headers, content_type, document_id, outcome, reason, label, link_date, requests,
         duration_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      runId,
      address.address_id,
      fetch.requestedUrl,
      fetch.finalUrl ?? null,
      fetch.requestedAt,
      fetch.httpStatus ?? null,
      JSON.stringify(fetch.headers),
      document?.contentType ?? null,
      documentId ?? standing,
      fetch.outcome,
      fetch.reason ?? null,
      // The one the reader was told: another page may have given the address a better one meanwhile.
      visit.address === undefined ? address.label : (visit.address.label ?? null),
      visit.address?.linkDate ?? null,
      fetch.effort?.requests ?? null,
      fetch.effort === undefined ? null : Math.round(fetch.effort.durationMs),
    );
  return Number(lastInsertRowid);
}

function updateAddress(
  store: Store,
  visit: Visit,
  addressId: number,
  fetchId: number,
  documentId: number | undefined,
): void {
  const { fetch, state } = visit;
  const set = "state = ?, attempts = attempts + 1, reason = ?, last_fetch_id = ?";
  if (fetch.outcome !== "fetched") {
    store
      .sql<unknown[], never>(`update address set ${set} where address_id = ?`)
      .run(state, fetch.reason ?? null, fetchId, addressId);
    return;
  }
  // Only an answer with a body brings validators and a document; a block page must not.
  const { outcome, headers } = visit.received?.fetch ?? fetch;
  const areKept = outcome === "unchanged" ? 1 : 0;
  store
    .sql<unknown[], never>(
      `update address set ${set}, etag = iif(?, etag, ?), last_modified = iif(?, last_modified, ?),
         document_id = ? where address_id = ?`,
    )
    .run(
      state,
      fetch.reason ?? null,
      fetchId,
      areKept,
      headers.etag ?? null,
      areKept,
      headers["last-modified"] ?? null,
      documentId ?? null,
      addressId,
    );
}

function findFirstFetch(store: Store, documentId: number, addressId: number): number | null {
  const first = store
    .sql<[number, number], { fetch_id: number | null }>(
      `select min(fetch_id) as fetch_id from fetch f
       where document_id = ? and address_id = ? and outcome = 'fetched'
       and not exists (select 1 from rendering r where r.received_fetch_id = f.fetch_id)`,
    )
    .get(documentId, addressId);
  return first?.fetch_id ?? null;
}
