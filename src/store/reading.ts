import type { Finding } from "../model/finding.ts";
import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import { ensureAgency, ensureReport } from "./agency.ts";
import { findCorrected } from "./corrected-findings.ts";
import { compareOwn, electCurrent, retire, welcome } from "./election.ts";
import { exchangeFindings, insertFindings } from "./findings.ts";
import {
  findReading,
  isSame,
  putReading,
  type ReadingPlace,
  type ReadingRow,
  reportRow,
  toRow,
} from "./reading-row.ts";
import { findSameVersion } from "./same-version.ts";
import type { Store } from "./store.ts";
import {
  type FormCells,
  hashOwnTables,
  hashReading,
  insertVersion,
  keepOwnTables,
  packIfKnown,
  packReport,
} from "./version.ts";

type ReportOutcome = Extract<Outcome, { kind: "report" }>;

/**
 * Stores what a document turned out to be, in the caller's transaction. An outcome equal to the one
 * held writes nothing, or, if another parser came to it, that parser's version only.
 */
export function putOutcome(
  store: Store,
  runId: () => number,
  place: ReadingPlace,
  outcome: Outcome,
  parserVersion: string,
): Settled {
  const held = findReading(store, place);
  const seen = findSeenReport(store, outcome, held);
  if (seen !== undefined) return { change: "unchanged", reportId: seen };
  if (outcome.kind === "report")
    return putReport(store, runId, place, outcome, parserVersion, held);
  const row = toRow(outcome, parserVersion);
  if (held !== undefined && isSame(held, row)) return { change: "none", reportId: undefined };
  runId();
  putReading(store, place, row);
  retireHeld(store, held, null);
  return { change: "none", reportId: undefined };
}

/**
 * The report that was read of the document by OCR, if the outcome comes of a look without it: that says less, and must not
 * take its place.
 */
function findSeenReport(
  store: Store,
  outcome: Outcome,
  held: ReadingRow | undefined,
): number | undefined {
  if (outcome.kind === "failed" || outcome.unread === undefined) return undefined;
  return store
    .sql<[number | null], { report_id: number }>(
      `select report_id from version v where version_id = ? and exists (
         select 1 from finding f where f.version_id = v.version_id and f.code = 'read_by_ocr')`,
    )
    .get(held?.version_id ?? null)?.report_id;
}

/** The version held of a reading; `stays` if the outcome must not touch it, because OCR saw more. */
export function findHeld(
  store: Store,
  place: ReadingPlace,
  outcome: Outcome,
): number | "stays" | undefined {
  const held = findReading(store, place);
  if (findSeenReport(store, outcome, held) !== undefined) return "stays";
  return held?.version_id ?? undefined;
}

/** A version that says what an outcome says: that reading itself, or the same words of another document. */
export interface SayingVersion {
  readonly kind: "same_reading" | "same_words";
  readonly versionId: number;
  /** Whether the place's findings are the version's. */
  readonly speaks: boolean;
}

/** The version that storing a report's outcome would confirm; undefined if it would make one. */
export function findKnown(
  store: Store,
  place: ReadingPlace,
  outcome: ReportOutcome,
  held: number | undefined,
): SayingVersion | undefined {
  const cells = packIfKnown(store, outcome.report);
  const sha256 = hashReading(outcome.report, cells);
  const known = findVersion(store, place, sha256, held);
  if (known !== undefined) {
    const speaks = known.fetch_id === place.fetchId;
    return { kind: "same_reading", versionId: known.version_id, speaks };
  }
  const same = findSame(store, place, outcome, cells);
  return same && { kind: "same_words", versionId: same.version_id, speaks: false };
}

function putReport(
  store: Store,
  runId: () => number,
  place: ReadingPlace,
  outcome: ReportOutcome,
  parserVersion: string,
  held: ReadingRow | undefined,
): Settled {
  const { report } = outcome;
  const findings = findCorrected(store, place.sha256, report, outcome.findings);
  const cells = packReport(store, report);
  const readingSha256 = hashReading(report, cells);
  const known = findVersion(store, place, readingSha256, held?.version_id ?? undefined);
  if (known !== undefined) {
    const speaks = known.fetch_id === place.fetchId;
    if (speaks && keepOwnTables(store, known.version_id, outcome.ownTables)) runId();
    return confirm(store, runId, place, known, findings, parserVersion, held);
  }
  const same = findSame(store, place, outcome, cells);
  if (same !== undefined) return stand(store, runId, place, same, parserVersion, held);
  const ownTablesSha256 = hashOwnTables(outcome.ownTables);
  const origin = { ...place, runId: runId(), parserVersion, readingSha256, ownTablesSha256 };
  const agencyId = ensureAgency(store, report.agency, place.sha256);
  const { reportId, isNew } = ensureReport(store, agencyId, report.year);
  const versionId = insertVersion(store, { ...origin, reportId, isFirst: isNew }, report, cells);
  insertFindings(store, versionId, findings);
  putReading(store, place, reportRow(versionId, parserVersion));
  retireHeld(store, held, versionId);
  if (isNew) welcome(store, reportId, versionId);
  else electCurrent(store, reportId);
  return { change: isNew ? "new_report" : "new_version", reportId };
}

interface KnownVersion {
  readonly version_id: number;
  readonly report_id: number;
  readonly fetch_id: number;
  readonly parser_version: string;
}

/** The version in use that says exactly the same of the same document. */
function findVersion(
  store: Store,
  place: ReadingPlace,
  readingSha256: string,
  held: number | undefined,
): KnownVersion | undefined {
  return store
    .sql<[number, string, number], KnownVersion>(
      `select version_id, report_id, fetch_id, parser_version from version
       where document_id = ? and reading_sha256 = ?
       and exists (select 1 from reading where reading.version_id = version.version_id)
       order by version_id = ? desc, version_id limit 1`,
    )
    .get(place.documentId, readingSha256, held ?? 0);
}

/**
 * The version of a document that the address brought before and that says the same: of the page only its dress has
 * changed, such as a counter of visits. Pictures that nobody has read may say something else.
 */
function findSame(
  store: Store,
  { addressId }: ReadingPlace,
  { report, unread, ownTables }: ReportOutcome,
  cells: FormCells | undefined,
) {
  if (unread !== undefined) return undefined;
  return findSameVersion(store, addressId, report, { cells, ownTables });
}

/** Another document says what a version says: that stays the version of the document it was read from. */
function stand(
  store: Store,
  runId: () => number,
  place: ReadingPlace,
  same: { readonly version_id: number; readonly report_id: number },
  parserVersion: string,
  held: ReadingRow | undefined,
): Settled {
  const row = reportRow(same.version_id, parserVersion);
  if (held === undefined || !isSame(held, row)) {
    runId();
    putReading(store, place, row);
    if (held?.version_id !== same.version_id) retireHeld(store, held, same.version_id);
    electCurrent(store, same.report_id);
  }
  return { change: "unchanged", reportId: same.report_id };
}

/** The reading is known: keeps parser version, findings and the reading's own row in step. */
function confirm(
  store: Store,
  runId: () => number,
  place: ReadingPlace,
  known: KnownVersion,
  findings: readonly Finding[],
  parserVersion: string,
  held: ReadingRow | undefined,
): Settled {
  const row = reportRow(known.version_id, parserVersion);
  const isNewPlace = held === undefined || !isSame(held, row);
  if (known.parser_version !== parserVersion) {
    runId();
    store
      .sql<[string, number], never>("update version set parser_version = ? where version_id = ?")
      .run(parserVersion, known.version_id);
  }
  // Where two addresses share a version, the first one speaks for it: what the other's context adds
  // would be exchanged back and forth by every run.
  const speaks = known.fetch_id === place.fetchId;
  if (speaks && exchangeFindings(store, known.version_id, findings)) runId();
  if (isNewPlace) {
    runId();
    putReading(store, place, row);
    if (held?.version_id !== known.version_id) retireHeld(store, held, known.version_id);
    electCurrent(store, known.report_id);
  } else if (compareOwn(store, known.report_id)) runId();
  return { change: "unchanged", reportId: known.report_id };
}

/** The old reading's version goes, and its report chooses again. */
function retireHeld(store: Store, held: ReadingRow | undefined, by: number | null): void {
  const versionId = held?.version_id ?? null;
  if (versionId === null) return;
  retire(store, versionId, by);
  const report = store
    .sql<[number], { report_id: number }>("select report_id from version where version_id = ?")
    .get(versionId);
  if (report !== undefined) electCurrent(store, report.report_id);
}
