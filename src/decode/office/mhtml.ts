import { DecodeError } from "../decode-error.ts";

/** A document inside a web archive, as a server would send it. */
export interface WebPage {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** boundary="----=_NextPart_01" */
const BOUNDARY = /boundary=(?:"([^"]+)"|([^\s;]+))/i;
/** A header that goes on in the next line, which begins with a blank */
const CONTINUED = /\r?\n[ \t]+/g;
/** Content-Type: text/html; charset="gb2312" */
const CONTENT_TYPE = /^content-type:\s*(.+)$/im;
const TRANSFER_ENCODING = /^content-transfer-encoding:\s*([\w-]+)/im;
const HTML = /^text\/html/i;
const BLANK_LINE = /\r?\n\r?\n/;
/** "=\r\n" at a line's end, which is no end */
const SOFT_LINE_END = /=[ \t]*\r?\n/g;
/** =E5 */
const ESCAPED_BYTE = /=([0-9A-Fa-f]{2})/g;
/** Word writes a page, its style sheet and its pictures. */
const MAX_PARTS = 500;

/**
 * The page in a web archive (MHTML), which Word and browsers save as one file of several parts.
 * @throws DecodeError if it holds none
 */
export function readWebArchive(bytes: Uint8Array): WebPage {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const boundary = BOUNDARY.exec(text.slice(0, 8192));
  const mark = boundary?.[1] ?? boundary?.[2];
  const parts = mark === undefined ? [] : text.split(`--${mark}`, MAX_PARTS).slice(1);
  for (const part of parts) {
    const end = BLANK_LINE.exec(part);
    if (end === null) continue;
    const head = part.slice(0, end.index).replace(CONTINUED, " ");
    const contentType = CONTENT_TYPE.exec(head)?.[1] ?? "";
    if (!HTML.test(contentType)) continue;
    const body = part.slice(end.index + end[0].length);
    return { bytes: unpack(body, TRANSFER_ENCODING.exec(head)?.[1] ?? ""), contentType };
  }
  throw new DecodeError(
    "undecodable",
    `expected a page among the parts of the web archive, met none in ${parts.length}`,
  );
}

function unpack(body: string, encoding: string): Uint8Array {
  if (encoding.toLowerCase() === "base64") return Buffer.from(body, "base64");
  if (encoding.toLowerCase() !== "quoted-printable") return Buffer.from(body, "latin1");
  const unescaped = body
    .replace(SOFT_LINE_END, "")
    .replace(ESCAPED_BYTE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(unescaped, "latin1");
}
