import type { Transcript } from "../model/transcript.ts";
import { decodeText } from "./charset.ts";
import { DecodeError } from "./decode-error.ts";
import { transcribeHtml } from "./html.ts";
import { sniffFormat } from "./media-type.ts";
import { readWebArchive } from "./office/mhtml.ts";
import { transcribeOle, transcribeZip } from "./office/office.ts";
import { transcribeWorkbook } from "./office/workbook.ts";
import type { ReadMember } from "./office/zip-archive.ts";
import { transcribeText } from "./text.ts";

/** A page with pictures inlined can pass 10 MB; beyond this nobody ever published a report. */
const MAX_MARKUP_BYTES = 32 * 1024 * 1024;
const READABLE =
  "HTML (.html .htm), Word (.docx .doc), a workbook (.xlsx .xls) or text (.txt), alone or in a ZIP file";

/**
 * Transcribes a document into blocks in reading order.
 * @param contentType as declared, with parameters; a hint only
 * @throws DecodeError if there is nothing to read, too much of it, or in a format that is not read
 */
export async function decode(bytes: Uint8Array, contentType: string): Promise<Transcript> {
  if (bytes.length === 0) throw new DecodeError("empty", "the document is empty (0 bytes)");
  return expectContent(await transcribe(bytes, contentType, decodeMember));
}

/** A document out of an archive; an archive in an archive may hold itself. */
async function decodeMember(bytes: Uint8Array): Promise<Transcript> {
  return expectContent(await transcribe(bytes, "", refuseArchive));
}

async function refuseArchive(): Promise<Transcript> {
  throw new DecodeError(
    "unsupported_format",
    "expected a document in the archive, met another archive; unpack it and read its files one by one",
  );
}

function expectContent(transcript: Transcript): Transcript {
  if (transcript.blocks.length === 0 && transcript.links.length === 0) {
    throw new DecodeError("empty", "the document holds no text, table or link");
  }
  return transcript;
}

async function transcribe(
  bytes: Uint8Array,
  contentType: string,
  readMember: ReadMember,
): Promise<Transcript> {
  const format = sniffFormat(bytes, contentType);
  if (format === "zip") return await transcribeZip(bytes, readMember);
  if (format === "ole") return await transcribeOle(bytes);
  if (format === "workbook XML") return await transcribeWorkbook(bytes);
  if (format === "web archive") {
    const page = readWebArchive(bytes);
    return transcribeMarkup(page.bytes, page.contentType, "html");
  }
  if (format === "html" || format === "text") return transcribeMarkup(bytes, contentType, format);
  throw new DecodeError(
    "unsupported_format",
    `expected ${READABLE}, met a ${format} document; its bytes are in the archive and are read again by a later version`,
  );
}

function transcribeMarkup(
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
