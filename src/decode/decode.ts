import type { Block, Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { transcribeMarkup } from "./markup.ts";
import { sniffFormat } from "./media-type.ts";

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
  return expectContent(await transcribe(bytes, contentType));
}

function expectContent(transcript: Transcript): Transcript {
  if (transcript.blocks.every(isBlank) && transcript.links.length === 0) {
    throw new DecodeError("empty", "the document holds no text, table or link");
  }
  return transcript;
}

function isBlank(block: Block): boolean {
  return (
    block.kind === "table" && block.rows.every((row) => row.cells.every((cell) => cell.text === ""))
  );
}

/** The PDF library takes longer to load than most pages take to read, so it is loaded when a PDF comes. */
async function transcribe(bytes: Uint8Array, contentType: string): Promise<Transcript> {
  const format = sniffFormat(bytes, contentType);
  if (format === "html" || format === "text") return transcribeMarkup(bytes, contentType, format);
  if (format === "pdf") {
    if (bytes.length > MAX_PDF_BYTES) {
      throw new DecodeError(
        "too_large",
        `expected at most ${MAX_PDF_BYTES} bytes of PDF, met ${bytes.length}`,
      );
    }
    const { transcribePdf } = await import("./pdf/pdf.ts");
    return transcribePdf(bytes);
  }
  throw new DecodeError(
    "unsupported_format",
    `expected ${READABLE}, met a ${format} document; its bytes are in the archive and are read again by a later version`,
  );
}
