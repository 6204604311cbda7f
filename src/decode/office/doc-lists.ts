import type { Binary } from "./binary.ts";
import type { DocFile } from "./doc-header.ts";
import type { List, ListLevel } from "./list-numbering.ts";

/** Number formats by the numbers that binary Word gives them ([MS-OSHARED] 2.2.1.3), named as in DOCX. */
const FORMATS: ReadonlyMap<number, string> = new Map([
  [0, "decimal"],
  [1, "upperRoman"],
  [2, "lowerRoman"],
  [3, "upperLetter"],
  [4, "lowerLetter"],
  [10, "ideographDigital"],
  [11, "japaneseCounting"],
  [14, "decimalFullWidth"],
  [18, "decimalEnclosedCircle"],
  [19, "decimalFullWidth2"],
  [22, "decimalZero"],
  [23, "bullet"],
  [26, "decimalEnclosedFullstop"],
  [27, "decimalEnclosedParen"],
  [28, "decimalEnclosedCircleChinese"],
  [30, "ideographTraditional"],
  [33, "taiwaneseCounting"],
  [35, "taiwaneseCountingThousand"],
  [36, "taiwaneseDigital"],
  [37, "chineseCounting"],
  [39, "chineseCountingThousand"],
  [255, "none"],
]);
const DEFINITION_BYTES = 28;
const LEVEL_BYTES = 28;
const USE_BYTES = 16;
const ALL_LEVELS = 9;
const IS_SIMPLE = 0x01;
const STARTS_ANEW = 0x10;
const HAS_FORMAT = 0x20;

/** Lists of a binary Word document by the number that paragraphs name ([MS-DOC] 2.9.131 to 2.9.151). */
export function readDocLists(file: DocFile): Map<string, List> {
  const table = file.listed("lists");
  const uses = file.listed("listUses");
  if (table.length < 2 || uses.length < 4) return new Map();
  return readUses(uses, readDefinitions(table, file));
}

/** Levels of every list by the list's number. They lie behind the table of lists, and its length leaves them out. */
function readDefinitions(table: Binary, file: DocFile): Map<number, ListLevel[]> {
  const all = file.table;
  const start = table.bytes.byteOffset - all.bytes.byteOffset;
  const count = table.uint16(0);
  const definitions = new Map<number, ListLevel[]>();
  let offset = start + 2 + DEFINITION_BYTES * count;
  for (let index = 0; index < count; index += 1) {
    const definition = start + 2 + DEFINITION_BYTES * index;
    const isSimple = (all.uint8(definition + 26) & IS_SIMPLE) !== 0;
    const levels: ListLevel[] = [];
    for (let level = 0; level < (isSimple ? 1 : ALL_LEVELS); level += 1) {
      const read = readLevel(all, offset);
      levels.push(read.level);
      offset = read.end;
    }
    definitions.set(all.uint32(definition), levels);
  }
  return definitions;
}

function readLevel(
  source: Binary,
  offset: number,
): { readonly level: ListLevel; readonly end: number } {
  const properties = source.uint8(offset + 24) + source.uint8(offset + 25);
  const text = offset + LEVEL_BYTES + properties;
  const characters = source.uint16(text);
  const pattern = new TextDecoder("utf-16le").decode(source.slice(text + 2, 2 * characters));
  return {
    level: {
      start: source.uint32(offset),
      format: FORMATS.get(source.uint8(offset + 4)) ?? "decimal",
      pattern: toPattern(pattern),
    },
    end: text + 2 + 2 * characters,
  };
}

/** A number's place in the text is marked by its level, counted from 0, as a character. */
function toPattern(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.charCodeAt(0);
      return code < ALL_LEVELS ? `%${code + 1}` : character;
    })
    .join("");
}

function readUses(uses: Binary, definitions: ReadonlyMap<number, ListLevel[]>): Map<string, List> {
  const count = uses.uint32(0);
  const lists = new Map<string, List>();
  let offset = 4 + USE_BYTES * count;
  for (let index = 0; index < count && 4 + USE_BYTES * (index + 1) <= uses.length; index += 1) {
    const use = 4 + USE_BYTES * index;
    const key = uses.uint32(use);
    const read = readOverrides(uses, offset, uses.uint8(use + 12), definitions.get(key) ?? []);
    offset = read.end;
    lists.set(String(index + 1), {
      key: String(key),
      levels: read.levels,
      restarts: read.restarts,
    });
  }
  return lists;
}

interface Overrides {
  readonly levels: readonly ListLevel[];
  readonly restarts: ReadonlyMap<number, number>;
  readonly end: number;
}

/** Where one use of a list begins anew or looks otherwise; four bytes of a position come first. */
function readOverrides(
  uses: Binary,
  start: number,
  count: number,
  defined: readonly ListLevel[],
): Overrides {
  const levels = [...defined];
  const restarts = new Map<number, number>();
  let offset = start + 4;
  for (let index = 0; index < count; index += 1) {
    const flags = uses.uint32(offset + 4);
    const level = flags & 0x0f;
    if ((flags & STARTS_ANEW) !== 0) restarts.set(level, uses.uint32(offset));
    offset += 8;
    if ((flags & HAS_FORMAT) !== 0) {
      const read = readLevel(uses, offset);
      levels[level] = read.level;
      offset = read.end;
    }
  }
  return { levels, restarts, end: offset };
}
