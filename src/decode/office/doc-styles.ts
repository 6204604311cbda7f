import { Binary } from "./binary.ts";
import type { DocFile } from "./doc-header.ts";
import { isSet, listModifiers, MODIFIER, type Modifier } from "./doc-modifiers.ts";

/** What a paragraph says of itself or its style says for it; undefined for what is left open. */
export interface DocTraits {
  /** 0 for the highest heading; 9 for running text. */
  readonly outlineLevel?: number;
  /** "0" for none. */
  readonly listId?: string;
  readonly listLevel?: number;
}

const PARAGRAPH_STYLE = 1;
const LAST_HEADING = 9;
const MAX_INHERITANCE = 20;
const BYTES_PER_CHARACTER = 2;

interface Style {
  readonly basedOn: number;
  readonly traits: DocTraits;
}

/** Traits of each paragraph style by number ([MS-DOC] 2.4.6.5, there called STSH), with what it inherits. */
export function readDocStyles(file: DocFile): Map<number, DocTraits> {
  const table = file.listed("styles");
  if (table.length < 6) return new Map();
  const count = table.uint16(2);
  const baseBytes = table.uint16(4);
  const styles = new Map<number, Style>();
  let offset = 2 + table.uint16(0);
  for (let index = 0; index < count && offset + 2 <= table.length; index += 1) {
    const length = table.uint16(offset);
    if (length > 0) {
      const definition = new Binary(
        table.slice(offset + 2, length),
        "a style of the Word document",
      );
      const style = readStyle(definition, baseBytes);
      if (style !== undefined) styles.set(index, style);
    }
    offset += 2 + length;
  }
  return new Map([...styles.keys()].map((index) => [index, inherit(styles, index)]));
}

function readStyle(definition: Binary, baseBytes: number): Style | undefined {
  const number = definition.uint16(0) & 0x0fff;
  const kind = definition.uint16(2) & 0x000f;
  const basedOn = definition.uint16(2) >> 4;
  if (kind !== PARAGRAPH_STYLE) return undefined;
  const nameCharacters = definition.uint16(baseBytes);
  const afterName = baseBytes + 2 + BYTES_PER_CHARACTER * (nameCharacters + 1);
  const properties = afterName + (afterName % 2);
  const heading = number >= 1 && number <= LAST_HEADING ? { outlineLevel: number - 1 } : {};
  if (properties + 2 > definition.length) return { basedOn, traits: heading };
  const length = definition.uint16(properties);
  // Two bytes repeat the style's own number.
  const modifiers = listModifiers(definition.slice(properties + 2, length).subarray(2));
  return { basedOn, traits: { ...heading, ...readTraits(modifiers) } };
}

/** The traits that properties of a paragraph set. */
export function readTraits(modifiers: readonly Modifier[]): DocTraits {
  let traits: DocTraits = {};
  for (const { code, operand } of modifiers) {
    if (code === MODIFIER.outlineLevel) traits = { ...traits, outlineLevel: operand.uint8(0) };
    else if (code === MODIFIER.list) traits = { ...traits, listId: String(operand.int16(0)) };
    else if (code === MODIFIER.listLevel) traits = { ...traits, listLevel: operand.uint8(0) };
  }
  return traits;
}

/** True if one of the properties switches something on. */
export function hasSet(modifiers: readonly Modifier[], code: number): boolean {
  const last = modifiers.findLast((modifier) => modifier.code === code);
  return last !== undefined && isSet(last);
}

function inherit(styles: ReadonlyMap<number, Style>, start: number): DocTraits {
  let merged: DocTraits = {};
  let next = styles.get(start);
  for (let count = 0; next !== undefined && count < MAX_INHERITANCE; count += 1) {
    merged = { ...next.traits, ...merged };
    next = styles.get(next.basedOn);
  }
  return merged;
}
