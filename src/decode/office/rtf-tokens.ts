/**
 * What an RTF file is written in (Rich Text Format Specification 1.9.1, "RTF Syntax"). The tokenisers to be had print
 * to the console and take as much memory as a file tells them to, so this is our own.
 */
export type RtfToken =
  | { readonly kind: "open" | "close" }
  | { readonly kind: "control"; readonly word: string; readonly value: number | undefined }
  /** Bytes of text, in the charset of its font. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const BLANK = 0x20;
const LINE_ENDS = [0x0a, 0x0d];
const NO_TEXT = [OPEN, CLOSE, BACKSLASH, ...LINE_ENDS];
/** \par, \u-10179, \trowd , \* ; the blank that ends a word belongs to it */
const CONTROL = /\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z]))/y;
const HEX_BYTE = /[0-9a-f]{2}/iy;

/** The tokens of a file in their order. Binary data is passed over, as far as the file goes. */
export function* listRtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  let at = 0;
  while (at < bytes.length) {
    const { token, end } = readToken(text, bytes, at);
    if (token !== undefined) yield token;
    at = end;
  }
}

interface Read {
  readonly token: RtfToken | undefined;
  readonly end: number;
}

function readToken(text: string, bytes: Uint8Array, at: number): Read {
  const byte = bytes[at] ?? BLANK;
  if (byte === OPEN) return { token: { kind: "open" }, end: at + 1 };
  if (byte === CLOSE) return { token: { kind: "close" }, end: at + 1 };
  if (byte === BACKSLASH) return readControl(text, bytes, at);
  if (LINE_ENDS.includes(byte)) return { token: undefined, end: at + 1 };
  const end = findTextEnd(bytes, at);
  return { token: { kind: "bytes", bytes: bytes.subarray(at, end) }, end };
}

function readControl(text: string, bytes: Uint8Array, at: number): Read {
  CONTROL.lastIndex = at;
  const [all, word, digits, symbol] = CONTROL.exec(text) ?? [];
  if (all === undefined) return { token: undefined, end: bytes.length };
  const end = at + all.length;
  if (symbol === "'") return readHexByte(text, end);
  if (symbol === "\\" || symbol === "{" || symbol === "}") {
    return { token: { kind: "bytes", bytes: bytes.subarray(end - 1, end) }, end };
  }
  const value = digits === undefined ? undefined : Number(digits);
  if (word === "bin") return { token: undefined, end: end + Math.max(0, value ?? 0) };
  return { token: { kind: "control", word: word ?? symbol ?? "", value }, end };
}

/** \'b1 */
function readHexByte(text: string, at: number): Read {
  HEX_BYTE.lastIndex = at;
  const digits = HEX_BYTE.exec(text)?.[0];
  if (digits === undefined) return { token: undefined, end: at };
  const byte = Uint8Array.of(Number.parseInt(digits, 16));
  return { token: { kind: "bytes", bytes: byte }, end: at + 2 };
}

function findTextEnd(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && !NO_TEXT.includes(bytes[end] ?? BLANK)) end += 1;
  return end;
}
