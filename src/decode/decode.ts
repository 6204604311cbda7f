import type { ReadingAids } from "../model/recogniser.ts";
import type { Block, Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { transcribeMarkup } from "./markup.ts";
import { sniffFormat } from "./media-type.ts";
import type { ReadMember } from "./office/zip-archive.ts";
import { readPictures, transcribePicture } from "./pictures.ts";

const READABLE =
  "HTML (.html .htm), text (.txt), PDF, Word (.docx .doc .rtf), a workbook (.xlsx .xls) or a picture (.png .jpg), alone or in a ZIP file";
/** A scan of a long report has some 40 MB. */
const MAX_PDF_BYTES = 128 * 1024 * 1024;

/**
 * Transcribes a document into blocks in reading order.
 * @param contentType as declared, with parameters; a hint only
 * @param aids without a recogniser, what pictures say is left to the reader
 * @throws DecodeError if there is nothing to read, too much of it, or in a format that is not read
 */
export async function decode(
  bytes: Uint8Array,
  contentType: string,
  aids: ReadingAids = {},
): Promise<Transcript> {
  if (bytes.length === 0) throw new DecodeError("empty", "the document is empty (0 bytes)");
  /** A document out of an archive; an archive in an archive may hold itself. */
  const decodeMember: ReadMember = async (member) =>
    expectContent(await transcribe(member, "", refuseArchive, aids));
  return expectContent(await transcribe(bytes, contentType, decodeMember, aids));
}

async function refuseArchive(): Promise<Transcript> {
  throw new DecodeError(
    "unsupported_format",
    "expected a document in the archive, met another archive; unpack it and read its files one by one",
  );
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

/** Libraries take longer to load than most pages take to read, so each is loaded when its first document comes. */
async function transcribe(
  bytes: Uint8Array,
  contentType: string,
  readMember: ReadMember,
  aids: ReadingAids,
): Promise<Transcript> {
  const format = sniffFormat(bytes, contentType);
  switch (format) {
    case "html":
    case "text":
      return await readPictures(transcribeMarkup(bytes, contentType, format), aids);
    case "image":
      return await transcribePicture(bytes, aids);
    case "pdf":
      return transcribePdfFile(bytes, aids);
    case "zip":
    case "ole": {
      const { transcribeOle, transcribeZip } = await import("./office/office.ts");
      return format === "zip" ? transcribeZip(bytes, readMember, aids) : transcribeOle(bytes);
    }
    case "rtf": {
      const { transcribeRtf } = await import("./office/rtf.ts");
      return transcribeRtf(bytes);
    }
    case "workbook XML": {
      const { transcribeWorkbook } = await import("./office/workbook.ts");
      return transcribeWorkbook(bytes);
    }
    case "web archive": {
      const { readWebArchive } = await import("./office/mhtml.ts");
      const page = readWebArchive(bytes);
      return transcribeMarkup(page.bytes, page.contentType, "html");
    }
    default:
      throw new DecodeError(
        "unsupported_format",
        `expected ${READABLE}, met a ${format} document; its bytes are in the archive and are read again by a later version`,
      );
  }
}

async function transcribePdfFile(bytes: Uint8Array, aids: ReadingAids): Promise<Transcript> {
  if (bytes.length > MAX_PDF_BYTES) {
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_PDF_BYTES} bytes of PDF, met ${bytes.length}`,
    );
  }
  const { transcribePdf } = await import("./pdf/pdf.ts");
  return transcribePdf(bytes, aids.recogniser);
}
