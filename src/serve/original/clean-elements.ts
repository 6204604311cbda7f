import { cleanStyle } from "./clean-style.ts";

/** Elements whose content a reader of the page never sees, as the decoder counts them. */
export const UNSEEN: ReadonlySet<string> = new Set(
  "audio button canvas embed frame iframe math noscript object script select style svg template textarea title video".split(
    " ",
  ),
);

/** Of those, the ones whose text the decoder counts all the same: only their tags go. */
const KEPT: ReadonlySet<string> = new Set(
  "address article aside b blockquote br caption center col colgroup dd div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i li main ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul".split(
    " ",
  ),
);
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["font", "span"],
  ["form", "div"],
  ["fieldset", "div"],
  ["legend", "div"],
  ["nav", "div"],
  ["details", "div"],
  ["summary", "div"],
  ["ucapcontent", "div"],
]);
/** Elements without content or end tag. */
export const VOID: ReadonlySet<string> = new Set(["br", "col", "hr"]);

/** "2", "50%" */
const MEASURE = /^\d{1,4}%?$/;
/** "center", "top" */
const WORD = /^[a-z]{1,12}$/i;
const CHECKS: ReadonlyMap<string, RegExp> = new Map([
  ["colspan", MEASURE],
  ["rowspan", MEASURE],
  ["width", MEASURE],
  ["border", MEASURE],
  ["align", WORD],
  ["valign", WORD],
]);
/** "display:none", "display : NONE" */
const HIDDEN = /display\s*:\s*none/i;

/** The element to write in place of one of the page; undefined if only its content is kept. */
export function findElement(name: string): string | undefined {
  return KEPT.has(name) ? name : INSTEAD.get(name);
}

export function isHidden(style: string | undefined): boolean {
  return style !== undefined && HIDDEN.test(style);
}

/** Attributes that set a table or a text, ready to stand behind an element's name. */
export function cleanAttributes(attributes: Readonly<Record<string, string>>): string {
  const kept = Object.entries(attributes).flatMap(([name, value]) => {
    if (CHECKS.get(name)?.test(value)) return [` ${name}="${value}"`];
    const style = name === "style" ? cleanStyle(value) : "";
    return style === "" ? [] : [` style="${style}"`];
  });
  return kept.join("");
}

const SPECIAL = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeMarkup(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? "");
}
