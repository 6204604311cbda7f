import type { ReceivedDocument } from "../model/address.ts";
import type { Store } from "./store.ts";

/** Notes of two fetches that one is of the page as the server sent it, and the other of what its scripts made of it. */
export function putRendering(store: Store, fetchId: number, receivedFetchId: number): void {
  store
    .sql<[number, number], never>(
      "insert into rendering (fetch_id, received_fetch_id) values (?, ?)",
    )
    .run(fetchId, receivedFetchId);
}

interface ReceivedRow {
  readonly sha256: string;
  readonly byte_length: number;
  readonly content_type: string;
  readonly answered_url: string;
}

/** What the server sent when scripts last made this document of it; undefined for a document that came as it is. */
export function findReceived(
  store: Store,
  page: { readonly documentId: number; readonly addressId: number },
): ReceivedDocument | undefined {
  const row = store
    .sql<[number, number], ReceivedRow>(
      `select d.sha256, d.byte_length, received.content_type,
         coalesce(received.final_url, received.requested_url) as answered_url
       from fetch shown join rendering r on r.fetch_id = shown.fetch_id
       join fetch received on received.fetch_id = r.received_fetch_id
       join document d on d.document_id = received.document_id
       where shown.fetch_id = (select max(fetch_id) from fetch
         where document_id = ? and address_id = ? and outcome = 'fetched')`,
    )
    .get(page.documentId, page.addressId);
  if (row === undefined) return undefined;
  const { sha256, byte_length, content_type, answered_url } = row;
  return { sha256, byteLength: byte_length, contentType: content_type, answeredUrl: answered_url };
}
