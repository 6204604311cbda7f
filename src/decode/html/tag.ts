import { Parser } from "htmlparser2";
import { ownText } from "../own-text.ts";
import { type Element, elementOf } from "./element.ts";

/** What a tag says. */
export interface Tag {
  readonly element: Element;
  /** What is looked at of its attributes. */
  readonly attributes: Attributes;
  /** Closes itself, which counts in drawings and formulas only. */
  readonly isSelfClosing: boolean;
  /** A style hides the element. */
  readonly isHidden: boolean;
}

export type Attributes = Readonly<Record<string, string>>;

/** Pages pasted from Word carry ten times as many. */
const LOOKED_AT = new Set(
  "colspan content href http-equiv name property rowspan src style title".split(" "),
);
const NO_ATTRIBUTES: Attributes = {};
/** style="display: none" */
const HIDDEN = /display\s*:\s*none/i;

/**
 * A page has thousands of tags, and all but some dozen are written exactly as before on the page or on others of its site:
 * so each way of writing is read once. What was not met while the newer memory filled is forgotten.
 */
const MAX_REMEMBERED = 5_000;
/** Longer ones carry an address or a text of their own. */
const MAX_LENGTH = 200;
let recent = new Map<string, Tag | undefined>();
let before = new Map<string, Tag | undefined>();

/**
 * Reads a start tag from what is written between `<` and the first `>` behind it; undefined if that one stands within a
 * quoted value, so that the tag goes on.
 */
export function readTag(written: string): Tag | undefined {
  const known = recent.get(written);
  if (known !== undefined) return known;
  if (written.length > MAX_LENGTH) return readWhole(`<${written}>`)?.tag;
  const tag = before.get(written) ?? readWhole(`<${written}>`)?.tag;
  if (recent.size >= MAX_REMEMBERED) {
    before = recent;
    recent = new Map();
  }
  recent.set(`${written} `.slice(0, -1), tag);
  return tag;
}

/** Reads the start tag at the start of a text, and tells how long it is; undefined if the text ends before it does. */
export function readWhole(
  text: string,
): { readonly tag: Tag; readonly length: number } | undefined {
  let found: { tag: Tag; length: number } | undefined;
  let isSelfClosing = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        found = { tag: toTag(ownText(name), attributes), length: parser.endIndex + 1 };
        parser.pause();
      },
      onclosetag: () => {
        isSelfClosing = true;
      },
    },
    { recognizeSelfClosing: true },
  );
  parser.write(text);
  return found && { ...found, tag: { ...found.tag, isSelfClosing } };
}

function toTag(name: string, written: Attributes): Tag {
  const attributes = Object.entries(written).filter(([attribute]) => LOOKED_AT.has(attribute));
  return {
    element: elementOf(name),
    attributes: attributes.length === 0 ? NO_ATTRIBUTES : Object.fromEntries(attributes),
    isSelfClosing: false,
    isHidden: HIDDEN.test(written.style ?? ""),
  };
}
