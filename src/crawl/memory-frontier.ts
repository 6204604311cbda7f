import type { Address, AddressState, FoundAddress } from "../model/address.ts";
import type { Round, Source } from "../model/source.ts";
import type { Visit } from "../model/visit.ts";
import type { Frontier } from "./effects.ts";

interface Entry {
  address: Address;
  state: AddressState;
}

export interface MemoryFrontier extends Frontier {
  /** Every address of a source and what became of it. */
  list(sourceId: string): readonly Readonly<Entry>[];
}

/**
 * A frontier that lasts as long as the process: for dry runs, which must leave no trace, and for tests. A round that
 * finds nothing queued asks for everything again.
 */
export function createMemoryFrontier(): MemoryFrontier {
  const sources = new Map<string, Map<string, Entry>>();
  const reports = new Map<string, Set<string>>();
  let lastId = 0;

  const entriesOf = (sourceId: string): Map<string, Entry> => {
    const entries = sources.get(sourceId) ?? new Map<string, Entry>();
    sources.set(sourceId, entries);
    return entries;
  };
  const add = (sourceId: string, found: FoundAddress, depth: number): void => {
    const entries = entriesOf(sourceId);
    if (entries.has(found.url)) return;
    lastId += 1;
    const { url, role, label } = found;
    const fresh = { attempts: 0, etag: undefined, lastModified: undefined, held: undefined };
    const address = { id: lastId, sourceId, url, role, label, depth, ...fresh };
    entries.set(url, { address, state: "queued" });
  };

  return {
    beginRound(source: Source, round: Round) {
      const entries = [...entriesOf(source.id).values()];
      if (round === "failed_only") {
        queue(entries.filter(({ state }) => state === "failed"));
        return;
      }
      if (!entries.some(({ state }) => state === "queued")) queue(entries);
      for (const url of source.start) add(source.id, { url, role: "start", label: undefined }, 0);
    },
    nextAddress(sourceId, inHand) {
      for (const { address, state } of entriesOf(sourceId).values()) {
        if (state === "queued" && !inHand.has(address.id)) return address;
      }
      return undefined;
    },
    settle(visit) {
      const { address, sourceId, state } = visit;
      if (address === undefined || sourceId === undefined) return nothingChanged;
      entriesOf(sourceId).set(address.url, { address: toVisited(address, visit), state });
      for (const found of visit.found) add(sourceId, found, found.depth ?? address.depth + 1);
      if (visit.outcome?.kind !== "report") return nothingChanged;
      const known = reports.get(sourceId) ?? new Set();
      reports.set(sourceId, known);
      const isKnown = known.has(address.url);
      known.add(address.url);
      return { change: isKnown ? "unchanged" : "new_report", reportId: known.size };
    },
    countReports: (sourceId) => reports.get(sourceId)?.size ?? 0,
    list: (sourceId) => [...entriesOf(sourceId).values()],
  };
}

function queue(entries: readonly Entry[]): void {
  for (const entry of entries) entry.state = "queued";
}

const nothingChanged = { change: "none", reportId: undefined } as const;

function toVisited(address: Address, { fetch, document, received }: Visit): Address {
  const attempts = address.attempts + 1;
  if (fetch.outcome !== "fetched" || document === undefined) return { ...address, attempts };
  // A page that was read after its scripts is asked for whole: who keeps nothing has no bytes to run them on.
  if (received !== undefined) {
    return { ...address, attempts, etag: undefined, lastModified: undefined, held: undefined };
  }
  const { etag, "last-modified": lastModified } = fetch.headers;
  const answeredUrl = fetch.finalUrl ?? fetch.requestedUrl;
  const { sha256, contentType } = document;
  const held = { sha256, contentType, url: answeredUrl, answeredUrl, label: address.label };
  return { ...address, attempts, etag, lastModified, held };
}
