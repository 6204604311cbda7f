import { readPromise } from "../interpret/promise.ts";
import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import { createReader, type Reader } from "../reader.ts";
import type { Archive } from "../store/archive.ts";
import { readPromises } from "../store/promises.ts";
import { previewReading, type ReadingDifference } from "../store/reading-preview.ts";
import {
  countDocumentsToRead,
  type DocumentToRead,
  findDocumentOf,
  listDocumentsToRead,
  storeReading,
} from "../store/reparse.ts";
import { writeInRun } from "../store/run.ts";
import type { Store } from "../store/store.ts";
import { ArchiveError } from "../store/store-error.ts";
import { inOrder } from "./in-order.ts";
import {
  forgetProgress,
  type ReparseProgress,
  readProgress,
  writeProgress,
} from "./reparse-progress.ts";
import { readAgainByOcr } from "./see-pictures.ts";
import { type Session, withSession } from "./session.ts";
import type { ReadingOptions } from "./shared-options.ts";
import { type Counts, toRunOutcome } from "./tally.ts";

export interface ReparseJob {
  readonly counts: Counts;
  readonly shared: ReadingOptions;
  /** `start`: whatever an earlier run that was cut off has done. */
  readonly from: "start" | "where_it_stopped";
  readonly onOcrFailure: (url: string, reason: string) => void;
  readonly signal: AbortSignal;
}

export interface ReparseListener {
  onTotal(total: number): void;
  /** An earlier run was cut off after so many documents, and this one goes on there. */
  onResumed(documents: number): void;
  onDone(done: DocumentDone): void;
}

export interface DocumentDone {
  readonly document: DocumentToRead;
  readonly outcome: Outcome;
  readonly settled: Settled;
  readonly difference: ReadingDifference | undefined;
}

/** What was read of a document, not yet stored. */
export interface DocumentRead {
  readonly document: DocumentToRead;
  readonly outcome: Outcome;
}

/** Reads every document in the order in which they were first fetched; returns whether it was stopped before the end. */
export async function reparseAll(job: ReparseJob, listener: ReparseListener): Promise<boolean> {
  const reader = createReader({ ...job.shared, onOcrFailure: job.onOcrFailure });
  try {
    const ended = await withSession("reparse", job.shared, async (session) => {
      const isInterrupted = await reparseIn(session, reader, job, listener);
      const outcome = toRunOutcome(isInterrupted, job.counts);
      return { isInterrupted, outcome, summary: { ...job.counts } };
    });
    return ended.isInterrupted;
  } finally {
    await reader.close();
  }
}

/** Readings stored in one transaction, of which a kill loses no more than these. */
const MAX_STORED_AT_ONCE = 64;
const MAX_STORING_MS = 50;
const PROGRESS_INTERVAL_MS = 1_000;

async function reparseIn(
  session: Session,
  reader: Reader,
  job: ReparseJob,
  listener: ReparseListener,
): Promise<boolean> {
  const { store, run } = session;
  const before = job.from === "start" ? undefined : findProgress(session, job.shared);
  listener.onTotal(countDocumentsToRead(store) - (before?.documents ?? 0));
  if (before !== undefined) listener.onResumed(before.documents);
  const tracker = createTracker(session, job.shared, before);
  const waiting: DocumentRead[] = [];
  let begunAt = performance.now();
  const flush = (): void => {
    for (const done of storeAll(session, waiting)) listener.onDone(done);
    tracker.reached(waiting);
    waiting.length = 0;
    begunAt = performance.now();
  };
  const documents = listDocumentsToRead(store, before?.fetchId);
  for await (const read of readDocuments(documents, session.archive, reader)) {
    waiting.push(read);
    const isDue = performance.now() - begunAt > MAX_STORING_MS;
    if (isDue || waiting.length >= MAX_STORED_AT_ONCE || job.signal.aborted) flush();
    if (!job.signal.aborted) continue;
    tracker.keep();
    return true;
  }
  flush();
  readPromises(store, run, "all", readPromise);
  forgetProgress(job.shared.db);
  return false;
}

/** Begun and not yet taken, for each thread: enough for all to have work while results are stored. */
const BEGUN_PER_THREAD = 8;

/** Reads archived documents in threads, and gives what was read in the order of the documents. */
export function readDocuments(
  documents: Iterable<DocumentToRead>,
  archive: Archive,
  reader: Reader,
): AsyncGenerator<DocumentRead> {
  return inOrder(documents, reader.threads * BEGUN_PER_THREAD, async (document) => ({
    document,
    outcome: await readArchived(document, archive, reader),
  }));
}

function storeAll(
  { store, run, version }: Session,
  readings: readonly DocumentRead[],
): DocumentDone[] {
  return writeInRun(store, run, () =>
    readings.map(({ document, outcome }) => {
      const difference = previewConclusive(store, { document, outcome });
      const settled = isConclusive(outcome)
        ? storeReading(store, run, document, outcome, version)
        : NOTHING_SETTLED;
      return { document, outcome, settled, difference };
    }),
  );
}

/** How what was read differs from what is held; undefined also where it says nothing. */
export function previewConclusive(
  store: Store,
  { document, outcome }: DocumentRead,
): ReadingDifference | undefined {
  return isConclusive(outcome) ? previewReading(store, document, outcome) : undefined;
}

export const NOTHING_SETTLED: Settled = { change: "none", reportId: undefined };

/** A missing file or a machine too slow for a document says nothing about it: what was read of it before stays. */
function isConclusive(outcome: Outcome): boolean {
  return outcome.kind !== "failed" || outcome.failure !== "exhausted";
}

/** Where an earlier run of this parser on this database was cut off. */
function findProgress(
  { store, version }: Session,
  { db, ocr }: ReadingOptions,
): ReparseProgress | undefined {
  const progress = readProgress(db);
  if (progress === undefined) return undefined;
  const isOfThisRun = progress.parserVersion === version && progress.ocr === (ocr ?? false);
  const isHere = findDocumentOf(store, progress.fetchId) === progress.sha256;
  return isOfThisRun && isHere ? progress : undefined;
}

/** Keeps on disk, now and then, how far a run is. */
function createTracker(
  { version }: Session,
  { db, ocr }: ReadingOptions,
  before: ReparseProgress | undefined,
) {
  let progress = before;
  let keptAt = performance.now();
  const keep = (): void => {
    if (progress !== undefined) writeProgress(db, progress);
    keptAt = performance.now();
  };
  return {
    keep,
    reached: (readings: readonly DocumentRead[]): void => {
      const last = readings.at(-1)?.document;
      if (last === undefined) return;
      const { fetchId, sha256 } = last;
      const documents = (progress?.documents ?? 0) + readings.length;
      progress = { parserVersion: version, ocr: ocr ?? false, fetchId, sha256, documents };
      if (performance.now() - keptAt > PROGRESS_INTERVAL_MS) keep();
    },
  };
}

async function readArchived(
  document: DocumentToRead,
  archive: Archive,
  reader: Reader,
): Promise<Outcome> {
  try {
    const bytes = await archive.get(document.sha256);
    const { outcome } = await reader.read(bytes, document.context);
    const loadPictures = () => loadArchived(document.pictures, archive);
    return await readAgainByOcr(
      outcome,
      { bytes, context: document.context },
      reader,
      loadPictures,
    );
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { kind: "failed", failure: "exhausted", reason: error.message };
  }
}

async function loadArchived(
  pictures: ReadonlyMap<string, string>,
  archive: Archive,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = new Map<string, Uint8Array>();
  for (const [source, sha256] of pictures) bytes.set(source, await archive.get(sha256));
  return bytes;
}
