import type { FormattedRun } from "./doc-formatting.ts";
import { MODIFIER } from "./doc-modifiers.ts";
import { hasSet } from "./doc-styles.ts";
import type { FieldTracker } from "./field-tracker.ts";
import type { FlowPiece } from "./flow-document.ts";

/** Characters with a meaning of their own in a binary Word text. */
const PICTURE = "\u0001";
const TAB = "\t";
const LINE_BREAK = "\u000b";
const COLUMN_BREAK = "\u000e";
const FIELD_BEGIN = "\u0013";
const FIELD_SEPARATOR = "\u0014";
const FIELD_END = "\u0015";
const NO_BREAK_HYPHEN = "\u001e";
const SYMBOL = "(";
/** The last of those that print nothing */
const LAST_CONTROL = "\u001f";

/** A stretch of text whose characters are formatted alike, as pieces of what it prints. */
export function toPieces(
  text: string,
  run: FormattedRun | undefined,
  fields: FieldTracker,
): FlowPiece[] {
  const modifiers = run?.modifiers ?? [];
  const isGone = hasSet(modifiers, MODIFIER.isDeleted) || hasSet(modifiers, MODIFIER.isHidden);
  const isSpecial = hasSet(modifiers, MODIFIER.isSpecial);
  const pieces: FlowPiece[] = [];
  let plain = "";
  const endPlain = (): void => {
    if (plain !== "") pieces.push({ kind: "text", text: plain });
    plain = "";
  };
  for (const character of text) {
    const isMark = followField(character, fields);
    if (isMark || isGone || fields.isInInstruction) continue;
    const piece = toPiece(character, isSpecial ? readSymbol(run) : undefined);
    if (typeof piece === "string") plain += piece;
    else {
      endPlain();
      pieces.push(piece);
    }
  }
  endPlain();
  return pieces;
}

function followField(character: string, fields: FieldTracker): boolean {
  if (character === FIELD_BEGIN) fields.begin();
  else if (character === FIELD_SEPARATOR) fields.separate();
  else if (character === FIELD_END) fields.end();
  else return false;
  return true;
}

function toPiece(character: string, symbol: string | undefined): string | FlowPiece {
  if (character === SYMBOL && symbol !== undefined) return symbol;
  if (character > LAST_CONTROL || character === TAB) return character;
  if (character === LINE_BREAK || character === COLUMN_BREAK) return { kind: "break" };
  // Pictures have no address in such a file.
  if (character === PICTURE) return { kind: "picture", source: "" };
  return character === NO_BREAK_HYPHEN ? "-" : "";
}

/**
 * The character that a bracket marked as special stands for. Symbols lie in the private area; their font is not looked
 * up, so they stay private characters, and no cell with one in it looks blank.
 */
function readSymbol(run: FormattedRun | undefined): string | undefined {
  const symbol = run?.modifiers.findLast(({ code }) => code === MODIFIER.symbol);
  if (symbol === undefined) return undefined;
  const code = symbol.operand.uint16(2);
  return code === 0 ? "\ufffd" : String.fromCharCode(code);
}
