import type { Finding } from "../model/finding.ts";
import { findDisagreement, readSources } from "./disagreement.ts";
import { deleteSourceFindings, exchangeSourceFindings, hasSourceFindings } from "./findings.ts";
import {
  findPlace,
  findPrevious,
  isWithoutRequests,
  listAbove,
  listNext,
  readCaseloads,
  readStanding,
} from "./neighbours.ts";
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
 * Puts in step what the current version's findings say of the report's other documents and of other reports. They follow
 * from the rows of the versions in use alone, so the order in which the documents came decides nothing. Returns false,
 * having written nothing, if they were in step.
 */
export function compareSources(
  store: Store,
  { reportId, current, rivals }: VersionsInUse,
): boolean {
  const isCleared = deleteSourceFindings(store, reportId, current);
  if (current === undefined) return isCleared;
  const findings = [
    ...findDisagreements(store, current, rivals),
    ...findBetweenReports(store, reportId, current),
    ...findStaleCorrections(store, current),
  ];
  if (findings.length === 0 && !hasSourceFindings(store, current)) return isCleared;
  return exchangeSourceFindings(store, current, findings) || isCleared;
}

function findDisagreements(store: Store, current: number, rivals: readonly number[]): Finding[] {
  if (rivals.length === 0) return [];
  const [own] = readSources(store, [current]);
  if (own === undefined) return [];
  return readSources(store, rivals).flatMap((rival) => findDisagreement(own, rival));
}

/** What the agency's report for the year before, and the organs of a government, have to say. */
function findBetweenReports(store: Store, reportId: number, current: number): Finding[] {
  const { rulesBetween } = store;
  const place = rulesBetween && findPlace(store, reportId);
  if (rulesBetween === undefined || place === undefined || place.agency === null) return [];
  const previous = findPrevious(store, place);
  const own = previous && readStanding(store, current, place);
  const caseloads = readCaseloads(store, place);
  return [
    ...(previous && own ? rulesBetween.betweenYears(own, previous) : []),
    ...(caseloads ? rulesBetween.betweenOrgans(caseloads.government, caseloads.organs) : []),
  ];
}

/**
 * Reports whose findings may follow from this one: they are to be compared again when it comes, changes or goes. A newcomer
 * without requests is nothing to its government, as most of them are.
 */
export function listComparedWith(store: Store, reportId: number, newcomer?: number): number[] {
  const place = store.rulesBetween && findPlace(store, reportId);
  if (place === undefined) return [];
  const isNothing = newcomer !== undefined && isWithoutRequests(store, newcomer, place);
  return [...listNext(store, place), ...(isNothing ? [] : listAbove(store, place))];
}
