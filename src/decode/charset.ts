import { isAscii, isUtf8 } from "node:buffer";

/** <meta charset="gbk">, <meta http-equiv=content-type content="text/html; charset=gb2312"> */
const META_CHARSET = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})/i;
/** text/html; charset=GBK */
const HEADER_CHARSET = /charset\s*=\s*["']?\s*([\w-]{2,20})/i;
const GB_FAMILY = /^(gb\w*|x-gbk|hz-gb-2312|cp936|ms936)$/;
const BIG5_FAMILY = /^(big5\S*|cp950|x-x-big5)$/;

/** A page states its charset near its start, if at all; browsers look at the first 1024 bytes. */
const META_WINDOW_BYTES = 4096;
/** Enough text to tell charsets apart, little enough to cost nothing. */
const SAMPLE_BYTES = 16_384;

/** The commonest characters of official prose, simplified and traditional: text in the right charset is full of them. */
const COMMON: ReadonlySet<number> = new Set(
  [
    ..."的一是不了在人有中大国年为和工作公开信息政府全面制度理行主动申请部门加强管建设机关规定重点时及发布本以对法会县市区局委民國為開資訊請強設關規點時發對會縣區務實業",
  ].map((character) => character.charCodeAt(0)),
);
/** Text in the right charset scores about 0.3, in a wrong one below 0.1. */
const READABLE = 0.2;
const FIRST_BEYOND_ASCII = 0x80;
/** What stands for bytes that are no character. */
const REPLACEMENT = 0xfffd;

export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

/**
 * Turns bytes into text. What the bytes themselves show (a byte order mark, valid UTF-8) counts for more than what the
 * header or the page says, because county servers often declare a charset they do not send.
 */
export function decodeText(bytes: Uint8Array, contentType: string): DecodedText {
  const charset = findCharset(bytes, contentType);
  return { text: new TextDecoder(charset).decode(bytes), charset };
}

function findCharset(bytes: Uint8Array, contentType: string): string {
  const marked = findByteOrderMark(bytes);
  if (marked !== undefined) return marked;
  if (isUtf8(bytes) || isAscii(bytes)) return "utf-8";
  const candidates = new Set(
    [HEADER_CHARSET.exec(contentType)?.[1], findMetaCharset(bytes), "gb18030", "utf-8", "big5"]
      .map(toEncodingLabel)
      .filter((label) => label !== undefined),
  );
  return pickMostReadable(bytes, [...candidates]);
}

function findByteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function findMetaCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.length, META_WINDOW_BYTES),
  );
  return META_CHARSET.exec(start.toString("latin1"))?.[1];
}

/** Only charsets that Chinese sites use are believed; `iso-8859-1` over Chinese bytes is a server's default. */
function toEncodingLabel(declared: string | undefined): string | undefined {
  const name = declared?.toLowerCase();
  if (name === undefined) return undefined;
  if (GB_FAMILY.test(name)) return "gb18030";
  if (BIG5_FAMILY.test(name)) return "big5";
  return name === "utf-8" || name === "utf8" ? "utf-8" : undefined;
}

/** Candidates come in order of trust, so that an equal score leaves the declared one standing. */
function pickMostReadable(bytes: Uint8Array, candidates: readonly string[]): string {
  const sample = takeSample(bytes);
  let best = { charset: "utf-8", score: Number.NEGATIVE_INFINITY };
  for (const charset of candidates) {
    const score = scoreReadability(new TextDecoder(charset).decode(sample));
    if (score > best.score) best = { charset, score };
    if (score > READABLE) break;
  }
  return best.charset;
}

/** The stretch from the first byte beyond ASCII on: markup before it says nothing. */
function takeSample(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const from = Math.max(first, 0);
  return bytes.subarray(from, from + SAMPLE_BYTES);
}

/** Share of common characters among those beyond ASCII, less ten times the share of undecodable ones. */
function scoreReadability(text: string): number {
  let common = 0;
  let broken = 0;
  let beyondAscii = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < FIRST_BEYOND_ASCII) continue;
    beyondAscii += 1;
    if (COMMON.has(unit)) common += 1;
    if (unit === REPLACEMENT) broken += 1;
  }
  return beyondAscii === 0 ? 0 : (common - 10 * broken) / beyondAscii;
}
