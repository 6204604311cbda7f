import { isBetterLabel } from "../model/label.ts";
import type { Visit } from "../model/visit.ts";
import type { Store } from "./store.ts";

/**
 * Known addresses keep the role and depth they were first found with, and the best of the labels. A better label counts
 * from the next fetch on, whose row keeps it: so what was read stays a matter of the fetch log.
 */
export function insertFound(store: Store, visit: Visit, depth: number): void {
  const sourceId = visit.address?.sourceId ?? visit.sourceId;
  if (sourceId === undefined) return;
  const insert = store.sql<unknown[], never>(
    `insert into address (source_id, url, role, label, link_date, depth, state)
     values (?, ?, ?, ?, ?, ?, 'queued') on conflict (source_id, url) do nothing`,
  );
  for (const found of visit.found) {
    const { url, role, label, linkDate } = found;
    const said = [label ?? null, linkDate ?? null];
    const { changes } = insert.run(sourceId, url, role, ...said, found.depth ?? depth);
    if (changes > 0) continue;
    keepBetterLabel(store, sourceId, url, label);
    keepEarlierDate(store, sourceId, url, linkDate);
  }
}

function keepBetterLabel(
  store: Store,
  sourceId: string,
  url: string,
  label: string | undefined,
): void {
  if (label === undefined) return;
  const known = store
    .sql<[string, string], { address_id: number; label: string | null }>(
      "select address_id, label from address where source_id = ? and url = ?",
    )
    .get(sourceId, url);
  if (known === undefined || !isBetterLabel(label, known.label ?? undefined)) return;
  store
    .sql<[string, number], never>("update address set label = ? where address_id = ?")
    .run(label, known.address_id);
}

/** Of several days the earliest, so that the order of the pages decides nothing. */
function keepEarlierDate(
  store: Store,
  sourceId: string,
  url: string,
  date: string | undefined,
): void {
  if (date === undefined) return;
  store
    .sql<[string, string, string, string], never>(
      `update address set link_date = ?
       where source_id = ? and url = ? and (link_date is null or link_date > ?)`,
    )
    .run(date, sourceId, url, date);
}
