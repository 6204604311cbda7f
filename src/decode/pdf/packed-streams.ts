import { inflateSync } from "node:zlib";
import { DecodeError } from "../decode-error.ts";

const STREAM = Buffer.from("stream");
const END = Buffer.from("endstream");
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Dictionaries of streams have some hundred bytes. */
const DICTIONARY_BYTES = 4096;
/** "/Filter [/FlateDecode /FlateDecode]", "/Filter /Fl" */
const DEFLATED = /\/Fl(?:ateDecode)?\b/g;
/** Pictures are not unpacked where text is read. */
const PICTURE = /\/Subtype\s*\/Image\b/;
/** Fonts with all Chinese characters have some 20 MB; the text of a page some hundred kB. */
const MAX_STREAM_BYTES = 48 * 1024 * 1024;
const MAX_BYTES = 160 * 1024 * 1024;
/** Deflated data never unpacks to more than this many times its size, so that small streams need no look. */
const MAX_RATIO = 1032;
const HARMLESS_BYTES = 1024 * 1024;

/**
 * Makes sure that what is packed in a PDF fits into memory, since its library unpacks whatever there is.
 * @throws DecodeError if streams unpack to more than any report holds
 */
export function expectHarmlessStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let total = 0;
  let at = file.indexOf(STREAM);
  while (at !== -1) {
    const end = file.indexOf(END, at);
    const start = findData(file, at + STREAM.length);
    const head = file.subarray(Math.max(0, at - DICTIONARY_BYTES), at).toString("latin1");
    const dictionary = head.slice(Math.max(0, head.lastIndexOf(" obj")));
    total += measure(file.subarray(start, end === -1 ? file.length : end), dictionary);
    if (total > MAX_BYTES) throw tooLarge(MAX_BYTES, "its streams together");
    at = end === -1 ? -1 : file.indexOf(STREAM, end + END.length);
  }
}

function findData(file: Buffer, at: number): number {
  const start = file[at] === CARRIAGE_RETURN ? at + 1 : at;
  return file[start] === LINE_FEED ? start + 1 : start;
}

/** Bytes that a stream unpacks to; 0 for one that cannot do harm. */
function measure(data: Uint8Array, dictionary: string): number {
  if (PICTURE.test(dictionary)) return 0;
  const layers = [...dictionary.matchAll(DEFLATED)].length;
  let unpacked = data;
  for (let layer = 0; layer < layers; layer += 1) {
    const isLast = layer === layers - 1;
    if (isLast && unpacked.length * MAX_RATIO < HARMLESS_BYTES) return 0;
    const next = inflate(unpacked);
    if (next === undefined) return 0;
    unpacked = next;
  }
  return layers === 0 ? 0 : unpacked.length;
}

/** Undefined where the data is damaged or encrypted. */
function inflate(data: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(data, { maxOutputLength: MAX_STREAM_BYTES });
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(MAX_STREAM_BYTES, "one of its streams");
    return undefined;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function tooLarge(limit: number, what: string): DecodeError {
  return new DecodeError(
    "too_large",
    `expected a PDF that unpacks to at most ${limit} bytes, met more in ${what}`,
  );
}
