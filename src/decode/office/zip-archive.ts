import type { Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { type Format, sniffFormat } from "../media-type.ts";
import type { ZipFile, ZipLimits } from "./zip-file.ts";

/** Reads the bytes of a document inside an archive. */
export type ReadMember = (bytes: Uint8Array) => Promise<Transcript>;

/** Documents in an archive may be as large as those outside. */
export const ARCHIVE_LIMITS: ZipLimits = {
  entries: 500,
  entryBytes: 32 * 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
};
/** Clutter and folders not counted. */
const MAX_FILES = 50;
const NO_DOCUMENT: readonly Format[] = ["image", "binary"];
/** What systems and download sites leave in archives: __MACOSX/._a.docx, Thumbs.db, desktop.ini, ~$a.docx, a.url */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|~\$|Thumbs\.db$|desktop\.ini$)|\.(?:url|lnk)$/i;
/** "2023/" and ".docx" of 2023/年报.docx */
const FOLDERS_AND_EXTENSION = /^.*\/|\.[^./]*$/g;

interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: Format;
}

/**
 * Transcribes the one document in an archive; its name stands in for a title that it lacks, and is in the metadata as
 * `archive-entry`. Pictures beside it are left alone, and so are notes in plain text. Several documents are refused:
 * their tables must not be read as one report's.
 */
export async function transcribeArchive(zip: ZipFile, readMember: ReadMember): Promise<Transcript> {
  const names = zip.names.filter((name) => !CLUTTER.test(name));
  if (names.length > MAX_FILES) {
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_FILES} files in an archive, met ${names.length}`,
    );
  }
  const member = expectOneDocument(listMembers(zip, names), names);
  const transcript = await readMember(member.bytes);
  return {
    ...transcript,
    title: transcript.title ?? member.name.replace(FOLDERS_AND_EXTENSION, ""),
    metadata: new Map([...transcript.metadata, ["archive-entry", member.name]]),
  };
}

function listMembers(zip: ZipFile, names: readonly string[]): Member[] {
  return names.flatMap((name) => {
    const bytes = zip.read(name) ?? new Uint8Array();
    const format = sniffFormat(bytes, "");
    return bytes.length === 0 || NO_DOCUMENT.includes(format) ? [] : [{ name, bytes, format }];
  });
}

function expectOneDocument(members: readonly Member[], names: readonly string[]): Member {
  const documents = members.filter(({ format }) => format !== "text");
  const candidates = documents.length > 0 ? documents : members;
  const [only, ...more] = candidates;
  if (only !== undefined && more.length === 0) return only;
  const listed = (only === undefined ? names : candidates.map(({ name }) => name)).slice(0, 8);
  throw new DecodeError(
    "unsupported_format",
    only === undefined
      ? `expected a document in the archive, met none among its ${names.length} files: ${listed.join(", ")}`
      : `expected one document in the archive, met ${candidates.length}: ${listed.join(", ")}; unpack it and read them one by one`,
  );
}
