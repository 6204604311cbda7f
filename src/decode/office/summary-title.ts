import { Binary } from "./binary.ts";

const SECTION_ADDRESS = 44;
const ENTRY_BYTES = 8;
const CODE_PAGE = 1;
const TITLE = 2;
const BYTE_STRING = 0x1e;
const UNICODE_STRING = 0x1f;
const ENCODINGS: ReadonlyMap<number, string> = new Map([
  [936, "gb18030"],
  [950, "big5"],
  [1252, "windows-1252"],
  [65001, "utf-8"],
]);

/**
 * The title among the properties of a binary Office file ([MS-OLEPS]); undefined where none can be read, since a
 * document is worth reading without it.
 */
export function readSummaryTitle(stream: Uint8Array | undefined): string | undefined {
  if (stream === undefined) return undefined;
  const source = new Binary(stream, "the file's properties");
  const title = findProperty(source, TITLE);
  if (title === undefined) return undefined;
  const isUnicode = source.uint32(title) === UNICODE_STRING;
  const length = source.uint32(title + 4) * (isUnicode ? 2 : 1);
  const encoding = isUnicode ? "utf-16le" : readEncoding(source);
  const isText = isUnicode || source.uint32(title) === BYTE_STRING;
  if (!isText || encoding === undefined || !source.holds(title + 8, length)) return undefined;
  const text = new TextDecoder(encoding).decode(source.slice(title + 8, length));
  return text.replaceAll("\0", "");
}

function readEncoding(source: Binary): string | undefined {
  const codePage = findProperty(source, CODE_PAGE);
  return codePage === undefined ? undefined : ENCODINGS.get(source.uint16(codePage + 4));
}

/** Where a property lies; its type and its length or value, four bytes each, are there. */
function findProperty(source: Binary, property: number): number | undefined {
  if (!source.holds(SECTION_ADDRESS, 4)) return undefined;
  const section = source.uint32(SECTION_ADDRESS);
  const count = source.holds(section + 4, 4) ? source.uint32(section + 4) : 0;
  for (let index = 0; index < count; index += 1) {
    const entry = section + 8 + ENTRY_BYTES * index;
    if (!source.holds(entry, ENTRY_BYTES)) return undefined;
    if (source.uint32(entry) !== property) continue;
    const place = section + source.uint32(entry + 4);
    return source.holds(place, 8) ? place : undefined;
  }
  return undefined;
}
