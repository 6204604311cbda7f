import { readPromise } from "../interpret/promise.ts";
import type { Outcome } from "../model/reading.ts";
import type { Settled } from "../model/visit.ts";
import { createReader, type Reader } from "../reader.ts";
import type { Archive } from "../store/archive.ts";
import { readPromises } from "../store/promises.ts";
import {
  countDocumentsToRead,
  type DocumentToRead,
  listDocumentsToRead,
  storeReading,
} from "../store/reparse.ts";
import { ArchiveError } from "../store/store-error.ts";
import { inOrder } from "./in-order.ts";
import { readAgainByOcr } from "./see-pictures.ts";
import { type Session, withSession } from "./session.ts";
import type { ReadingOptions } from "./shared-options.ts";
import { type Counts, toRunOutcome } from "./tally.ts";

export interface ReparseJob {
  readonly counts: Counts;
  readonly shared: ReadingOptions;
  readonly onOcrFailure: (url: string, reason: string) => void;
  readonly signal: AbortSignal;
}

export interface ReparseListener {
  onTotal(total: number): void;
  onDone(done: {
    readonly document: DocumentToRead;
    readonly outcome: Outcome;
    readonly settled: Settled;
  }): void;
}

/** Reads every document in the order in which they were first fetched; returns whether it was stopped before the end. */
export async function reparseAll(job: ReparseJob, listener: ReparseListener): Promise<boolean> {
  const reader = createReader({ ...job.shared, onOcrFailure: job.onOcrFailure });
  try {
    const ended = await withSession("reparse", job.shared, async (session) => {
      listener.onTotal(countDocumentsToRead(session.store));
      const isInterrupted = await reparseIn(session, reader, job.signal, listener);
      const outcome = toRunOutcome(isInterrupted, job.counts);
      return { isInterrupted, outcome, summary: { ...job.counts } };
    });
    return ended.isInterrupted;
  } finally {
    await reader.close();
  }
}

async function reparseIn(
  { store, archive, run, version }: Session,
  reader: Reader,
  signal: AbortSignal,
  listener: ReparseListener,
): Promise<boolean> {
  const documents = listDocumentsToRead(store);
  const readings = inOrder(documents, reader.threads * 2, async (document) => ({
    document,
    outcome: await readArchived(document, archive, reader),
  }));
  for await (const { document, outcome } of readings) {
    const settled = isConclusive(outcome)
      ? storeReading(store, run, document, outcome, version)
      : NOTHING_SETTLED;
    listener.onDone({ document, outcome, settled });
    if (signal.aborted) return true;
  }
  readPromises(store, run, "all", readPromise);
  return false;
}

const NOTHING_SETTLED: Settled = { change: "none", reportId: undefined };

/** A missing file or a machine too slow for a document says nothing about it: what was read of it before stays. */
function isConclusive(outcome: Outcome): boolean {
  return outcome.kind !== "failed" || outcome.failure !== "exhausted";
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
