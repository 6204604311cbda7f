import type { Address, AddressRole } from "../model/address.ts";
import type { Source } from "../model/source.ts";
import type { Store } from "./store.ts";

interface AddressRow {
  readonly address_id: number;
  readonly source_id: string;
  readonly url: string;
  readonly role: AddressRole;
  readonly label: string | null;
  readonly depth: number;
  readonly attempts: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
}

/**
 * Keeps the database's sources in step with sources.json. One that is no longer there keeps its row,
 * because reports point at it, and is marked as not listed. Writes nothing if nothing changed.
 */
export function putSources(store: Store, sources: readonly Source[]): void {
  store.write(() => {
    const put = store.sql<[string, string | null, string | null, number, string], never>(
      `insert into source (source_id, agency, division_code, enabled, listed, entry)
       values (?, ?, ?, ?, 1, ?)
       on conflict (source_id) do update set agency = excluded.agency,
         division_code = excluded.division_code, enabled = excluded.enabled, listed = 1,
         entry = excluded.entry
       where entry <> excluded.entry or listed = 0`,
    );
    for (const source of sources) {
      const { id, agency = null, divisionCode = null, enabled } = source;
      put.run(id, agency, divisionCode, enabled ? 1 : 0, JSON.stringify(source));
    }
    store
      .sql<[string], never>(
        `update source set listed = 0
         where listed = 1 and source_id not in (select value from json_each(?))`,
      )
      .run(JSON.stringify(sources.map((source) => source.id)));
  });
}

/**
 * Opens a round of a source: every known address is asked once in a round. If an earlier round was cut
 * off, its queued addresses are what is left to do; else all known ones are queued again, those gone or
 * refused too. Start addresses no longer in sources.json rest. Returns whether an earlier round goes on.
 */
export function beginRound(store: Store, source: Source): "resumed" | "begun" {
  return store.write(() => {
    const isCutOff = countQueued(store, source.id) > 0;
    if (!isCutOff) queueAll(store, source);
    const insert = store.sql<[string, string], never>(
      `insert into address (source_id, url, role, depth, state) values (?, ?, 'start', 0, 'queued')
       on conflict (source_id, url) do nothing`,
    );
    for (const url of source.start) insert.run(source.id, url);
    return isCutOff ? "resumed" : "begun";
  });
}

/**
 * Takes the next queued address of a source, lists before reports, in the order they were found. An
 * address in hand is not handed out twice; settling its visit, or a crash, gives it free.
 */
export function nextAddress(store: Store, sourceId: string): Address | undefined {
  const inHand = [...store.addressesInHand.values()].filter((id) => id === sourceId).length;
  const next = store
    .sql<[string, number], AddressRow>(
      `select address_id, source_id, url, role, label, depth, attempts, etag, last_modified
       from address where source_id = ? and state = 'queued'
       order by (role in ('report', 'attachment')), address_id limit ?`,
    )
    .all(sourceId, inHand + 1)
    .find((row) => !store.addressesInHand.has(row.address_id));
  if (next === undefined) return undefined;
  store.addressesInHand.set(next.address_id, sourceId);
  return toAddress(next);
}

/** The document an address last brought, by its SHA-256; undefined if it brought none yet. */
export function findDocumentOf(store: Store, addressId: number): string | undefined {
  return store
    .sql<[number], { sha256: string }>(
      "select sha256 from document join address using (document_id) where address_id = ?",
    )
    .get(addressId)?.sha256;
}

/** Gives back an address that was taken and not asked after all, such as on Ctrl-C. */
export function putBack(store: Store, address: Address): void {
  store.addressesInHand.delete(address.id);
}

/** Addresses of a source still to be asked in this round, those in hand included. */
export function countQueued(store: Store, sourceId: string): number {
  return (
    store
      .sql<[string], { queued: number }>(
        "select count(*) as queued from address where source_id = ? and state = 'queued'",
      )
      .get(sourceId)?.queued ?? 0
  );
}

function queueAll(store: Store, source: Source): void {
  store
    .sql<[string, string], never>(
      `update address set state = 'queued', attempts = 0, reason = null
       where source_id = ? and (role <> 'start' or url in (select value from json_each(?)))`,
    )
    .run(source.id, JSON.stringify(source.start));
}

function toAddress(row: AddressRow): Address {
  return {
    id: row.address_id,
    sourceId: row.source_id,
    url: row.url,
    role: row.role,
    label: row.label ?? undefined,
    depth: row.depth,
    attempts: row.attempts,
    etag: row.etag ?? undefined,
    lastModified: row.last_modified ?? undefined,
  };
}
