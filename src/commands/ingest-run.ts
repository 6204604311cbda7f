import { readFile, stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Outcome } from "../model/reading.ts";
import type { ArchivedDocument, PictureFetch, Settled } from "../model/visit.ts";
import { createReader, type Reader } from "../reader.ts";
import { settle } from "../store/settle.ts";
import { inOrder } from "./in-order.ts";
import { contentTypeOf } from "./local-files.ts";
import { takeLocalPictures } from "./local-pictures.ts";
import { readAgainByOcr } from "./see-pictures.ts";
import { type Session, withSession } from "./session.ts";
import type { ReadingOptions } from "./shared-options.ts";
import { type Counts, toRunOutcome } from "./tally.ts";

export interface IngestJob {
  readonly files: readonly string[];
  /** Filled by the caller as files are done; kept with the run. */
  readonly counts: Counts;
  readonly shared: ReadingOptions;
  readonly onOcrFailure: (url: string, reason: string) => void;
  readonly signal: AbortSignal;
}

export interface FileDone {
  readonly path: string;
  readonly outcome: Outcome;
  readonly settled: Settled;
}

/** The same cap as on what comes from the network: nobody publishes a report of this size. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;

/** Archives, reads and stores files, some at once, but stored in their order so that every run gives the same rows. */
export async function ingestFiles(
  job: IngestJob,
  onDone: (done: FileDone) => void,
): Promise<{ readonly isInterrupted: boolean }> {
  const reader = createReader({ ...job.shared, onOcrFailure: job.onOcrFailure });
  try {
    return await withSession("ingest", job.shared, async (session) => {
      const readings = inOrder(job.files, reader.threads * 2, (path) =>
        readLocal(path, session, reader),
      );
      let isInterrupted = false;
      for await (const file of readings) {
        onDone({ path: file.path, outcome: file.outcome, settled: store(session, file) });
        isInterrupted = job.signal.aborted;
        if (isInterrupted) break;
      }
      const outcome = toRunOutcome(isInterrupted, job.counts);
      return { isInterrupted, outcome, summary: { ...job.counts } };
    });
  } finally {
    await reader.close();
  }
}

interface LocalFile {
  readonly path: string;
  readonly readAt: string;
  /** Undefined if it could not be had; then `lost` says how. */
  readonly document: ArchivedDocument | undefined;
  readonly lost: "too_large" | "unreachable" | undefined;
  readonly outcome: Outcome;
  readonly pictures?: readonly PictureFetch[];
}

async function readLocal(path: string, session: Session, reader: Reader): Promise<LocalFile> {
  const file = { path, readAt: new Date().toISOString() };
  const bytes = await takeBytes(path);
  if (!(bytes instanceof Uint8Array)) return { ...file, document: undefined, ...bytes };
  const contentType = contentTypeOf(path);
  const { sha256 } = await session.archive.put(bytes);
  const document = { sha256, byteLength: bytes.byteLength, contentType };
  const unknown = { agency: undefined, divisionCode: undefined, linkText: undefined };
  const context = { contentType, url: pathToFileURL(path).href, ...unknown };
  const { outcome } = await reader.read(bytes, context);
  const beside = await takeLocalPictures(path, outcome, session.archive);
  const again = await readAgainByOcr(outcome, { bytes, context }, reader, async () => beside.bytes);
  return { ...file, document, lost: undefined, outcome: again, pictures: beside.pictures };
}

/** A file that went away or may not be read is that file's failure, and the others go on. */
async function takeBytes(path: string): Promise<Uint8Array | Pick<LocalFile, "lost" | "outcome">> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_FILE_BYTES) return await readFile(path);
    const reason = `expected at most ${MAX_FILE_BYTES} bytes, met ${size}; the file was not archived`;
    return { lost: "too_large", outcome: { kind: "failed", failure: "too_large", reason } };
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const reason = `the file cannot be read: ${error.message}; it was not archived`;
    return { lost: "unreachable", outcome: { kind: "failed", failure: "undecodable", reason } };
  }
}

function store({ store, run, version }: Session, file: LocalFile): Settled {
  const url = pathToFileURL(file.path).href;
  const { lost } = file;
  return settle(
    store,
    run,
    {
      sourceId: undefined,
      address: undefined,
      fetch: {
        requestedUrl: url,
        finalUrl: url,
        requestedAt: file.readAt,
        httpStatus: undefined,
        headers: {},
        outcome: lost ?? "fetched",
        reason:
          lost === undefined || file.outcome.kind !== "failed" ? undefined : file.outcome.reason,
      },
      document: file.document,
      outcome: file.outcome,
      pictures: file.pictures,
      found: [],
      state: lost === undefined ? "done" : "failed",
    },
    version,
  );
}
