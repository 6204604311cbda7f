import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";
import type { DocFile } from "./doc-header.ts";
import { listModifiers, MODIFIER, type Modifier } from "./doc-modifiers.ts";
import { findInOrder } from "./doc-pieces.ts";

/** Properties of a stretch of the file, in bytes ([MS-DOC] 2.8 and 2.9, there called Fkp). */
export interface FormattedRun {
  readonly start: number;
  readonly end: number;
  /** Number of the paragraph's style; 0 in runs of characters. */
  readonly style: number;
  readonly modifiers: readonly Modifier[];
}

const PAGE_BYTES = 512;
const PAGE_BITS = 0x3fffff;
const PARAGRAPH_ENTRY_BYTES = 13;

/** Finds the properties of what lies at a place of the file. */
export type Formatting = (offset: number) => FormattedRun | undefined;

/** Properties of paragraphs, to be asked for the place of the character that ends one. */
export function readParagraphFormatting(file: DocFile): Formatting {
  const fetchElsewhere = fetchFrom(file.data);
  const runs = listPages(file, "paragraphProperties").flatMap((page) =>
    readPage(page, PARAGRAPH_ENTRY_BYTES, (entry) => readParagraph(page, entry, fetchElsewhere)),
  );
  return (offset) => findInOrder(runs, offset);
}

/** Properties of characters. */
export function readCharacterFormatting(file: DocFile): Formatting {
  const runs = listPages(file, "characterProperties").flatMap((page) =>
    readPage(page, 1, (entry) => {
      const place = 2 * page.uint8(entry);
      if (place === 0) return { style: 0, modifiers: [] };
      return { style: 0, modifiers: listModifiers(page.slice(place + 1, page.uint8(place))) };
    }),
  );
  return (offset) => findInOrder(runs, offset);
}

function listPages(
  { main, listed }: DocFile,
  kind: "paragraphProperties" | "characterProperties",
): Binary[] {
  const table = listed(kind);
  const count = Math.max(0, Math.floor((table.length - 4) / 8));
  if (count > main.length / PAGE_BYTES) {
    throw new DecodeError(
      "undecodable",
      `the Word document is damaged: it lists ${count} pages of properties, more than it can hold`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const page = table.uint32(4 * (count + 1) + 4 * index) & PAGE_BITS;
    return new Binary(main.slice(page * PAGE_BYTES, PAGE_BYTES), "a page of Word properties");
  });
}

type Properties = Omit<FormattedRun, "start" | "end">;

/** Boundaries of the runs come first, then an entry for each that says where on the page its properties are. */
function readPage(
  page: Binary,
  entryBytes: number,
  readEntry: (entry: number) => Properties,
): FormattedRun[] {
  const count = page.uint8(PAGE_BYTES - 1);
  return Array.from({ length: count }, (_, index) => ({
    start: page.uint32(4 * index),
    end: page.uint32(4 * (index + 1)),
    ...readEntry(4 * (count + 1) + entryBytes * index),
  }));
}

function readParagraph(page: Binary, entry: number, fetchElsewhere: Fetch): Properties {
  const place = 2 * page.uint8(entry);
  if (place === 0) return { style: 0, modifiers: [] };
  const words = page.uint8(place);
  const bytes =
    words === 0
      ? page.slice(place + 2, 2 * page.uint8(place + 1))
      : page.slice(place + 1, 2 * words - 1);
  if (bytes.length < 2) return { style: 0, modifiers: [] };
  const style = new Binary(bytes, "the properties of a paragraph").uint16(0);
  const modifiers = listModifiers(bytes.subarray(2));
  return { style, modifiers: modifiers.flatMap(fetchElsewhere) };
}

type Fetch = (modifier: Modifier) => readonly Modifier[];

/** Properties that do not fit on a page, such as those of a row of fifteen cells, lie in another stream. */
function fetchFrom(data: Binary): Fetch {
  const fetched = new Map<number, readonly Modifier[]>();
  return (modifier) => {
    const { code, operand } = modifier;
    if (code !== MODIFIER.elsewhere && code !== MODIFIER.elsewhereOld) return [modifier];
    const offset = operand.uint32(0);
    const known = fetched.get(offset) ?? listModifiers(data.slice(offset + 2, data.uint16(offset)));
    fetched.set(offset, known);
    return known;
  };
}
