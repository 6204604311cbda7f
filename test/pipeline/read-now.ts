import { DecodeError } from "../../src/decode/decode-error.ts";
import { transcribeMarkup } from "../../src/decode/markup.ts";
import { sniffFormat } from "../../src/decode/media-type.ts";
import type { DocumentContext, PageReading } from "../../src/model/reading.ts";
import { readTranscript } from "../../src/pipeline.ts";

/** Like readDocument for pages and texts, but at once, as the many runs of a property need it. */
export function readNow(bytes: Uint8Array, context: DocumentContext): PageReading {
  const format = sniffFormat(bytes, context.contentType);
  try {
    if (format !== "html" && format !== "text") {
      throw new DecodeError("unsupported_format", `expected a page or a text, met ${format}`);
    }
    return readTranscript(transcribeMarkup(bytes, context.contentType, format), context);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const outcome = { kind: "failed", failure: error.failure, reason: error.message } as const;
    return { outcome, title: undefined, links: [] };
  }
}
