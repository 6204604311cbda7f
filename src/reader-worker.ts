import type { DocumentContext, PageReading } from "./model/reading.ts";
import { readDocument } from "./pipeline.ts";

/** What a worker thread is asked: one document. */
export interface ReadTask {
  readonly bytes: Uint8Array;
  readonly context: DocumentContext;
}

/** The whole of a worker thread: it reads, and knows nothing else. */
export function read({ bytes, context }: ReadTask): Promise<PageReading> {
  return readDocument(bytes, context);
}
