import { decode } from "./decode/decode.ts";
import { DecodeError } from "./decode/decode-error.ts";
import { interpret } from "./interpret/interpret.ts";
import type { DocumentContext, PageReading, Reading } from "./model/reading.ts";
import type { ReadingAids } from "./model/recogniser.ts";
import type { Transcript } from "./model/transcript.ts";
import { reconcile } from "./reconcile/reconcile.ts";

/**
 * The way of one document: bytes are decoded to a transcript, the transcript is interpreted as a report, the report is
 * reconciled with itself. Pure: the same bytes, context and aids always give the same reading.
 */
export async function readDocument(
  bytes: Uint8Array,
  context: DocumentContext,
  aids: ReadingAids = {},
): Promise<PageReading> {
  try {
    const page = readTranscript(await decode(bytes, context.contentType, aids), context);
    return aids.recogniser === undefined ? page : withoutUnread(page);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const outcome = { kind: "failed", failure: error.failure, reason: error.message } as const;
    return { outcome, title: undefined, links: [] };
  }
}

/** Pictures that OCR could make nothing of are not there to be read by it once more. */
function withoutUnread(page: PageReading): PageReading {
  if (page.outcome.kind === "failed") return page;
  const { unread: _, ...outcome } = page.outcome;
  return { ...page, outcome };
}

/** The way from the transcript on, the same for every format. */
export function readTranscript(transcript: Transcript, context: DocumentContext): PageReading {
  const reading = interpret(transcript, context);
  return { outcome: check(reading), title: transcript.title, links: transcript.links };
}

function check(reading: Reading): Reading {
  if (reading.kind !== "report") return reading;
  return { ...reading, findings: [...reading.findings, ...reconcile(reading.report)] };
}
