import { CFB } from "@e965/xlsx";
import { kept, xls } from "./good-office.ts";

export function encrypted(): Uint8Array {
  const book = CFB.utils.cfb_new();
  CFB.utils.cfb_add(book, "/EncryptionInfo", new Uint8Array(248));
  CFB.utils.cfb_add(book, "/EncryptedPackage", new Uint8Array(20_000).fill(7));
  return writeOle(book);
}

export function unknownOle(): Uint8Array {
  const book = CFB.utils.cfb_new();
  CFB.utils.cfb_add(book, "/Contents", new Uint8Array(5_000).fill(7));
  return writeOle(book);
}

type OleBook = ReturnType<typeof CFB.utils.cfb_new>;

function writeOle(book: OleBook): Uint8Array {
  return Uint8Array.from(CFB.write(book, { type: "buffer" }));
}

/** The bit of the document's header that says so ([MS-DOC] 2.5.2, fEncrypted). */
export function encryptedDoc(): Uint8Array {
  const book = CFB.read(kept("distinct.doc"), { type: "array" });
  const content = Uint8Array.from(CFB.find(book, "WordDocument")?.content ?? []);
  content[11] = (content[11] ?? 0) | 1;
  CFB.utils.cfb_add(book, "/WordDocument", content);
  return writeOle(book);
}

/** A FilePass record after the first BOF ([MS-XLS] 2.4.117), XOR obfuscation. */
export function encryptedXls(): Uint8Array {
  const book = CFB.read(xls(), { type: "array" });
  const content = Uint8Array.from(CFB.find(book, "Workbook")?.content ?? []);
  const begin = 4 + (content[2] ?? 0) + 256 * (content[3] ?? 0);
  const pass = [0x2f, 0, 6, 0, 0, 0, 0x12, 0x34, 0x56, 0x78];
  const parts = [...content.subarray(0, begin), ...pass, ...content.subarray(begin)];
  CFB.utils.cfb_add(book, "/Workbook", Uint8Array.from(parts));
  return writeOle(book);
}

export function patch(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const patched = bytes.slice();
  new DataView(patched.buffer).setUint32(offset, value, true);
  return patched;
}

const SECTOR = 512;
const sectorAt = (bytes: Uint8Array, offset: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, true);

/** Every entry of the first sector of the allocation table names the sector it stands for, or the next. */
export function ringTable(): Uint8Array {
  return ringIn(kept("distinct.doc"));
}

export function ringXls(): Uint8Array {
  return ringIn(xls());
}

function ringIn(source: Uint8Array): Uint8Array {
  const bytes = source.slice();
  const table = (sectorAt(bytes, 76) + 1) * SECTOR;
  const view = new DataView(bytes.buffer);
  for (let entry = 0; entry < SECTOR / 4; entry += 1) {
    view.setUint32(table + 4 * entry, entry % 2 === 0 ? entry + 1 : entry - 1, true);
  }
  return bytes;
}

export function ringDirectory(): Uint8Array {
  const bytes = kept("distinct.doc");
  const directory = sectorAt(bytes, 48);
  const table = (sectorAt(bytes, 76) + 1) * SECTOR;
  return directory < SECTOR / 4 ? patch(bytes, table + 4 * directory, directory) : ringIn(bytes);
}

/** More tables than the header holds, the list of the others going on at itself. */
export function ringList(): Uint8Array {
  const bytes = patch(patch(kept("distinct.doc"), 44, 1_000_000), 68, 0);
  return patch(bytes, SECTOR + SECTOR - 4, 0);
}
