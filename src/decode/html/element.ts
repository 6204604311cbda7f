/** What the text of an element is, in which no tag but its own end tag counts (HTML standard, 13.2.5). */
export type TextKind =
  /** Markup as everywhere else. */
  | "markup"
  /** Characters as they stand. */
  | "raw"
  /** Characters and entities. */
  | "escapable"
  /** Characters as they stand, up to the end of the document. */
  | "plain";

/** What is known of an element by its name alone. */
export interface Element {
  readonly name: string;
  /** Has no content and no end tag. */
  readonly isVoid: boolean;
  readonly text: TextKind;
  /** Whose content is of which language; undefined if that of what it stands in. */
  readonly language: "html" | "foreign" | undefined;
  /** Names of the elements that its start tag ends, where one of them is the innermost open. */
  readonly ends: ReadonlySet<string>;
}

const words = (list: string): readonly string[] => list.split(" ");

const VOID = new Set(
  words(
    "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr",
  ),
);
const RAW = new Set(words("iframe noembed noframes script style xmp"));
const ESCAPABLE = new Set(words("textarea title"));
/** SVG and MathML: their elements may close themselves, and script or title hold markup there. */
const FOREIGN = new Set(words("math svg"));
/** Within a drawing or formula these hold HTML again. */
const BACK_IN_HTML = new Set(words("annotation-xml desc foreignobject mi mn mo ms mtext title"));

const NONE: ReadonlySet<string> = new Set();
/** Which elements end which others without an end tag: HTML standard, 13.1.2.4, and what browsers do beyond it. */
const ENDS: readonly (readonly [by: string, ended: string])[] = [
  [
    "address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol p pre section table ul",
    "p",
  ],
  ["h1 h2 h3 h4 h5 h6", "h1 h2 h3 h4 h5 h6 p"],
  ["li", "li"],
  ["dd dt", "dd dt"],
  ["tr", "td th tr"],
  ["td", "td th thead"],
  ["th", "th"],
  ["tbody tfoot", "tbody thead"],
  ["a", "a"],
  ["body", "head link script"],
  ["option", "option"],
  ["optgroup", "optgroup option"],
  [
    "button datalist input output select textarea",
    "button datalist input optgroup option select textarea",
  ],
  ["rp rt", "rp rt"],
];
const ENDED_BY = new Map(
  ENDS.flatMap(([by, ended]) => {
    const names: ReadonlySet<string> = new Set(words(ended));
    return words(by).map((name) => [name, names] as const);
  }),
);

/** @param name in lower case */
export function elementOf(name: string): Element {
  return {
    name,
    isVoid: VOID.has(name),
    text: textKindOf(name),
    language: languageOf(name),
    ends: ENDED_BY.get(name) ?? NONE,
  };
}

function textKindOf(name: string): TextKind {
  if (RAW.has(name)) return "raw";
  if (ESCAPABLE.has(name)) return "escapable";
  return name === "plaintext" ? "plain" : "markup";
}

function languageOf(name: string): Element["language"] {
  if (FOREIGN.has(name)) return "foreign";
  return BACK_IN_HTML.has(name) ? "html" : undefined;
}
