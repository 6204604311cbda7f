import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";
import type { CompoundFile } from "./compound-file.ts";

/** The parts of a binary Word document ([MS-DOC] 2.5, there called Fib) and where its tables lie. */
export interface DocFile {
  readonly main: Binary;
  readonly table: Binary;
  /** Properties too long for their place; empty in most documents. */
  readonly data: Binary;
  /** Characters of the main text, and first and last of the text boxes'. */
  readonly textEnd: number;
  readonly boxesStart: number;
  readonly boxesEnd: number;
  /** The bytes of one of the tables listed in the header. */
  readonly listed: (table: ListedTable) => Binary;
}

/** Places of tables in the header's list. */
const LISTED = {
  styles: 1,
  characterProperties: 12,
  paragraphProperties: 13,
  pieces: 33,
  lists: 73,
  listUses: 74,
} as const;

export type ListedTable = keyof typeof LISTED;

const WORD = 0xa5ec;
const WORD_95 = 0xa5dc;
/** Version of Word 97; all later ones write this or more. */
const WORD_97 = 0x00c1;
const IS_ENCRYPTED = 0x0100;
const USES_SECOND_TABLE = 0x0200;
const LIST_OFFSET = 0x9a;

/** @throws DecodeError if the document is encrypted, older than Word 97, or damaged */
export function readHeader(file: CompoundFile): DocFile {
  const main = new Binary(file.read("WordDocument") ?? new Uint8Array(), "the Word text");
  const flags = main.uint16(10);
  expectVersion(main.uint16(0), main.uint16(2));
  if ((flags & IS_ENCRYPTED) !== 0) {
    throw new DecodeError(
      "encrypted",
      "the Word document is encrypted: it opens with a password only",
    );
  }
  const name = (flags & USES_SECOND_TABLE) !== 0 ? "1Table" : "0Table";
  const bytes = file.read(name);
  if (bytes === undefined) {
    throw new DecodeError("undecodable", `the Word document is damaged: it has no stream ${name}`);
  }
  const table = new Binary(bytes, `the Word document's stream ${name}`);
  const [text = 0, notes = 0, headers = 0, , comments = 0, endNotes = 0, boxes = 0] = [
    0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64,
  ].map((offset) => main.uint32(offset));
  const boxesStart = text + notes + headers + comments + endNotes;
  return {
    main,
    table,
    data: new Binary(file.read("Data") ?? new Uint8Array(), "the Word document's stream Data"),
    textEnd: text,
    boxesStart,
    boxesEnd: boxesStart + boxes,
    listed: (kind) => {
      const entry = LIST_OFFSET + 8 * LISTED[kind];
      return new Binary(
        table.slice(main.uint32(entry), main.uint32(entry + 4)),
        `the Word document's table of ${kind}`,
      );
    },
  };
}

function expectVersion(mark: number, version: number): void {
  if (mark === WORD && version >= WORD_97) return;
  if (mark === WORD || mark === WORD_95) {
    throw new DecodeError(
      "unsupported_format",
      "expected a document of Word 97 or later, met one of Word 6 or 95; open it in Word and save it again",
    );
  }
  throw new DecodeError(
    "undecodable",
    `expected a Word document, met the mark ${mark.toString(16)} at its start`,
  );
}
