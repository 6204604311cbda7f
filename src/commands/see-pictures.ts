import type { DocumentContext, Outcome } from "../model/reading.ts";
import type { PictureBytes, Reader } from "../reader.ts";

/** A document with what its reader is told of it. */
interface Document {
  readonly bytes: Uint8Array;
  readonly context: DocumentContext;
}

/**
 * Reads a document that turned out to be pictures again, by OCR; without OCR, or where it fails, the outcome given
 * stands: it says that the document is an image.
 */
export async function readAgainByOcr(
  outcome: Outcome,
  { bytes, context }: Document,
  reader: Reader,
  loadPictures: () => Promise<PictureBytes>,
): Promise<Outcome> {
  if (reader.readPictures === undefined || listUnread(outcome).length === 0) return outcome;
  const again = await reader.readPictures(bytes, context, await loadPictures());
  return again.outcome.kind === "failed" ? outcome : again.outcome;
}

/** Pictures in which a document's text or tables may stand, by their addresses as written. */
export function listUnread(outcome: Outcome) {
  return outcome.kind === "failed" ? [] : (outcome.unread ?? []);
}
