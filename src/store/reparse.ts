import type { Finding } from "../model/finding.ts";
import type { DocumentContext, Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import { compareOwn } from "./election.ts";
import { exchangeFindings } from "./findings.ts";
import { listPictures } from "./page-picture.ts";
import { putOutcome } from "./reading.ts";
import type { ReadingPlace } from "./reading-row.ts";
import { type Run, writeInRun } from "./run.ts";
import type { Store } from "./store.ts";

/** A document to be read again, with all that the reader was told of it the first time. */
export interface DocumentToRead extends ReadingPlace {
  readonly context: DocumentContext;
  /** SHA-256 of its pictures that are in the archive, by their addresses as written. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Undefined for a local file. */
  readonly sourceId: string | undefined;
}

interface DocumentRow {
  readonly fetch_id: number;
  readonly document_id: number;
  readonly address_id: number;
  readonly sha256: string;
  readonly content_type: string;
  readonly url: string;
  readonly source_id: string | null;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly label: string | null;
  readonly link_date: string | null;
}

/** Rows asked for at a time: an open cursor would keep the database from being written meanwhile. */
const BATCH = 200;

const DOCUMENTS = `
select f.fetch_id, f.document_id, f.address_id, d.sha256, f.content_type,
  coalesce(f.final_url, f.requested_url) as url, a.source_id, s.agency, s.division_code,
  latest.label, latest.link_date
from fetch f
join document d using (document_id)
join address a on a.address_id = f.address_id
join fetch latest on latest.fetch_id = (
  select max(fetch_id) from fetch where document_id = f.document_id
  and address_id = f.address_id and outcome in ('fetched', 'unchanged'))
left join source s on s.source_id = a.source_id
where f.fetch_id > ? and f.outcome = 'fetched'
and not exists (select 1 from page_picture p where p.fetch_id = f.fetch_id)
and not exists (select 1 from rendering r where r.received_fetch_id = f.fetch_id)
and not exists (
  select 1 from fetch earlier where earlier.document_id = f.document_id
  and earlier.address_id = f.address_id and earlier.outcome = 'fetched'
  and earlier.fetch_id < f.fetch_id
  and not exists (select 1 from rendering r where r.received_fetch_id = earlier.fetch_id))
order by f.fetch_id limit ${BATCH}`;

/** Every document under every address that brought it, in the order of the first fetches, from behind one of these. */
export function* listDocumentsToRead(store: Store, behind = 0): Generator<DocumentToRead> {
  let reached = behind;
  for (;;) {
    const rows = store.sql<[number], DocumentRow>(DOCUMENTS).all(reached);
    for (const row of rows) yield toDocument(store, row);
    const last = rows.at(-1);
    if (last === undefined) return;
    reached = last.fetch_id;
  }
}

/** SHA-256 of the document that a fetch brought; undefined if there is no such fetch. */
export function findDocumentOf(store: Store, fetchId: number): string | undefined {
  return store
    .sql<[number], { sha256: string }>(
      "select d.sha256 from fetch f join document d using (document_id) where f.fetch_id = ?",
    )
    .get(fetchId)?.sha256;
}

/** How many documents `listDocumentsToRead` will give. */
export function countDocumentsToRead(store: Store): number {
  return (
    store
      .sql<[], { documents: number }>(
        `select count(*) as documents from
           (select distinct document_id, address_id from fetch f where outcome = 'fetched'
            and not exists (select 1 from page_picture p where p.fetch_id = f.fetch_id)
            and not exists (select 1 from rendering r where r.received_fetch_id = f.fetch_id))`,
      )
      .get()?.documents ?? 0
  );
}

/**
 * Stores what an archived document turned out to be when read again. What says the same as before
 * writes nothing; a different reading of it makes a version that supersedes the old one.
 */
export function storeReading(
  store: Store,
  run: Run,
  place: ReadingPlace,
  outcome: Outcome,
  parserVersion: string,
): Settled {
  return writeInRun(store, run, (runId) => putOutcome(store, runId, place, outcome, parserVersion));
}

/**
 * Puts the findings of a new check in the place of a version's own, and holds its report's documents against each other
 * again; returns whether that changed anything.
 */
export function replaceFindings(
  store: Store,
  run: Run,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  return writeInRun(store, run, (runId) => {
    const isExchanged = exchangeFindings(store, versionId, findings);
    const isChanged = compareReportOf(store, versionId) || isExchanged;
    if (isChanged) runId();
    return isChanged;
  });
}

function compareReportOf(store: Store, versionId: number): boolean {
  const version = store
    .sql<[number], { report_id: number }>("select report_id from version where version_id = ?")
    .get(versionId);
  return version !== undefined && compareOwn(store, version.report_id);
}

function toDocument(store: Store, row: DocumentRow): DocumentToRead {
  return {
    documentId: row.document_id,
    sha256: row.sha256,
    addressId: row.address_id,
    fetchId: row.fetch_id,
    sourceId: row.source_id ?? undefined,
    context: {
      contentType: row.content_type,
      url: row.url,
      agency: row.agency ?? undefined,
      divisionCode: row.division_code ?? undefined,
      linkText: row.label ?? undefined,
      linkDate: row.link_date ?? undefined,
    },
    pictures: listPictures(store, { documentId: row.document_id, addressId: row.address_id }),
  };
}
