import type { Store } from "./store.ts";

/** A page as one address brought it. */
interface Page {
  readonly documentId: number;
  readonly addressId: number;
}

/** Notes which request was made for a picture of a page; a later one takes the place of an earlier. */
export function putPicture(
  store: Store,
  { documentId, addressId }: Page,
  source: string,
  fetchId: number,
): void {
  store
    .sql<[number, number, string, number], never>(
      `insert into page_picture (document_id, address_id, source, fetch_id) values (?, ?, ?, ?)
       on conflict (document_id, address_id, source) do update set fetch_id = excluded.fetch_id`,
    )
    .run(documentId, addressId, source, fetchId);
}

/** SHA-256 of the pictures of a page that came, by their addresses as written. */
export function listPictures(store: Store, { documentId, addressId }: Page): Map<string, string> {
  const rows = store
    .sql<[number, number], { source: string; sha256: string }>(
      `select p.source, d.sha256 from page_picture p
       join fetch f on f.fetch_id = p.fetch_id
       join document d on d.document_id = f.document_id
       where p.document_id = ? and p.address_id = ? order by p.source`,
    )
    .all(documentId, addressId);
  return new Map(rows.map(({ source, sha256 }) => [source, sha256]));
}
