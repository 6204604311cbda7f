/** How a page is written down, in the names TextDecoder knows. */
export type Encoding = "utf-8" | "gb18030" | "big5";

const tables = new Map<Encoding, Uint16Array>();
const unwritten = new TextEncoder();

/**
 * Bytes of a page. A character that the encoding does not hold becomes a numeric character
 * reference, as browsers do, so this is for HTML; for GB18030 only its two-byte part is used.
 */
export function encodeHtml(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return unwritten.encode(text);
  const table = tableOf(encoding);
  const bytes = new Uint8Array(byteLength(text, table));
  let length = 0;
  for (const character of text) {
    for (const byte of bytesOf(character, table)) {
      bytes[length] = byte;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}

function byteLength(text: string, table: Uint16Array): number {
  let length = 0;
  for (const character of text) length += bytesOf(character, table).length;
  return length;
}

function bytesOf(character: string, table: Uint16Array): readonly number[] {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  const pair = table[code] ?? 0;
  if (pair > 0) return [pair >> 8, pair & 0xff];
  return [...unwritten.encode(`&#${code};`)];
}

/** The two bytes of each character of the basic plane, found by decoding every pair of bytes. */
function tableOf(encoding: Encoding): Uint16Array {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Uint16Array(0x10000);
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.charCodeAt(0);
      const isOne = text.length === 1 && code >= 0x80 && code !== 0xfffd;
      if (isOne && table[code] === 0) table[code] = (lead << 8) | trail;
    }
  }
  tables.set(encoding, table);
  return table;
}
