import { Binary } from "./binary.ts";

/** A property that a stretch of a binary Word document sets ([MS-DOC] 2.6, there called Prl). */
export interface Modifier {
  readonly code: number;
  readonly operand: Binary;
}

/** Codes of the properties that matter to reading. */
export const MODIFIER = {
  isDeleted: 0x0800,
  isHidden: 0x083c,
  isSpecial: 0x0855,
  symbol: 0x6a09,
  isInTable: 0x2416,
  isRowEnd: 0x2417,
  tableDepth: 0x6649,
  isInnerCellEnd: 0x244b,
  isInnerRowEnd: 0x244c,
  listLevel: 0x260a,
  list: 0x460b,
  outlineLevel: 0x2640,
  elsewhere: 0x6646,
  elsewhereOld: 0x6645,
  row: 0xd608,
  verticalMerge: 0xd62b,
  horizontalMerge: 0x5624,
} as const;

/** Number of operand bytes by the upper three bits of a code; 0: told by the operand's first byte. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3];
const TAB_STOPS = 0xc615;

/** Lists the properties in a stretch of bytes; a last one that is cut off is left out. */
export function listModifiers(bytes: Uint8Array): Modifier[] {
  const source = new Binary(bytes, "the properties of a Word document");
  const modifiers: Modifier[] = [];
  let offset = 0;
  while (offset + 3 <= source.length) {
    const code = source.uint16(offset);
    const { skip, length } = measureOperand(source, offset + 2, code);
    const start = offset + 2 + skip;
    if (start + length > source.length) return modifiers;
    modifiers.push({ code, operand: new Binary(source.slice(start, length), "a Word property") });
    offset = start + length;
  }
  return modifiers;
}

function measureOperand(
  source: Binary,
  offset: number,
  code: number,
): { readonly skip: number; readonly length: number } {
  const fixed = OPERAND_BYTES[code >> 13] ?? 1;
  if (fixed > 0) return { skip: 0, length: fixed };
  // A table row may need more than 255 bytes; its count has two, and counts one too many.
  if (code === MODIFIER.row && offset + 2 <= source.length) {
    return { skip: 2, length: Math.max(0, source.uint16(offset) - 1) };
  }
  const length = source.uint8(offset);
  if (code !== TAB_STOPS || length !== 255) return { skip: 1, length };
  return { skip: 1, length: measureTabStops(source, offset + 1) };
}

/** So many tab stops that their bytes are not counted: those taken away take four bytes each, those added three. */
function measureTabStops(source: Binary, offset: number): number {
  if (offset >= source.length) return 0;
  const removed = 1 + 4 * source.uint8(offset);
  if (offset + removed >= source.length) return removed;
  return removed + 1 + 3 * source.uint8(offset + removed);
}

/** A switch's operand: on, or the opposite of the style's, which is off as a rule. */
export function isSet({ operand }: Modifier): boolean {
  const value = operand.uint8(0);
  return value === 1 || value === 0x81;
}
