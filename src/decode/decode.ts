import type { Transcript } from "../model/transcript.ts";
import { decodeText } from "./charset.ts";
import { DecodeError } from "./decode-error.ts";
import { transcribeHtml } from "./html.ts";
import { type Format, sniffFormat } from "./media-type.ts";
import { transcribeText } from "./text.ts";

/** A page with pictures inlined can pass 10 MB; beyond this nobody ever published a report. */
const MAX_MARKUP_BYTES = 32 * 1024 * 1024;
const READABLE = "HTML (.html .htm), text (.txt) or PDF (.pdf)";
/** A scan of a long report has some 40 MB. */
const MAX_PDF_BYTES = 128 * 1024 * 1024;

/**
 * Transcribes a document into blocks in reading order.
 * @param contentType as declared, with parameters; a hint only
 * @throws DecodeError if there is nothing to read, too much of it, or in a format that is not read
 */
export async function decode(bytes: Uint8Array, contentType: string): Promise<Transcript> {
  if (bytes.length === 0) throw new DecodeError("empty", "the document is empty (0 bytes)");
  const format = sniffFormat(bytes, contentType);
  const transcript = await transcribe(bytes, format, contentType);
  if (transcript.blocks.length === 0 && transcript.links.length === 0) {
    throw new DecodeError("empty", "the document holds no text, table or link");
  }
  return transcript;
}

/** The PDF library takes longer to load than most pages take to read, so it is loaded when a PDF comes. */
async function transcribe(
  bytes: Uint8Array,
  format: Format,
  contentType: string,
): Promise<Transcript> {
  switch (format) {
    case "html":
      return transcribeHtml(toText(bytes, format, contentType));
    case "text":
      return transcribeText(toText(bytes, format, contentType));
    case "pdf": {
      expectAtMost(MAX_PDF_BYTES, bytes, format);
      const { transcribePdf } = await import("./pdf/pdf.ts");
      return transcribePdf(bytes);
    }
    default:
      throw new DecodeError(
        "unsupported_format",
        `expected ${READABLE}, met a ${format} document; its bytes are in the archive and are read again by a later version`,
      );
  }
}

function toText(bytes: Uint8Array, format: Format, contentType: string): string {
  expectAtMost(MAX_MARKUP_BYTES, bytes, format);
  return decodeText(bytes, contentType).text;
}

function expectAtMost(maxBytes: number, bytes: Uint8Array, format: Format): void {
  if (bytes.length <= maxBytes) return;
  throw new DecodeError(
    "too_large",
    `expected at most ${maxBytes} bytes of ${format}, met ${bytes.length}`,
  );
}
