import type { ReadingAids } from "../../model/recogniser.ts";
import type { Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { readPictures } from "../pictures.ts";
import { CompoundFile } from "./compound-file.ts";
import { transcribeDoc } from "./doc.ts";
import { transcribeDocx } from "./docx.ts";
import { transcribeWorkbook, transcribeXlsx } from "./workbook.ts";
import { expectWholeRecords } from "./workbook-records.ts";
import { ARCHIVE_LIMITS, type ReadMember, transcribeArchive } from "./zip-archive.ts";
import { ZipFile, type ZipLimits } from "./zip-file.ts";

/** Beyond this nobody ever published a report. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A report with a photograph on every page has some hundreds of parts; the XML of its text is a few hundred kB. */
const PACKAGE_LIMITS: ZipLimits = {
  entries: 4_000,
  entryBytes: 12 * 1024 * 1024,
  totalBytes: 24 * 1024 * 1024,
};
/** word/document.xml, word/document2.xml */
const WORD_PART = /^word\/[^/]*\.xml$/i;
/** xl/workbook.xml, xl/workbook.bin */
const WORKBOOK_PART = /^xl\/workbook\.(?:xml|bin)$/i;

/** What else is a ZIP file, by a part that only it has. */
const OTHER_PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/^ppt\/presentation\.xml$/i, "a presentation (.pptx)"],
  [/^OFD\.xml$/i, "an OFD document"],
  [/^content\.xml$/i, "an OpenDocument file (.odt, .ods)"],
  [/\.xps$|^FixedDocSeq\.fdseq$|^FixedDocumentSequence\.fdseq$/i, "an XPS document"],
];

/**
 * Transcribes a ZIP file: a Word document, a workbook, or an archive that holds one document.
 * @param readMember reads a document of an archive
 * @param aids with a recogniser, what pictures of a Word document say is read, too
 */
export async function transcribeZip(
  bytes: Uint8Array,
  readMember: ReadMember,
  aids: ReadingAids,
): Promise<Transcript> {
  expectSize(bytes);
  const zip = new ZipFile(bytes, PACKAGE_LIMITS);
  const has = (part: RegExp): boolean => zip.names.some((name) => part.test(name));
  if (has(WORD_PART)) {
    return await readPictures(transcribeDocx(zip), aids, (source) => maybeRead(zip, source));
  }
  if (has(WORKBOOK_PART)) return await transcribeXlsx(zip);
  const other = OTHER_PACKAGES.find(([part]) => has(part));
  if (other !== undefined) throw unsupported(other[1]);
  return await transcribeArchive(new ZipFile(bytes, ARCHIVE_LIMITS), readMember);
}

/** Undefined for a picture that is not in the package, or too large for one. */
function maybeRead(zip: ZipFile, name: string): Uint8Array | undefined {
  try {
    return zip.read(name);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Transcribes an OLE compound file: a Word document or a workbook as Office 97 to 2003 and WPS write them. */
export async function transcribeOle(bytes: Uint8Array): Promise<Transcript> {
  expectSize(bytes);
  const file = new CompoundFile(bytes);
  const has = (name: string): boolean => file.names.includes(name);
  if (has("EncryptedPackage")) {
    throw new DecodeError("encrypted", "the document is encrypted: it opens with a password only");
  }
  if (has("WordDocument")) return transcribeDoc(file);
  const workbook = file.read("Workbook") ?? file.read("Book");
  if (workbook !== undefined) {
    expectWholeRecords(workbook);
    return await transcribeWorkbook(bytes);
  }
  if (has("PowerPoint Document")) throw unsupported("a presentation (.ppt)");
  throw unsupported(`an OLE file of the streams ${file.names.slice(0, 8).join(", ")}`);
}

function expectSize(bytes: Uint8Array): void {
  if (bytes.length > MAX_BYTES) {
    throw new DecodeError("too_large", `expected at most ${MAX_BYTES} bytes, met ${bytes.length}`);
  }
}

function unsupported(what: string): DecodeError {
  return new DecodeError(
    "unsupported_format",
    `expected a Word document or a workbook, met ${what}; its bytes are in the archive and are read again by a later version`,
  );
}
