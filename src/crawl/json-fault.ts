/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Where a text stops being JSON, and what would have been right there. */
export interface JsonFault {
  readonly place: TextPlace;
  readonly expected: string;
}

const blank = /[ \t\r\n]*/y;
/** `"abc\n"`, without raw control characters. */
const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
/** -12.5e3, true, null */
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Deeper nesting than any settings file has; keeps a hostile file from exhausting the stack. */
const maxDepth = 200;

class Fault extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

/**
 * The first place where a text is not JSON; undefined if it is JSON. `JSON.parse` tells the place in one runtime and
 * not in another, and nobody finds a missing comma in 300 sources without it.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    const end = skipBlank(text, expectValue(text, skipBlank(text, 0), 0));
    if (end < text.length) throw new Fault(end, "the end of the file");
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { place: toPlace(text, error.offset), expected: error.expected };
  }
}

function expectValue(text: string, offset: number, depth: number): number {
  if (depth > maxDepth) throw new Fault(offset, `at most ${maxDepth} levels of nesting`);
  switch (text[offset]) {
    case "{":
      return expectMembers(text, offset, "}", (start) => expectEntry(text, start, depth));
    case "[":
      return expectMembers(text, offset, "]", (start) => expectValue(text, start, depth + 1));
    case '"':
      return expectString(text, offset, 'a string that ends in " on its line');
    default:
      return match(scalar, text, offset) ?? fail(offset, "a value");
  }
}

function expectEntry(text: string, offset: number, depth: number): number {
  const colon = skipBlank(text, expectString(text, offset, 'a name in "quotes"'));
  if (text[colon] !== ":") throw new Fault(colon, "a colon");
  return expectValue(text, skipBlank(text, colon + 1), depth + 1);
}

function expectMembers(
  text: string,
  open: number,
  close: string,
  expectMember: (offset: number) => number,
): number {
  let offset = skipBlank(text, open + 1);
  if (text[offset] === close) return offset + 1;
  for (;;) {
    offset = skipBlank(text, expectMember(offset));
    if (text[offset] === close) return offset + 1;
    if (text[offset] !== ",") throw new Fault(offset, `a comma or ${close}`);
    offset = skipBlank(text, offset + 1);
  }
}

function expectString(text: string, offset: number, expected: string): number {
  return match(string, text, offset) ?? fail(offset, expected);
}

function fail(offset: number, expected: string): never {
  throw new Fault(offset, expected);
}

function skipBlank(text: string, offset: number): number {
  return match(blank, text, offset) ?? offset;
}

/** The offset after a match that begins exactly here. */
function match(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function toPlace(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(lineStart)].length + 1 };
}
