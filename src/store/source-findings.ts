import type { Finding } from "../model/finding.ts";
import { findDisagreement, readSources } from "./disagreement.ts";
import { deleteSourceFindings, exchangeSourceFindings, hasSourceFindings } from "./findings.ts";
import { findStaleCorrections } from "./stale-corrections.ts";
import type { Store } from "./store.ts";

/** The versions of a report that are held against each other. */
export interface VersionsInUse {
  readonly reportId: number;
  /** The current version; undefined if the report has none. */
  readonly current: number | undefined;
  /** Versions that other documents now give of the report. */
  readonly rivals: readonly number[];
}

/**
 * Puts in step what the current version's findings say of the report's other documents. They follow from the rows of
 * the versions in use alone, so the order in which the documents came decides nothing. Returns false, having written
 * nothing, if they were in step.
 */
export function compareSources(
  store: Store,
  { reportId, current, rivals }: VersionsInUse,
): boolean {
  const isCleared = deleteSourceFindings(store, reportId, current);
  if (current === undefined) return isCleared;
  const stale = findStaleCorrections(store, current);
  if (rivals.length + stale.length === 0 && !hasSourceFindings(store, current)) return isCleared;
  const disagreements = findAll(store, current, rivals);
  const isChanged = exchangeSourceFindings(store, current, [...disagreements, ...stale]);
  return isChanged || isCleared;
}

function findAll(store: Store, current: number, rivals: readonly number[]): Finding[] {
  const [own] = readSources(store, [current]);
  if (own === undefined) return [];
  return readSources(store, rivals).flatMap((rival) => findDisagreement(own, rival));
}
