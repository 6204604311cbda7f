import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { packWord, paragraph, type WordParts } from "../decode/office/word-package.ts";
import { docx } from "./good-office.ts";

const MANY = 100_000;
const MEGABYTE = 1024 * 1024;

/** Not packed at all, so that its ratio gives nothing away. */
const plain = (bytes: Uint8Array): Uint8Array => zipSync(unzipSync(bytes), { level: 0 });

/** A Word document around XML written by hand. */
export const wordOf = (body: string, parts: WordParts = {}): Uint8Array =>
  plain(packWord(body, parts));

export async function encryptedZip(): Promise<Uint8Array> {
  const bytes = zipSync({ "年报.docx": await docx() });
  const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes[6] = (bytes[6] ?? 0) | 1;
  bytes[directory + 8] = (bytes[directory + 8] ?? 0) | 1;
  return bytes;
}

export function nestWord(open: string, depth = MANY): string {
  const close = [...open.matchAll(/<([\w:]+)>/g)].reverse().map((match) => `</${match[1]}>`);
  return `${open.repeat(depth)}${paragraph("1")}${close.join("").repeat(depth)}`;
}

export function entityBomb(): Uint8Array {
  const names = Array.from({ length: 20 }, (_, index) => `e${index}`);
  const declared = names.map((name, index) => {
    const value = index === 0 ? "ha" : `&${names[index - 1]};`.repeat(10);
    return `<!ENTITY ${name} "${value}">`;
  });
  const xml = `<!DOCTYPE w:document [${declared.join("")}]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&e19;1</w:t></w:r></w:p></w:body></w:document>`;
  return zipSync({ "word/document.xml": strToU8(xml) });
}

export function styleRing(): Uint8Array {
  const style = (id: string, base: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:basedOn w:val="${base}"/></w:style>`;
  return wordOf(paragraph("文", '<w:pStyle w:val="a"/>'), {
    styles: style("a", "b") + style("b", "a"),
  });
}

export function manyFiles(): Uint8Array {
  const files: Zippable = {};
  for (let index = 0; index < 60_000; index += 1) files[`${index}.txt`] = new Uint8Array();
  return zipSync(files, { level: 0 });
}

/** Ten entries of the directory that all point to the first file. */
export function overlapping(): Uint8Array {
  const noise = new Uint8Array(7 * MEGABYTE).map((_, index) => (index * 2_654_435_761) >>> 13);
  const bytes = zipSync({ "a.txt": noise }, { level: 0 });
  const file = Buffer.from(bytes);
  const start = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const entry = file.subarray(start, end);
  const entries = Array.from({ length: 10 }, (_, index) => {
    const copy = Buffer.from(entry);
    copy[46] = 0x61 + index;
    return copy;
  });
  const tail = Buffer.from(file.subarray(end));
  tail.writeUInt16LE(10, 8);
  tail.writeUInt16LE(10, 10);
  tail.writeUInt32LE(10 * entry.length, 12);
  return new Uint8Array(Buffer.concat([file.subarray(0, start), ...entries, tail]));
}

export function countLie(): Uint8Array {
  const bytes = zipSync({ "a.txt": strToU8("文") });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(bytes.length - 12, 0xffff, true);
  return bytes;
}
