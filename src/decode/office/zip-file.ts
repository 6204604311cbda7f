import { isUtf8 } from "node:buffer";
import { crc32, inflateRawSync } from "node:zlib";
import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
/** A comment of up to 65,535 bytes may follow the end of the directory. */
const MAX_COMMENT_BYTES = 0xffff;
const IS_ENCRYPTED = 0x0001;
const STORED = 0;
const DEFLATED = 8;

/** Repetitive XML shrinks to a hundredth; what shrinks to less is made to fill a disk. */
const MAX_RATIO = 200;
/** Below this no ratio harms. */
const HARMLESS_BYTES = 1024 * 1024;

/** How much of a ZIP file is looked at; sizes are unpacked ones. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of its header in the file. */
  readonly offset: number;
}

/**
 * A ZIP file held in memory. Entries are unpacked on demand, each checked against its checksum, and never beyond the
 * size that the directory declares; names are labels, never paths.
 */
export class ZipFile {
  private readonly file: Binary;
  private readonly entries = new Map<string, Entry>();
  private unpackedBytes = 0;

  private readonly limits: ZipLimits;

  /** @throws DecodeError if the directory is damaged or lists too many entries */
  constructor(bytes: Uint8Array, limits: ZipLimits) {
    this.limits = limits;
    this.file = new Binary(bytes, "the ZIP file");
    for (const entry of listEntries(this.file, limits.entries)) {
      if (!this.entries.has(entry.name)) this.entries.set(entry.name, entry);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /**
   * Unpacks an entry; undefined if there is none of that name.
   * @throws DecodeError if it is damaged, encrypted or too large
   */
  read(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    if ((entry.flags & IS_ENCRYPTED) !== 0) {
      throw new DecodeError("encrypted", `${entry.name} in the ZIP file is encrypted`);
    }
    expectHarmless(entry, this.limits.entryBytes);
    this.unpackedBytes += entry.bytes;
    const { totalBytes } = this.limits;
    if (this.unpackedBytes > totalBytes) {
      throw tooLarge(`at most ${totalBytes} bytes unpacked in a ZIP file, met more`);
    }
    const bytes = unpack(this.packedBytesOf(entry), entry);
    if (bytes.length !== entry.bytes || crc32(bytes) !== entry.checksum) {
      throw new DecodeError(
        "undecodable",
        `${entry.name} in the ZIP file is damaged: its checksum does not fit`,
      );
    }
    return bytes;
  }

  private packedBytesOf(entry: Entry): Uint8Array {
    if (this.file.uint32(entry.offset) !== LOCAL_HEADER) {
      throw new DecodeError("undecodable", `the ZIP file is damaged at ${entry.name}`);
    }
    const nameBytes = this.file.uint16(entry.offset + 26);
    const extraBytes = this.file.uint16(entry.offset + 28);
    return this.file.slice(entry.offset + 30 + nameBytes + extraBytes, entry.packedBytes);
  }
}

function listEntries(file: Binary, maxEntries: number): Entry[] {
  const end = findEnd(file);
  const count = file.uint16(end + 10);
  const directoryBytes = file.uint32(end + 12);
  const declaredOffset = file.uint32(end + 16);
  if (count > maxEntries) {
    throw tooLarge(`at most ${maxEntries} entries in a ZIP file, met ${count}`);
  }
  // Self-extracting files have a program before the first entry, and offsets that do not count it.
  const before = end - directoryBytes - declaredOffset;
  if (before < 0) {
    throw new DecodeError("undecodable", "the ZIP file is damaged: its directory is not there");
  }
  const entries: Entry[] = [];
  let offset = before + declaredOffset;
  for (let index = 0; index < count; index += 1) {
    if (file.uint32(offset) !== DIRECTORY_ENTRY) {
      throw new DecodeError(
        "undecodable",
        `the ZIP file is damaged: entry ${index + 1} of ${count} is not in its directory`,
      );
    }
    entries.push(readEntry(file, offset, before));
    offset += 46 + file.uint16(offset + 28) + file.uint16(offset + 30) + file.uint16(offset + 32);
  }
  return entries.filter(({ name }) => !name.endsWith("/"));
}

function findEnd(file: Binary): number {
  const last = file.length - END_BYTES;
  for (let offset = last; offset >= Math.max(0, last - MAX_COMMENT_BYTES); offset -= 1) {
    if (file.uint32(offset) === END_OF_DIRECTORY) return offset;
  }
  throw new DecodeError(
    "undecodable",
    `the ZIP file is cut short: its directory, which stands at the end, is not in its ${file.length} bytes`,
  );
}

function readEntry(file: Binary, offset: number, before: number): Entry {
  return {
    name: readName(file.slice(offset + 46, file.uint16(offset + 28))),
    flags: file.uint16(offset + 8),
    method: file.uint16(offset + 10),
    checksum: file.uint32(offset + 16),
    packedBytes: file.uint32(offset + 20),
    bytes: file.uint32(offset + 24),
    offset: before + file.uint32(offset + 42),
  };
}

/** Chinese Windows writes names in GBK and does not say so. */
function readName(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? "utf-8" : "gb18030").decode(bytes);
}

function expectHarmless({ name, bytes, packedBytes }: Entry, maxBytes: number): void {
  if (bytes > maxBytes) {
    throw tooLarge(`at most ${maxBytes} bytes in an entry, met ${bytes} in ${name}`);
  }
  if (bytes > HARMLESS_BYTES && bytes > MAX_RATIO * packedBytes) {
    throw tooLarge(
      `an entry packed to no less than 1/${MAX_RATIO}, met ${name}: ${packedBytes} of ${bytes} bytes`,
    );
  }
}

function unpack(packed: Uint8Array, { name, method, bytes }: Entry): Uint8Array {
  if (method === STORED) return packed;
  if (method !== DEFLATED) {
    throw new DecodeError(
      "undecodable",
      `expected ${name} in the ZIP file stored or deflated, met packing method ${method}`,
    );
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch (cause) {
    throw new DecodeError(
      "undecodable",
      `${name} in the ZIP file is damaged: it does not unpack to the ${bytes} bytes that the directory declares`,
      { cause },
    );
  }
}

const tooLarge = (expected: string): DecodeError =>
  new DecodeError("too_large", `expected ${expected}`);
