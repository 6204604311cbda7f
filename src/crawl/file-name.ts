import { isUtf8 } from "node:buffer";
import { readLabel } from "./link-label.ts";

/** filename*=UTF-8''%E9%9D%92.pdf (RFC 8187, formerly 5987) */
const extended = /(?:^|;)\s*filename\*\s*=\s*["']?([\w-]+)'[^']*'([^;"\s]+)/i;
/** filename="青石县.pdf", filename=2023.doc */
const plain = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i;
/** =?UTF-8?B?6Z2S55+z?= (RFC 2047, meant for mail) */
const mailWord = /^=\?([\w-]+)\?B\?([\w+/=]+)\?=$/i;
const escapedByte = /%[0-9a-f]{2}/i;
const escapedBytes = /%([0-9a-f]{2})/gi;
const folders = /^.*[\\/]/s;
/** .pdf, .docx */
const extension = /\.[a-z0-9]{1,5}$/i;
const han = /\p{Script=Han}/u;
const unprintable = /\p{Cc}/gu;
const maxLength = 200;

/**
 * The file name of a Content-Disposition, in whatever charset the server wrote it; undefined if it gives none. Servers send
 * the bytes of their own charset, which stand in the header one byte a character.
 */
export function findFileName(disposition: string | undefined): string | undefined {
  if (disposition === undefined) return undefined;
  const written = readExtended(disposition) ?? readPlain(disposition);
  const name = written?.replace(folders, "").replace(unprintable, "").trim();
  return name === undefined || name === "" ? undefined : name.slice(0, maxLength);
}

/** What a file name says of its document, without its extension; undefined if it is a number or a code. */
export function findFileTitle(disposition: string | undefined): string | undefined {
  const title = findFileName(disposition)?.replace(extension, "");
  return title !== undefined && han.test(title) ? title : undefined;
}

/** True if a link's words leave open what it leads to: 附件1, 点击下载. */
export function saysNothing(label: string | undefined): boolean {
  return label === undefined || readLabel(label, { isInColumn: true }) === "other";
}

function readExtended(disposition: string): string | undefined {
  const [, charset, escaped] = extended.exec(disposition) ?? [];
  if (charset === undefined || escaped === undefined) return undefined;
  return decode(unescapeBytes(escaped), charset);
}

function readPlain(disposition: string): string | undefined {
  const [, quoted, bare] = plain.exec(disposition) ?? [];
  const value = (quoted ?? bare)?.trim();
  if (value === undefined) return undefined;
  const [, charset, base64] = mailWord.exec(value) ?? [];
  if (charset !== undefined && base64 !== undefined) {
    return decode(Buffer.from(base64, "base64"), charset);
  }
  const bytes = escapedByte.test(value) ? unescapeBytes(value) : Buffer.from(value, "latin1");
  return decode(bytes, undefined);
}

function unescapeBytes(text: string): Buffer {
  const bytes = text.replace(escapedBytes, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

/** What is valid UTF-8 is UTF-8, whatever is said of it; on a Chinese site the rest is GBK or its larger kin. */
function decode(bytes: Uint8Array, charset: string | undefined): string {
  if (isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  const label = charset?.toLowerCase() === "big5" ? "big5" : "gb18030";
  return new TextDecoder(label).decode(bytes);
}
