import { createHash } from "node:crypto";
import { gzipSync } from "fflate";

/** What a record says of itself, in the order in which it is written; what is undefined is left out. */
export type WarcHeaders = Readonly<Record<string, string | undefined>>;

export interface WarcRecord {
  readonly headers: WarcHeaders;
  readonly block: Uint8Array;
}

/** Line ends and control characters, which would end a header */
const CONTROL = /\p{Cc}+/gu;

/** A record, compressed by itself, so that a reader can begin at any of them. */
export function packRecord({ headers, block }: WarcRecord): Uint8Array {
  const all: WarcHeaders = {
    ...headers,
    "WARC-Block-Digest": toDigest(block),
    "Content-Length": String(block.length),
  };
  const head = `WARC/1.1\r\n${toHeaderLines(all)}\r\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), block, Buffer.from("\r\n\r\n")]), {
    // The moment of packing would make the same content other bytes.
    mtime: 0,
    level: 6,
  });
}

/** `Name: value` lines, each with its line end. */
export function toHeaderLines(headers: WarcHeaders): string {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${value.replace(CONTROL, " ").trim()}\r\n`],
    )
    .join("");
}

export function toDigest(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The same id for the same thing on every export: a UUID of version 8, made from what names it. */
export function toRecordId(...parts: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `<urn:uuid:${groups.join("-")}>`;
}
