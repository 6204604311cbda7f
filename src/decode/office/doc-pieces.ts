import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";
import type { DocFile } from "./doc-header.ts";
import { listModifiers, type Modifier } from "./doc-modifiers.ts";

/** A stretch of text that lies in one place of the file. */
interface Piece {
  /** In characters of the document. */
  readonly start: number;
  readonly end: number;
  /** In bytes of the file. */
  readonly offset: number;
  readonly characterBytes: 1 | 2;
  readonly modifiers: readonly Modifier[];
}

/** A report has ten thousand; pieces may name one place of the file again and again. */
const MAX_CHARACTERS = 5_000_000;
const PROPERTIES = 1;
const PIECE_TABLE = 2;
const IS_COMPRESSED = 0x40000000;
const OFFSET_BITS = 0x3fffffff;

/** The text of a binary Word document, and where in the file each character lies ([MS-DOC] 2.4.1). */
export class DocText {
  readonly text: string;
  private readonly pieces: readonly Piece[];

  constructor(file: DocFile) {
    this.pieces = readPieces(file.listed("pieces"));
    const characters = this.pieces.at(-1)?.end ?? 0;
    if (characters > MAX_CHARACTERS) {
      throw new DecodeError(
        "too_large",
        `expected at most ${MAX_CHARACTERS} characters in a Word document, met ${characters}`,
      );
    }
    this.text = this.pieces.map((piece) => readText(file.main, piece)).join("");
  }

  /** The piece of a character, and the character's place in the file. */
  locate(character: number): { readonly offset: number; readonly piece: Piece } | undefined {
    const piece = findInOrder(this.pieces, character);
    if (piece === undefined) return undefined;
    return { offset: piece.offset + (character - piece.start) * piece.characterBytes, piece };
  }
}

/** The entry around a position, of entries in order that do not overlap. */
export function findInOrder<Entry extends { readonly start: number; readonly end: number }>(
  entries: readonly Entry[],
  position: number,
): Entry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry === undefined) return undefined;
    if (position < entry.start) high = middle - 1;
    else if (position >= entry.end) low = middle + 1;
    else return entry;
  }
  return undefined;
}

function readPieces(table: Binary): Piece[] {
  const properties: Modifier[][] = [];
  let offset = 0;
  while (table.uint8(offset) === PROPERTIES) {
    const length = table.uint16(offset + 1);
    properties.push(listModifiers(table.slice(offset + 3, length)));
    offset += 3 + length;
  }
  if (table.uint8(offset) !== PIECE_TABLE) {
    throw new DecodeError("undecodable", "the Word document is damaged: its table of text is lost");
  }
  const entries = new Binary(
    table.slice(offset + 5, table.uint32(offset + 1)),
    "the Word document's table of text",
  );
  const count = Math.floor((entries.length - 4) / 12);
  return Array.from({ length: count }, (_, index) => readPiece(entries, index, count, properties));
}

function readPiece(
  entries: Binary,
  index: number,
  count: number,
  properties: readonly Modifier[][],
): Piece {
  const start = entries.uint32(4 * index);
  const end = entries.uint32(4 * (index + 1));
  if (end < start || (index === 0 && start !== 0)) {
    throw new DecodeError("undecodable", "the Word document is damaged: its text runs backwards");
  }
  const entry = 4 * (count + 1) + 8 * index;
  const address = entries.uint32(entry + 2);
  const isCompressed = (address & IS_COMPRESSED) !== 0;
  const offset = address & OFFSET_BITS;
  const property = entries.uint16(entry + 6);
  return {
    start,
    end,
    offset: isCompressed ? offset / 2 : offset,
    characterBytes: isCompressed ? 1 : 2,
    // An even number is a single property of those that do not matter to reading.
    modifiers: property % 2 === 1 ? (properties[property >> 1] ?? []) : [],
  };
}

function readText(main: Binary, { start, end, offset, characterBytes }: Piece): string {
  const bytes = main.slice(offset, (end - start) * characterBytes);
  return new TextDecoder(characterBytes === 1 ? "windows-1252" : "utf-16le", {
    ignoreBOM: true,
  }).decode(bytes);
}
