import type { Address, AddressRole, HeldDocument, Wanted } from "../model/address.ts";
import type { Round, Source } from "../model/source.ts";
import { listPictures } from "./page-picture.ts";
import { findReceived } from "./rendering.ts";
import type { Store } from "./store.ts";

/** The year of `["crawl","--since","2021"]` or `["--since=2021"]` */
const SINCE = /"--since(?:=|",")(\d{4})"/;

interface AddressRow {
  readonly address_id: number;
  readonly source_id: string;
  readonly url: string;
  readonly role: AddressRole;
  readonly label: string | null;
  readonly link_date: string | null;
  readonly depth: number;
  readonly attempts: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly document_id: number | null;
}

interface HeldRow {
  readonly sha256: string;
  readonly content_type: string;
  readonly url: string;
  readonly answered_url: string;
  readonly read_as: "whole" | "other" | null;
  readonly arguments: string;
  readonly label: string | null;
  readonly link_date: string | null;
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
 * off, its queued addresses are what is left to do, and those that failed are asked once more: the network may have been
 * gone. Else all known ones are queued again, those gone or refused too. Start addresses no longer in sources.json rest.
 * A round of what failed adds only that to what is queued. Returns whether an earlier round goes on.
 */
export function beginRound(
  store: Store,
  source: Source,
  round: Round = "whole",
): "resumed" | "begun" {
  return store.write(() => {
    const isCutOff = countQueued(store, source.id) > 0;
    const result = isCutOff ? "resumed" : "begun";
    if (round === "failed_only") {
      queueAgain(store, source, "failed");
      return result;
    }
    queueAgain(store, source, isCutOff ? "failed_once" : "all");
    const insert = store.sql<[string, string], never>(
      `insert into address (source_id, url, role, depth, state) values (?, ?, 'start', 0, 'queued')
       on conflict (source_id, url) do nothing`,
    );
    for (const url of source.start) insert.run(source.id, url);
    return result;
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
      `select address_id, source_id, url, role, label, link_date, depth, attempts, etag, last_modified,
         document_id
       from address where source_id = ? and state = 'queued'
       order by (role in ('report', 'attachment')), address_id limit ?`,
    )
    .all(sourceId, inHand + 1)
    .find((row) => !store.addressesInHand.has(row.address_id));
  if (next === undefined) return undefined;
  store.addressesInHand.set(next.address_id, sourceId);
  return toAddress(next, findHeld(store, next));
}

/** Addresses of all sources still to be asked in this round. */
export function countAllQueued(store: Store): number {
  return (
    store
      .sql<[], { queued: number }>(
        "select count(*) as queued from address where state = 'queued' and source_id is not null",
      )
      .get()?.queued ?? 0
  );
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

/** Which known addresses are queued again, and whether their attempts count anew. */
const AGAIN = {
  all: { which: "true", attempts: "0" },
  failed: { which: "state = 'failed'", attempts: "0" },
  failed_once: {
    which: `state = 'failed' and attempts < 2
      and (select outcome from fetch where fetch_id = last_fetch_id) <> 'too_large'`,
    attempts: "attempts",
  },
} as const;

function queueAgain(store: Store, source: Source, again: keyof typeof AGAIN): void {
  const { which, attempts } = AGAIN[again];
  store
    .sql<[string, string], never>(
      `update address set state = 'queued', attempts = ${attempts}, reason = null
       where source_id = ? and ${which} and (role <> 'start' or url in (select value from json_each(?)))`,
    )
    .run(source.id, JSON.stringify(source.start));
}

/** How a document came to an address: told to the reader as at the first fetch, and labelled as at the last. */
const HELD = `
select d.sha256, first.content_type, coalesce(first.final_url, first.requested_url) as url,
  coalesce(last.final_url, last.requested_url) as answered_url,
  latest.label, latest.link_date, run.arguments,
  (select case when r.kind = 'report' and not exists (
      select 1 from finding f where f.version_id = r.version_id and f.code = 'document_is_image')
    then 'whole' else 'other' end
   from reading r where r.document_id = d.document_id and r.address_id = first.address_id) as read_as
from document d
join fetch first on first.fetch_id = (
  select min(fetch_id) from fetch f
  where document_id = d.document_id and address_id = ? and outcome = 'fetched'
  and not exists (select 1 from rendering r where r.received_fetch_id = f.fetch_id))
join fetch last on last.fetch_id = (
  select max(fetch_id) from fetch
  where document_id = d.document_id and address_id = first.address_id and outcome = 'fetched')
join fetch latest on latest.fetch_id = (
  select max(fetch_id) from fetch where document_id = d.document_id
  and address_id = first.address_id and outcome in ('fetched', 'unchanged'))
join run on run.run_id = latest.run_id
where d.document_id = ?`;

function findHeld(store: Store, row: AddressRow): HeldDocument | undefined {
  if (row.document_id === null) return undefined;
  const held = store.sql<[number, number], HeldRow>(HELD).get(row.address_id, row.document_id);
  if (held === undefined) return undefined;
  const page = { documentId: row.document_id, addressId: row.address_id };
  const received = findReceived(store, page);
  return {
    sha256: held.sha256,
    contentType: held.content_type,
    url: held.url,
    // Validators speak of what the server sent.
    answeredUrl: received?.answeredUrl ?? held.answered_url,
    label: held.label ?? undefined,
    linkDate: held.link_date ?? undefined,
    readAs: held.read_as ?? undefined,
    wanted: readWanted(held.arguments),
    pictures: listPictures(store, page),
    received,
  };
}

/** The words of a command line tell what its run was to bring. */
function readWanted(words: string): Wanted {
  const year = SINCE.exec(words)?.[1];
  return {
    sinceYear: year === undefined ? undefined : Number(year),
    ocr: words.includes('"--ocr"') ? "on" : "off",
  };
}

function toAddress(row: AddressRow, held: HeldDocument | undefined): Address {
  return {
    id: row.address_id,
    sourceId: row.source_id,
    url: row.url,
    role: row.role,
    label: row.label ?? undefined,
    linkDate: row.link_date ?? undefined,
    depth: row.depth,
    attempts: row.attempts,
    etag: row.etag ?? undefined,
    lastModified: row.last_modified ?? undefined,
    held,
  };
}
