import type { DocumentContext, PageReading } from "../model/reading.ts";

/** A document that breaks its reader is that document's failure: it is in the archive and can be read again. */
export async function readOrFail(read: () => Promise<PageReading>): Promise<PageReading> {
  try {
    return await read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = `reading it broke off: ${message}`;
    const outcome = { kind: "failed", failure: "undecodable", reason } as const;
    return { outcome, title: undefined, links: [] };
  }
}

/** True if it is the reader that failed: what was read of the document before stays. */
export function isBroken({ outcome }: PageReading): boolean {
  return outcome.kind === "failed" && ["exhausted", "undecodable"].includes(outcome.failure);
}

/** A document with what its reader is told of it. */
export interface DocumentToRead {
  readonly bytes: Uint8Array;
  readonly context: DocumentContext;
}
