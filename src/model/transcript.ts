import type { Locator } from "./locator.ts";

/** Stands for a figure or character that is printed in a picture but was not made out: neither a number nor a blank. */
export const NOT_MADE_OUT = "\ufffd";

/** One document in reading order. What format it came from is forgotten, but for the locators. */
export interface Transcript {
  /** The document's name for itself: an HTML title, a file's title property. */
  readonly title: string | undefined;
  /** Named statements about the document, such as HTML meta tags, with names in lower case. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** Stretches of blocks that the document holds together in one container, such as the element around an article. */
  readonly scopes: readonly Scope[];
}

/** Blocks `first` to `last`, counted from 0, both included. */
export interface Scope {
  readonly first: number;
  readonly last: number;
}

export type Block = Paragraph | Table | Picture;

export interface Paragraph {
  readonly kind: "paragraph";
  /** White space folded to single blanks, ends trimmed, never empty. */
  readonly text: string;
  /** 1 to 6 if the document marks it as a heading. */
  readonly level?: number;
  /** True if a machine made the text out in a picture (OCR). */
  readonly isRecognised?: true;
  readonly locator: Locator;
}

export interface Table {
  readonly kind: "table";
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

/** One cell as written; a cell covered by a span of another is not listed. */
export interface TableCell {
  readonly text: string;
  readonly columnSpan: number;
  readonly rowSpan: number;
  /** True if a machine made the text out in a picture (OCR). */
  readonly isRecognised?: true;
  readonly locator: Locator;
}

export interface Picture {
  readonly kind: "picture";
  /** Address as written; of a picture that lies in the document's own file, its name there. */
  readonly source: string;
  /** True if the picture lies in the document's own file. */
  readonly isEmbedded?: true;
  readonly locator: Locator;
}

export interface Link {
  /** `refresh`: where the page sends its reader on to at once. */
  readonly kind: "anchor" | "frame" | "refresh";
  /** Address as written, resolved against the page's base if it names one, not against the page's own address. */
  readonly href: string;
  readonly text: string;
  /** The anchor's title attribute, often the whole of a text that the page cuts short. */
  readonly title: string | undefined;
  /** Text beside the link in its list item or table row: a date, as a rule. */
  readonly beside: string | undefined;
}
