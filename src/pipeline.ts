import { decode } from "./decode/decode.ts";
import { DecodeError } from "./decode/decode-error.ts";
import { interpret } from "./interpret/interpret.ts";
import type { DocumentContext, PageReading, Reading } from "./model/reading.ts";
import { reconcile } from "./reconcile/reconcile.ts";

/**
 * The way of one document: bytes are decoded to a transcript, the transcript is interpreted as a report, the report is
 * reconciled with itself. Pure: the same bytes and context always give the same reading.
 */
export async function readDocument(
  bytes: Uint8Array,
  context: DocumentContext,
): Promise<PageReading> {
  try {
    const transcript = await decode(bytes, context.contentType);
    const reading = interpret(transcript, context);
    return { outcome: check(reading), title: transcript.title, links: transcript.links };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const outcome = { kind: "failed", failure: error.failure, reason: error.message } as const;
    return { outcome, title: undefined, links: [] };
  }
}

function check(reading: Reading): Reading {
  if (reading.kind !== "report") return reading;
  return { ...reading, findings: [...reading.findings, ...reconcile(reading.report)] };
}
