import type { Transcript } from "../model/transcript.ts";
import { decodeText } from "./charset.ts";
import { DecodeError } from "./decode-error.ts";
import { transcribeHtml } from "./html.ts";
import { transcribeText } from "./text.ts";

/** A page with pictures inlined can pass 10 MB; beyond this nobody ever published a report. */
const MAX_MARKUP_BYTES = 32 * 1024 * 1024;

/**
 * Transcribes a web page or a text, in whatever charset it turns out to be.
 * @throws DecodeError if there is too much of it
 */
export function transcribeMarkup(
  bytes: Uint8Array,
  contentType: string,
  format: "html" | "text",
): Transcript {
  if (bytes.length > MAX_MARKUP_BYTES) {
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_MARKUP_BYTES} bytes of ${format}, met ${bytes.length}`,
    );
  }
  const { text } = decodeText(bytes, contentType);
  return format === "html" ? transcribeHtml(text) : transcribeText(text);
}
