import { availableParallelism } from "node:os";
import type { DocumentContext, PageReading } from "./model/reading.ts";
import { ReadingLane } from "./reading-lane.ts";

/** Bytes of a page's pictures by their addresses as written. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>;

/** Reads documents in worker threads, so that a large or hostile one never holds up anything else. */
export interface Reader {
  /** Of a report's page it gives only the links that may lead to documents. */
  read(bytes: Uint8Array, context: DocumentContext): Promise<PageReading>;
  /**
   * Reads a document whose text stands in pictures, by OCR: seconds a page. Of a page, its pictures are handed along.
   * Undefined if OCR was not asked for.
   */
  readonly readPictures:
    | ((
        bytes: Uint8Array,
        context: DocumentContext,
        pictures: PictureBytes,
      ) => Promise<PageReading>)
    | undefined;
  /** How many documents it reads at once. */
  readonly threads: number;
  close(): Promise<void>;
}

/** A page takes milliseconds. */
const MAX_READ_MS = 20_000;
/** A scanned page takes some five seconds, and a long report has forty. */
const MAX_OCR_MS = 400_000;
/** While a thread waits for its next document it does nothing, and pages are done in less time than that takes. */
const MAX_TOGETHER = 4;

export interface ReaderOptions {
  /** If not given: one less than the machine has cores, since fetching and storing need one too. */
  readonly threads?: number | undefined;
  /** With OCR. */
  readonly ocr?: true | undefined;
  /** Told why a document could not be read by OCR; what is read of it without then stands. */
  readonly onOcrFailure?: (url: string, reason: string) => void;
}

/** Starts worker threads for reading. A document that takes too long or too much memory is that document's failure. */
export function createReader(options: ReaderOptions = {}): Reader {
  const { threads = Math.max(1, availableParallelism() - 1), ocr } = options;
  const plain = new ReadingLane("read", {
    threads,
    milliseconds: MAX_READ_MS,
    together: MAX_TOGETHER,
  });
  // Threads of their own: OCR holds on to a hundred megabytes, and what needs none must not wait for it.
  const pictures = new ReadingLane("readPictures", {
    threads,
    milliseconds: MAX_OCR_MS,
    together: 1,
  });
  plain.start();
  return {
    threads,
    read: (bytes, context) => plain.run({ bytes, context }),
    readPictures:
      ocr &&
      ((bytes, context, found) =>
        tellOfFailure(context.url, options, pictures.run({ bytes, context, pictures: found }))),
    close: async () => {
      await Promise.all([plain.close(), pictures.close()]);
    },
  };
}

async function tellOfFailure(
  url: string,
  { onOcrFailure }: ReaderOptions,
  reading: Promise<PageReading>,
): Promise<PageReading> {
  try {
    const page = await reading;
    if (page.outcome.kind === "failed") onOcrFailure?.(url, page.outcome.reason);
    return page;
  } catch (error) {
    onOcrFailure?.(url, error instanceof Error ? error.message : String(error));
    throw error;
  }
}
